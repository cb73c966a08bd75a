import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { RULE_CASES } from "../__tests__/rules/cases";
import { article } from "../__tests__/rules/declaration-builder";
import { SITUATIONS } from "../__tests__/analysis/check/situations";
import { checkText } from "../lib/cli/render/check-text";
import { placesOf } from "../lib/cli/render/places";
import { paragraph } from "../lib/rules/report";
import type { Rule, Violation } from "../lib/rules/rule";
import { judge } from "../lib/rules/rule";
import { check } from "../lib/analysis/check/check";
import type { TopologyRule } from "../lib/analysis/check/rule";

/* A page a rule. Examples are what the rules themselves say of the topologies that they are tested with. */

const WRITTEN = "<!-- Written by `npm run rules-doc`; do not edit. -->";

/** The source of a rule, from the root: rules are in folders by their subject. */
function synthRuleFile(name: string): string {
  const file = readdirSync(join(__dirname, "../lib/rules"), { recursive: true, encoding: "utf8" }).find(
    (one) => basename(one) === `${name}.ts`,
  );
  return `lib/rules/${file}`;
}

/** The page of a rule about what constructs are given. */
export function synthRulePage(rule: Rule): string {
  const { id, name, severity, reason, source, otherwise } = rule;
  const cases = RULE_CASES.filter((one) => one.rule === name);
  const bad = cases.filter(({ findings }) => findings.length > 0);
  const good = cases.filter(({ findings }) => findings.length === 0);
  const [first] = bad;
  const [example] = first ? judge(article(first.change), [rule]) : [];
  if (!first || !example) throw new Error(`${name} has no case that it reports`);
  return joined([
    `# ${id} ${name}`,
    `**${severity}**, of [what constructs are given](../RULES.md#what-constructs-are-given).`,
    `## Why\n\n${reason}\n\n${OTHERWISE[otherwise]}`,
    `## What is wrong\n\nFor example, in the README's topology: ${escaped(first.what)}. The rule says\n\n\`\`\`\n${paragraph(example)}\n\`\`\``,
    [list("It also finds", bad.slice(1)), list("It leaves alone", good)].filter(Boolean).join("\n\n"),
    `## Fix\n\n${fixOf(example)}`,
    `## Accepting it\n\n${synthAcceptance(rule)}`,
    `## Source\n\n${sourceLink(source)}. The rule is [${name}.ts](../../${synthRuleFile(name)}).`,
  ]);
}

/** The page of a rule about what a topology does. */
export function topologyRulePage({ id, name, severity, summary, why, bad, source, root }: TopologyRule): string {
  const topology = SITUATIONS[name]!.bad();
  const report = check(topology, { whatIf: false });
  const finding = report.findings.find((one) => one.id === id)!;
  const text = checkText(
    { ...report, findings: [finding], accepted: [], undecided: [] },
    { places: placesOf(topology) },
  )
    .trimEnd()
    .split("\n\n")
    .slice(0, -1)
    .join("\n\n");
  const rows = source.rows.map((row) => `[${row}](../how-azure-routes.md#${row})`).join(", ");
  return joined([
    `# ${id} ${name}`,
    `**${severity}**, of [what a topology does](../RULES.md#what-a-topology-does).`,
    summary,
    `## Why\n\n${why}${root ? "\n\nIt takes over what comes of it: one cause is one finding." : ""}`,
    `## What is wrong\n\nFor example: ${bad}. \`npx forced-tunnel check\` says\n\n\`\`\`\n${text}\n\`\`\``,
    `## Fix\n\nWanted: ${finding.want}.\n\n\`\`\`\n${finding.fix}\n\`\`\``,
    `## Accepting it\n\nWith a reason, everywhere or for one component, in [forced-tunnel.json](../commands.md#forced-tunneljson) or for one run:\n\n\`\`\`sh\nnpx forced-tunnel check --accept ${name}="why it may stay"\n\`\`\``,
    `## Source\n\n${source.url}; ${source.rows.length > 1 ? "rows" : "row"} ${rows} of [how Azure routes](../how-azure-routes.md).`,
  ]);
}

const OTHERWISE: Readonly<Record<Rule["otherwise"], string>> = {
  "Azure refuses at apply": "Without this rule Azure tells it, at the apply.",
  "the provider refuses at apply": "Without this rule the provider tells it, at the apply.",
  "terraform validate refuses": "Without this rule `terraform validate` tells it.",
  "nobody tells": "Without this rule nobody tells it.",
};

/** Errors that their user may have meant: the prop that says so. */
const MEANT: Readonly<Record<string, string>> = {
  "live-circuit-without-opt-in":
    "`acceptsDefaultRoute: true` of the [circuit](../express-route-circuit.md#blast-radius) says that its owner agrees.",
  "open-to-the-internet": "`openToInternet: true` says that it is meant.",
};

function synthAcceptance({ name, severity }: Rule): string {
  if (MEANT[name] !== undefined) return MEANT[name];
  if (severity === "warning")
    return "A warning stops nothing. A [test](../errors.md#in-tests-of-your-own) keeps it the only one.";
  return "There is no list of exceptions: [make that resource with the provider's own class](../errors.md#accepting-what-cannot-be-changed), and let the constructs do the rest.";
}

const list = (title: string, cases: readonly { readonly what: string }[]): string =>
  cases.length === 0 ? "" : `${title}:\n\n${cases.map(({ what }) => `- ${escaped(what)}`).join("\n")}`;

const fixOf = ({ want, fix }: Violation): string =>
  [...(want === "" ? [] : [`Wanted: ${escaped(want)}.`]), ...(fix === "" ? [] : [`\`\`\`\n${fix}\n\`\`\``])].join(
    "\n\n",
  );

/** Of text that is shown as it stands. */
const escaped = (text: string): string =>
  text.replaceAll("<", "&lt;").replaceAll("*", "\\*").replaceAll("_", "\\_").replaceAll("[", "\\[");

function sourceLink(source: string): string {
  if (source.startsWith("docs/")) return `[${source}](../${source.slice("docs/".length)})`;
  return source;
}

const joined = (parts: readonly string[]): string =>
  `${[WRITTEN, ...parts.filter((part) => part !== "")].join("\n\n")}\n`;
