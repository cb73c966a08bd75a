import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TOPOLOGY_RULES } from "../lib/analysis/check/all-rules";
import { RETIRED_RULES } from "../lib/findings/retired";
import { CONSTRUCT_RULES } from "../lib/rules/all";
import { renderConstructFinding } from "../lib/rules/report";
import { constructRulePage, topologyRulePage } from "./rule-pages";

const DOCS = join(__dirname, "..", "docs");

/** The index of the rules, from the rules. */
function rulesDoc(): string {
  return `${[TOP, CONSTRUCT, EXAMPLE, UNKNOWN, constructTable(), TOPOLOGY, topologyTable(), RETIRED, retiredTable()].join("\n\n")}\n`;
}

/** Every page that is written from the rules, by its path in docs/. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ["RULES.md", rulesDoc()],
    ...CONSTRUCT_RULES.map((rule): [string, string] => [`rules/${rule.id}.md`, constructRulePage(rule)]),
    ...TOPOLOGY_RULES.map((rule): [string, string] => [`rules/${rule.id}.md`, topologyRulePage(rule)]),
  ]);
}

/** Paths in docs/ of the pages that differ from what the rules say, or belong to no rule. */
export function stalePages(): string[] {
  const pages = rulePages();
  const there = ["RULES.md", ...filesIn("rules").map((name) => `rules/${name}`)];
  return [...new Set([...pages.keys(), ...there])]
    .filter((path) => !there.includes(path) || pages.get(path) !== readFileSync(join(DOCS, path), "utf8"))
    .sort();
}

const TOP = `<!-- Written by \`npm run rules-doc\`; do not edit. -->

# Rules

There are two kinds of rules. [Construct rules](#construct-rules) check the props of the constructs before Terraform is
written, and reject what cannot be deployed or cannot tunnel. [Topology rules](#topology-rules) check what the synthesized JSON, or
any other Terraform JSON, does with packets.

Every rule has a page, which \`npx forced-tunnel explain FT012\` prints. An id is never used for another rule.`;

const CONSTRUCT = `## Construct rules

The rules check all constructs of the app together, before anything is synthesized, and report all findings at once. They find
what Azure, the provider or BGP would reject, and what all of them accept although it cannot work. Nothing is synthesized
while there is an error. A few things that [may be intended](errors.md#accepting-what-cannot-be-changed) have a prop that says so.`;

const EXAMPLE = `A finding says what is wrong, where, what is expected, and the smallest edit that fixes it:

\`\`\`
${renderConstructFinding({
  id: "FT003",
  name: "asn-reserved",
  severity: "error",
  text: "ASN 65515 belongs to the Route Server",
  at: [{ path: "main/nva100", prop: "asn" }],
  got: "65515",
  want: "1-64495 without 8074, 8075, 12076, 23456; or 64512-65534 without 65515, 65517-65520 (Azure)",
  fix: "asn: 65001",
  facts: [],
})}
\`\`\``;

const UNKNOWN = `A value that is known after apply (a reference, a variable) is never a finding. Where it matters (AS numbers, address spaces,
sizes of subnets, addresses, sources, user data), the same rule becomes a precondition in the JSON, and the plan reports it.

The last column says what reports the mistake without this rule.`;

const TOPOLOGY = `## Topology rules

\`npx forced-tunnel check\` checks a topology against these rules. They do not need the constructs of this library: the plan or state
of any other configuration works too. For JSON that CDK for Terraform wrote, a finding names the construct besides the
Terraform address. An error does not work, or leaks; a warning works, but is risky; an undecided finding could not be judged. You can
[accept a finding](commands.md#forced-tunneljson) with a reason, or give a rule another severity. A rule that depends on a value
known after apply, or on a verdict that is undetermined, is undecided: it neither passes nor fails.`;

const RETIRED = `## Retired rules

These ids are no longer used, and will not be used again. Each rule reported something that another rule finds in the
Terraform JSON.`;

const constructTable = (): string =>
  table(
    ["id", "name", "severity", "finds", "otherwise reported by"],
    CONSTRUCT_RULES.map(({ id, name, severity, summary, otherwise = "nothing" }) => [
      page(id),
      name,
      severity,
      summary,
      otherwise,
    ]),
  );

const topologyTable = (): string =>
  table(
    ["id", "name", "severity", "finds"],
    TOPOLOGY_RULES.map(({ id, name, severity, summary }) => [page(id), name, severity, summary]),
  );

const retiredTable = (): string =>
  table(
    ["id", "name", "reported by"],
    RETIRED_RULES.map(({ id, name, replacedBy }) => [id, name, replacedBy.map(page).join(", ")]),
  );

const page = (id: string): string => `[${id}](rules/${id}.md)`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((text) => text.replace(/\|/g, "\\|")).join(" | ")} |`)
    .join("\n");
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
