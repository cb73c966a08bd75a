import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_RULES } from "../lib/rules/all";
import { paragraph } from "../lib/rules/report";
import type { Rule } from "../lib/rules/rule";

const FILE = join(__dirname, "..", "docs", "RULES.md");

/** The page on the rules, from the rules. */
export function rulesDoc(rules: readonly Rule[] = ALL_RULES): string {
  return `${[TOP, EXAMPLE, UNKNOWN, table(rules)].join("\n\n")}\n`;
}

const TOP = `<!-- Written by \`npm run rules-doc\`; do not edit. -->

# Rules

Before anything is synthesized, every construct of the app is held against the rules below: what Azure, the provider or BGP would
refuse, and what all of them accept and then does not work. All findings come together, errors and warnings. An error keeps the
app from being synthesized; a warning does not.`;

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

An id is never given to another rule. The last but one column says who would tell without this rule, and when.`;

function table(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, name, severity, reason, otherwise, source }) =>
    [id, `[${name}](../lib/rules/${name}.ts)`, severity, reason, otherwise, link(source)].map(cell),
  );
  const head = ["id", "name", "severity", "why", "otherwise", "source"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function ruleOf(name: string): Rule {
  const rule = ALL_RULES.find((one) => one.name === name);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
}

function link(source: string): string {
  if (!source.startsWith("https://")) return source;
  const { hostname, pathname } = new URL(source);
  return `[${hostname.replace(/^www\./, "")}: ${pathname.split("/").filter(Boolean).at(-1) ?? hostname}](${source})`;
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}

function main(): void {
  if (!process.argv.includes("--check")) {
    writeFileSync(FILE, rulesDoc());
    return;
  }
  if (readFileSync(FILE, "utf8") === rulesDoc()) return;
  console.error("docs/RULES.md is stale\n  fix   npm run rules-doc");
  process.exitCode = 1;
}

if (require.main === module) main();
