import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_RULES } from "../lib/rules/all";
import { paragraph } from "../lib/rules/report";
import type { Rule } from "../lib/rules/rule";
import { TOPOLOGY_RULES } from "../lib/analysis/check/all-rules";
import { synthRulePage, topologyRulePage } from "./rule-pages";

const DOCS = join(__dirname, "..", "docs");

/** The index of the rules, from the rules. */
function rulesDoc(): string {
  return `${[TOP, GIVEN, EXAMPLE, UNKNOWN, givenTable(), DONE, doneTable()].join("\n\n")}\n`;
}

/** Every page that is written from the rules, by its path in docs/. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ["RULES.md", rulesDoc()],
    ...ALL_RULES.map((rule): [string, string] => [`rules/${rule.id}.md`, synthRulePage(rule)]),
    ...TOPOLOGY_RULES.map((rule): [string, string] => [`rules/${rule.id}.md`, topologyRulePage(rule)]),
  ]);
}

/** Paths in docs/ of the pages that are not what the rules say, or are no rule's. */
export function stalePages(): string[] {
  const pages = rulePages();
  const there = ["RULES.md", ...filesIn("rules").map((name) => `rules/${name}`)];
  return [...new Set([...pages.keys(), ...there])]
    .filter((path) => !there.includes(path) || pages.get(path) !== readFileSync(join(DOCS, path), "utf8"))
    .sort();
}

const TOP = `<!-- Written by \`npm run rules-doc\`; do not edit. -->

# Rules

There are two kinds. [FT001 to ${ALL_RULES.at(-1)!.id}](#what-constructs-are-given) look at what the constructs are given, before anything
is synthesized. [FT101 to ${TOPOLOGY_RULES.at(-1)!.id}](#what-a-topology-does) look at what the synthesized JSON, or any Terraform JSON, does with
packets. Each has a page, which \`npx forced-tunnel explain FT012\` prints. An id is never given to another rule.`;

const GIVEN = `## What constructs are given

Before anything is synthesized, every construct of the app is held against these: what Azure, the provider or BGP would
refuse, and what all of them accept and then does not work. All findings come together, errors and warnings. An error keeps the
app from being synthesized; a warning does not. What can be [accepted](errors.md#accepting-what-cannot-be-changed) is asked for by a prop.`;

const EXAMPLE = `A finding says where, what, what would be right, and the smallest edit that makes it so:

\`\`\`
${paragraph({
  rule: ruleOf("asn-reserved"),
  at: { path: "main/nva100", prop: "asn" },
  sentence: "ASN 65515 belongs to the Route Server",
  got: "65515",
  want: "1-64495 without 8074, 8075, 12076, 23456; or 64512-65534 without 65515, 65517-65520 (Azure)",
  fix: "asn: 65001",
})}
\`\`\``;

const UNKNOWN = `A value that is known only when Terraform applies (a reference, a variable) is never a finding. Where it matters (AS numbers,
address spaces, sizes of subnets, addresses, sources, user data), the same rule becomes a precondition in the JSON, and the plan
says it instead.

The last column says who would tell without this rule, and when.`;

const DONE = `## What a topology does

\`npx forced-tunnel check\` holds a topology against these. They need no construct of this library: a plan or a state of other
configurations will do. An error does not work, or leaks; a warning works, and its user comes to regret it. A finding that may stay is
[accepted](commands.md#forced-tunneljson) with a reason. A rule that waits for a value which only the apply knows is undecided, and
neither passes nor finds.`;

function givenTable(): string {
  return table(
    ["id", "name", "severity", "why", "otherwise"],
    ALL_RULES.map(({ id, name, severity, reason, otherwise }) => [page(id), name, severity, reason, otherwise]),
  );
}

function doneTable(): string {
  return table(
    ["id", "name", "severity", "what"],
    TOPOLOGY_RULES.map(({ id, name, severity, summary }) => [page(id), name, severity, summary]),
  );
}

const page = (id: string): string => `[${id}](rules/${id}.md)`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((text) => text.replace(/\|/g, "\\|")).join(" | ")} |`)
    .join("\n");
}

function ruleOf(name: string): Rule {
  const rule = ALL_RULES.find((one) => one.name === name);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
}

function filesIn(folder: string): string[] {
  mkdirSync(join(DOCS, folder), { recursive: true });
  return readdirSync(join(DOCS, folder));
}

function main(): void {
  const stale = stalePages();
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return;
    console.error(`${stale.map((path) => `docs/${path} is stale`).join("\n")}\n  fix   npm run rules-doc`);
    process.exitCode = 1;
    return;
  }
  const pages = rulePages();
  for (const path of stale) {
    const text = pages.get(path);
    if (text === undefined) rmSync(join(DOCS, path));
    else writeFileSync(join(DOCS, path), text);
  }
}

if (require.main === module) main();
