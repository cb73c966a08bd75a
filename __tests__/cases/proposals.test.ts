import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type Assumptions, check, path, type PathResult, type Topology } from "../../lib/analysis";
import { isUnreadSentence } from "../../lib/analysis/model/unread-changes";
import { joined } from "../../lib/analysis/unknown/propose";
import { ASSUMPTIONS, mergeAssumptions } from "../../lib/cli/input/assumptions-file";
import { assumedBeside, CASES, caseTopology } from "../support/cases";

const CASE = /\.(tf|plan)\.json$/;
const names = ["reports", "foreign", "unread"].flatMap((folder) =>
  readdirSync(join(CASES, folder))
    .filter((file) => CASE.test(file))
    .map((file) => `${folder}/${file.replace(CASE, "")}`),
);

/** What an answer proposes to assume, as a file has it; undefined where nothing that can be assumed decides. */
function proposed({ waitsFor }: Pick<PathResult, "waitsFor">): Assumptions | undefined {
  const open = waitsFor.filter((value) => !isUnreadSentence(value.unknown));
  if (open.length === 0) return undefined;
  const text = JSON.stringify(joined(open.flatMap(({ assume }) => assume ?? [])));
  return v.parse(ASSUMPTIONS, JSON.parse(text));
}

const ends = ({ machines }: Topology): readonly (readonly [from: string, to: string])[] =>
  machines.flatMap((from) =>
    ["internet", ...machines.filter((to) => to !== from).map(({ id }) => id)].map((to) => [from.id, to] as const),
  );

/** Undetermined answers that stay so, or cannot be read, with what they propose. */
function useless(name: string): string[] {
  const topology = caseTopology(name);
  return ends(topology).flatMap(([from, to]) => {
    const result = path(topology, { from, to });
    if (result.verdict !== "undetermined" || result.reason === "not-modelled") return [];
    const assumed = proposed(result) ?? {};
    const after = path(caseTopology(name, mergeAssumptions(assumedBeside(name), assumed)), { from, to });
    // What is not modelled can be accepted, and not assumed.
    return after.verdict === "undetermined" && after.reason !== "not-modelled"
      ? [`${from} -> ${to}: ${JSON.stringify(assumed)}`]
      : [];
  });
}

test.each(names)("%s: what is proposed to be assumed decides", (name) => {
  expect(useless(name)).toEqual([]);
});

test.each(names)("%s: the assumptions in fixes can be pasted", (name) => {
  const fixes = check(caseTopology(name), { whatIf: false }).findings.map(({ fix }) => fix);
  const files = fixes.flatMap((fix) => [...fix.matchAll(/--assume FILE, with (\{.*\})/g)].map(([, json = ""]) => json));
  for (const file of files) {
    const assumed = v.parse(ASSUMPTIONS, JSON.parse(file));
    const report = check(caseTopology(name, mergeAssumptions(assumedBeside(name), assumed)), { whatIf: false });
    expect(report.findings.map(({ fix }) => fix).filter((fix) => fix.includes(file))).toEqual([]);
  }
});

test("an expression gets a value, a machine an entry, and any other claim its sentence", () => {
  const claims = ["reports/02-os-forwarding-off", "reports/21b-disable-connected-check"].flatMap((name) => {
    const topology = caseTopology(name);
    return ends(topology).flatMap(([from, to]) => proposed(path(topology, { from, to })) ?? []);
  });
  expect(claims).toContainEqual({ machines: { "vm-nva": { forwards: true, translates: true } } });
  expect(claims).toContainEqual({ values: { "BGP packets of vm-nva with a TTL of 1 reach rs-hub100": true } });
});
