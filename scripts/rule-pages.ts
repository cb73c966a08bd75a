import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { article } from "../__tests__/rules/declaration-builder";
import { RULE_CASES } from "../__tests__/rules/cases";
import { SITUATIONS } from "../__tests__/analysis/check/situations";
import { check } from "../lib/analysis/check/check";
import type { TopologyRule } from "../lib/analysis/check/topology-rule";
import { placesOf } from "../lib/cli/render/places";
import { evaluate } from "../lib/findings/evaluate";
import { renderFinding } from "../lib/findings/report";
import type { RuleInfo } from "../lib/findings/rule";
import { renderConstructFinding } from "../lib/rules/report";
import type { ConstructRule } from "../lib/rules/rule";

/* One page for each rule. The examples are what the rules report of the topologies that they are tested with. */

const WRITTEN = "<!-- Written by `npm run rules-doc`; do not edit. -->";

/** What a page shows besides what its rule says of itself. */
interface Details {
  readonly kind: string;
  /** What the example is, and the finding as it is printed. */
  readonly example: { readonly of: string; readonly printed: string; readonly want: string; readonly fix: string };
  /** What else the rule reports and accepts. */
  readonly cases: string;
  readonly accepting: string;
  /** The file of the rule, from the root. */
  readonly file: string;
}

/** The page of a rule about constructs. */
export function constructRulePage(rule: ConstructRule): string {
  const cases = RULE_CASES.filter((one) => one.rule === rule.name);
  const [first, ...others] = cases.filter(({ findings }) => findings.length > 0);
  const [finding] = first ? evaluate(rule, article(first.change)).findings : [];
  if (!first || !finding) throw new Error(`${rule.name} has no case that it reports`);
  const accepted = cases.filter(({ findings }) => findings.length === 0);
  return page(rule, {
    kind: "[construct rule](../RULES.md#construct-rules)",
    example: {
      of: `For example, in the topology of the README: ${escaped(first.what)}. The report says`,
      printed: renderConstructFinding(finding),
      want: finding.want,
      fix: finding.fix,
    },
    cases: [list("It also reports", others), list("It accepts", accepted)].filter(Boolean).join("\n\n"),
    accepting: OPT_IN[rule.name] ?? NOT_ACCEPTED,
    file: fileOf("lib/rules", rule.name),
  });
}

/** The page of a rule about topologies. */
export function topologyRulePage(rule: TopologyRule): string {
  const { id, name, explains, example } = rule;
  const topology = SITUATIONS[name]!.bad();
  const finding = check(topology, { whatIf: false }).findings.find((one) => one.id === id)!;
  return page(rule, {
    kind: "[topology rule](../RULES.md#topology-rules)",
    example: {
      of: `For example: ${example}. \`npx forced-tunnel check\` reports`,
      printed: renderFinding(finding, (place) => placesOf(topology).of(place)),
      want: finding.want,
      fix: finding.fix,
    },
    cases: explains ? "Its finding includes the machines that are not tunnelled because of it." : "",
    accepting: `With a reason, everywhere or for one component, in [forced-tunnel.json](../commands.md#forced-tunneljson) or for one run:\n\n\`\`\`sh\nnpx forced-tunnel check --accept ${name}="why it is acceptable"\n\`\`\``,
    file: fileOf("lib/analysis/check/rules", name),
  });
}

function page(rule: RuleInfo, { kind, example, cases, accepting, file }: Details): string {
  const { id, name, severity, summary, why, sources, facts = [], otherwise } = rule;
  const rows = facts.map((row) => `[${row}](../how-azure-routes.md#${row})`).join(", ");
  const evidence = rows === "" ? "" : ` Facts about Azure: ${rows}.`;
  return `${[
    WRITTEN,
    `# ${id} ${name}`,
    `**${severity}**, ${kind}.`,
    escaped(summary),
    `## Why it matters\n\n${escaped(why)}\n\n${otherwise ? `Without this rule, ${reporter(otherwise)} reports it.` : "Neither Terraform nor Azure reports it."}`,
    `## Example\n\n${example.of}\n\n\`\`\`\n${example.printed}\n\`\`\``,
    cases,
    `## Fix\n\n${fixOf(example)}`,
    `## Accepting it\n\n${accepting}`,
    `## Sources\n\n${sources.map(sourceLink).join(", ")}.${evidence} The rule is [${basename(file)}](../../${file}).`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

const reporter = (otherwise: NonNullable<RuleInfo["otherwise"]>): string =>
  otherwise.startsWith("terraform") ? `\`${otherwise}\`` : otherwise.replace(",", "");

/** Errors that may be intended: the prop that says so. */
const OPT_IN: Readonly<Record<string, string>> = {
  "live-circuit-without-opt-in":
    "`acceptsDefaultRoute: true` of the [circuit](../express-route-circuit.md#blast-radius) states that its owner agrees.",
  "open-to-the-internet": "`openToInternet: true` states that it is intended.",
};

const NOT_ACCEPTED =
  "It cannot be accepted: nothing is synthesized. [Create that resource with the provider's own class](../errors.md#accepting-what-cannot-be-changed), and use the constructs for the rest.";

/** The file of a rule has its name: in the folder of its subject. */
function fileOf(folder: string, name: string): string {
  const file = readdirSync(join(__dirname, "..", folder), { recursive: true, encoding: "utf8" }).find(
    (one) => basename(one) === `${name}.ts`,
  );
  if (file === undefined) throw new Error(`${folder} has no ${name}.ts`);
  return `${folder}/${file}`;
}

const list = (title: string, cases: readonly { readonly what: string }[]): string =>
  cases.length === 0 ? "" : `${title}:\n\n${cases.map(({ what }) => `- ${escaped(what)}`).join("\n")}`;

const fixOf = ({ want, fix }: Details["example"]): string =>
  [...(want === "" ? [] : [`Expected: ${escaped(want)}.`]), ...(fix === "" ? [] : [`\`\`\`\n${fix}\n\`\`\``])].join(
    "\n\n",
  );

/** Of text that is shown as it is. */
const escaped = (text: string): string =>
  text.replaceAll("<", "&lt;").replaceAll("*", "\\*").replaceAll("_", "\\_").replaceAll("[", "\\[");

const sourceLink = (source: string): string =>
  source.startsWith("docs/") ? `[${source}](../${source.slice("docs/".length)})` : source;
