import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { closest } from "fastest-levenshtein";
import { TOPOLOGY_RULES } from "../topology/check/all";
import { docsFile, packageFolder } from "./package-folder";
import { statements } from "./statements";
import { print } from "./topology-options";
import { UserError } from "./user-error";

/** Pages whose headings are words of the answers. */
const PAGES = ["verdicts.md", "RULES.md"];

/** `forced-tunnel explain`: the page of a rule, the section of a verdict or reason, the statement of a fact. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("What a rule (FT101), a verdict (tunnelled), a reason (nat-missing) or a fact (2.1) means.")
    .argument("<word>", "as it stands in an answer")
    .addHelpText("after", "\nExamples:\n  npx forced-tunnel explain FT101\n  npx forced-tunnel explain nat-missing")
    .action((word: string) => print(`${forTerminal(explanation(word.trim()))}\n`));
}

/**
 * What the documentation says of a word.
 * @throws UserError where it says nothing, with what is nearest
 */
function explanation(word: string): string {
  const found = rule(word) ?? fact(word) ?? PAGES.map((name) => section(docsFile(name) ?? "", word) ?? row(docsFile(name) ?? "", word)).find((text) => text !== undefined);
  if (found !== undefined) return found;
  const near = closest(word, words());
  throw new UserError(`error: nothing is called "${word}"\n  got   ${word}\n  want  a rule, a verdict, a reason or the number of a fact\n  fix   npx forced-tunnel explain ${near}`, 2);
}

/** By id or name: its page, or what the rule says of itself. */
function rule(word: string): string | undefined {
  const found = TOPOLOGY_RULES.find(({ id, name }) => id === word.toUpperCase() || name === word.toLowerCase());
  const id = found?.id ?? (/^FT\d+$/i.test(word) ? word.toUpperCase() : "");
  const page = docsFile(join("rules", `${id}.md`));
  if (page !== undefined || !found) return page;
  const { name, severity, summary, why, bad, source } = found;
  return [`${severity}[${id}] ${name}: ${summary}`, `  why   ${why}`, `  bad   ${bad}`, `  more  ${source.url}`].join("\n");
}

/** A page without what only a browser needs: comments, and links to other pages. */
const forTerminal = (markdown: string): string =>
  markdown
    .replaceAll(/<!--[^]*?-->\s*/g, "")
    .replaceAll(/<a id="[^"]*"><\/a>/g, "")
    .replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1")
    .trim();

function fact(id: string): string | undefined {
  const text = statements().get(id);
  return text === undefined ? undefined : `${id}  ${text}\n\nmore  docs/how-azure-routes.md`;
}

/** From a heading that is the word to the next one that is not below it. */
function section(markdown: string, word: string): string | undefined {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => heading(line)?.toLowerCase() === word.toLowerCase());
  if (start < 0) return undefined;
  const level = /^#+/.exec(lines[start]!)![0].length;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && /^#+/.exec(line)![0].length <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join("\n");
}

/** A table's row that begins with the word, or has it as second cell: each cell under its column's name. */
function row(markdown: string, word: string): string | undefined {
  let head: string[] = [];
  for (const line of markdown.split("\n")) {
    const cells = cellsOf(line);
    if (cells.length === 0) head = [];
    else if (head.length === 0) head = cells;
    else if (cells.slice(0, 2).some((cell) => cell.toLowerCase() === word.toLowerCase())) return cells.map((cell, at) => `${(head[at] ?? "").padEnd(Math.max(...head.map((name) => name.length)))}  ${cell}`).join("\n");
  }
  return undefined;
}

const heading = (line: string): string | undefined => /^#+ +`?(?<text>[^`]+?)`?\s*$/.exec(line)?.groups?.text;

const cellsOf = (line: string): string[] =>
  line.startsWith("|")
    ? line
        .slice(1)
        .replace(/\|\s*$/, "")
        .split("|")
        .map((cell) => cell.trim().replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, (_, text: string, url: string) => (url.startsWith("http") ? url : text)).replaceAll("`", ""))
    : [];

/** Everything that can be explained. */
function words(): string[] {
  const headings = PAGES.flatMap((name) => (docsFile(name) ?? "").split("\n").flatMap((line) => heading(line) ?? []));
  const rows = PAGES.flatMap((name) => (docsFile(name) ?? "").split("\n").flatMap((line) => cellsOf(line).slice(0, 2).filter((cell) => /^(FT\d+|[a-z]+(-[a-z]+)+)$/.test(cell))));
  const rules = TOPOLOGY_RULES.flatMap(({ id, name }) => [id, name]);
  return [...headings, ...rows, ...rules, ...rulePages(), ...statements().keys()];
}

function rulePages(): string[] {
  try {
    return readdirSync(join(packageFolder(), "docs/rules")).map((name) => name.replace(/\.md$/, ""));
  } catch {
    return [];
  }
}
