import { docsFile } from "./package-folder";
import type { Statements } from "../render/facts-text";

/** The page whose tables have a row for each fact. */
const FACTS_PAGE = "how-azure-routes.md";

/** What each row says; nothing where the page is missing. */
export const statements = (): Statements => statementsIn(docsFile(FACTS_PAGE) ?? "");

/** Of a page's tables: `| 2.1 | Longest prefix … | … |`, without marks that only a page shows. */
export const statementsIn = (markdown: string): Statements => new Map(markdown.split("\n").flatMap(statement));

function statement(line: string): [string, string][] {
  const { id, text } =
    /^\|\s*(?:<[^>]*>)*\s*(?<id>A\d|\d+(?:\.\d+)?)\s*(?:<[^>]*>)*\s*\|\s*(?<text>(?:[^|\\]|\\.)+?)\s*\|/.exec(line)
      ?.groups ?? {};
  return id === undefined || text === undefined ? [] : [[id, plainText(text)]];
}

const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\*\*|`/g, "")
    .replaceAll("\\|", "|");
