import { docsFile } from "./package-folder";
import type { Statements } from "./facts-text";

/** The page whose tables have a row for each fact. */
export const FACTS_PAGE = "how-azure-routes.md";

/** What each row says, of the page's tables: `| 2.1 | Longest prefix … | … |`; without marks that only a page shows. */
export function statements(): Statements {
  const lines = (docsFile(FACTS_PAGE) ?? "").split("\n");
  return new Map(lines.flatMap(statement));
}

function statement(line: string): [string, string][] {
  const { id, text } = /^\|\s*(?:<[^>]*>)*\s*(?<id>\d+\.\d+)\s*(?:<[^>]*>)*\s*\|\s*(?<text>(?:[^|\\]|\\.)+?)\s*\|/.exec(line)?.groups ?? {};
  return id === undefined || text === undefined ? [] : [[id, plainText(text)]];
}

const plainText = (markdown: string): string => markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/\*\*|`/g, "").replaceAll("\\|", "|");
