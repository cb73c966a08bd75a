import { TOPOLOGY_RULES } from "../../analysis/check/all-rules";
import { inOrder } from "../../findings/finding";
import { plural } from "../../findings/report";
import type { CheckReport, Coverage, Finding, MachineVerdict } from "../../analysis/results";
import type { AnswerNote } from "./json-answers";
import type { Places } from "./places";

/**
 * A report as JUnit XML: a test case for each rule, one for each machine, and one for each resource that is not modelled.
 * What is undecided is skipped: JUnit has no other word for it. What was assumed is the output of the last suite.
 */
export function checkJunit(
  report: CheckReport,
  {
    places,
    notes,
    strict,
  }: { readonly places: Places; readonly notes: readonly AnswerNote[]; readonly strict: boolean },
): string {
  const bad = inOrder(report.findings, (id: string) => id).filter(
    ({ severity }) => severity === "error" || (strict && severity === "warning"),
  );
  const others = report.findings.filter((finding) => !bad.includes(finding));
  const suites = [
    suite("rules", ruleCases(report, bad, others, places)),
    suite(
      "machines",
      report.machines.map((machine) => machineCase(machine, bad, places)),
    ),
    suite(
      "coverage",
      coverageCases(report.coverage),
      notes.map(({ at, text }) => `note  ${at}: ${text}`),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="forced-tunnel">\n${suites.join("\n")}\n</testsuites>\n`;
}

interface Case {
  readonly name: string;
  readonly failures: readonly string[];
  readonly skipped?: string;
  readonly out?: string;
}

function ruleCases(
  { accepted, undecided, passed }: CheckReport,
  bad: readonly Finding[],
  others: readonly Finding[],
  places: Places,
): Case[] {
  const cases = new Map<string, Case>(passed.map((id) => [id, { name: titled(id), failures: [] }]));
  for (const { id, name, waitsFor, accepted: reason } of undecided)
    cases.set(id, {
      name: `${id} ${name}`,
      failures: [],
      skipped: `${reason === undefined ? "undecided" : `accepted (${reason})`}: waits for ${waitsFor.map(({ unknown }) => unknown).join(", ")}`,
    });
  for (const finding of [...accepted, ...others]) {
    const { out: before, skipped } = cases.get(finding.id) ?? {};
    const isOpen = finding.severity === "undecided" && finding.accepted === undefined;
    const line = `${finding.accepted === undefined ? finding.severity : `accepted (${finding.accepted})`}: ${finding.text}`;
    cases.set(finding.id, {
      name: `${finding.id} ${finding.name}`,
      failures: [],
      skipped: isOpen && skipped === undefined ? line : skipped,
      out: before === undefined ? line : `${before}\n${line}`,
    });
  }
  for (const finding of bad) {
    const { out, failures = [] } = cases.get(finding.id) ?? {};
    cases.set(finding.id, {
      name: `${finding.id} ${finding.name}`,
      failures: [...failures, failure(finding, places)],
      out,
    });
  }
  return [...cases.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

const titled = (id: string): string =>
  [id, ...TOPOLOGY_RULES.filter((rule) => rule.id === id).map(({ name }) => name)].join(" ");

/** The count, and what is not modelled. */
const coverageCases = ({ resources, understood, notModelled }: Coverage): Case[] => [
  { name: `${understood} of ${plural(resources, "resource")} understood`, failures: [] },
  ...notModelled.map(({ text, does, accepted }) => ({
    name: text,
    failures: [],
    skipped: accepted === undefined ? `not modelled: it ${does}` : `accepted (${accepted})`,
  })),
];

/** It fails where a finding is about this machine. */
function machineCase(
  { machine, id, verdict, reason, summary }: MachineVerdict,
  bad: readonly Finding[],
  places: Places,
): Case {
  const about = bad.filter(({ at }) => at.includes(id));
  const name = `${machine} is ${verdict}${reason ? `: ${reason}` : ""}`;
  return {
    name,
    failures: about.map((finding) => failure(finding, places)),
    skipped: verdict === "undetermined" ? summary : undefined,
    out: summary,
  };
}

const failure = ({ id, name, text, at, got, want, fix }: Finding, places: Places): string =>
  `<failure type=${attribute(id)} message=${attribute(`${name}: ${text}`)}>${escaped(
    [
      ["at", at.map((place) => places.of(place)).join(", ")],
      ["got", got],
      ["want", want],
      ["fix", fix],
    ]
      .map(([label = "", value = ""]) => `${label.padEnd(4)}  ${value}`)
      .join("\n"),
  )}</failure>`;

function suite(name: string, cases: readonly Case[], output: readonly string[] = []): string {
  const failures = cases.filter((one) => one.failures.length > 0).length;
  const skipped = cases.filter((one) => one.failures.length === 0 && one.skipped !== undefined).length;
  const head = `  <testsuite name=${attribute(name)} tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">`;
  const out = output.length === 0 ? [] : [`    <system-out>${escaped(output.join("\n"))}</system-out>`];
  return [head, ...cases.map((one) => testCase(name, one)), ...out, "  </testsuite>"].join("\n");
}

function testCase(suiteName: string, { name, failures, skipped, out }: Case): string {
  const head = `    <testcase classname=${attribute(`forced-tunnel.${suiteName}`)} name=${attribute(name)}`;
  const inner =
    failures.length > 0 ? [...failures] : skipped === undefined ? [] : [`<skipped message=${attribute(skipped)}/>`];
  if (out !== undefined) inner.push(`<system-out>${escaped(out)}</system-out>`);
  return inner.length === 0
    ? `${head}/>`
    : [`${head}>`, ...inner.map((line) => `      ${line}`), "    </testcase>"].join("\n");
}

const attribute = (text: string): string => `"${escaped(text)}"`;

/** XML 1.0 has no place for control characters; the texts come without them. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
