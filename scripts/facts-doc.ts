import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FACT_IDS, type FactId, ruleReporting } from "../lib/analysis/facts";
import type { FactText } from "../lib/analysis/facts/fact-text";
import { textOf } from "../lib/analysis/facts/texts";

/* The tables of docs/how-azure-routes.md are generated from the facts; the text between them is written by hand. */

const PAGE = join(__dirname, "../docs/how-azure-routes.md");
const TABLE = /<!-- facts (?<section>\w+) -->\n[^]*?<!-- end of facts -->/g;

/** The page with its tables as the facts are now. */
export const factsPage = (markdown: string): string =>
  markdown.replaceAll(
    TABLE,
    (_, section: string) => `<!-- facts ${section} -->\n${table(section)}<!-- end of facts -->`,
  );

/** The facts that no table of the page has. */
export function missingFacts(markdown: string): FactId[] {
  const sections = new Set([...markdown.matchAll(TABLE)].map(({ groups }) => groups!.section));
  return FACT_IDS.filter((id) => !sections.has(sectionOf(id)));
}

const sectionOf = (id: FactId): string => (id.startsWith("A") ? "A" : id.split(".")[0]!);

function table(section: string): string {
  const rows = FACT_IDS.filter((id) => sectionOf(id) === section).map((id) => {
    const fact = textOf(id);
    return [`<a id="${id}"></a>${id}`, fact.statement, evidence(fact), model(fact, ruleReporting(id))];
  });
  return [["id", "what Azure does", "basis", "model"], ["---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`)
    .join("");
}

const evidence = ({ evidence: list, seen }: FactText): string =>
  [
    ...list.map(({ basis, sources, about }) => {
      const links = sources.map(({ title, url }) => (url === undefined ? title : `[${title}](${url})`));
      return `${basis}${about === undefined ? "" : ` (${about})`}${links.length > 0 ? `: ${links.join(", ")}` : ""}`;
    }),
    ...(seen ? [seen.from === seen.to ? `dated ${seen.from}` : `dated ${seen.from} to ${seen.to}`] : []),
  ].join("; ");

const model = ({ modelled, remark }: FactText, rule: string | undefined): string =>
  [
    remark === undefined ? modelled : `${modelled}: ${remark}`,
    ...(rule === undefined ? [] : [`note, [${rule}](rules/${rule}.md)`]),
  ].join("; ");

function main(): void {
  const page = readFileSync(PAGE, "utf8");
  const current = factsPage(page);
  if (process.argv.includes("--check") && page !== current) {
    console.error("docs/how-azure-routes.md is stale\n  fix   npm run facts-doc");
    process.exitCode = 1;
  } else writeFileSync(PAGE, current);
}

if (require.main === module) main();
