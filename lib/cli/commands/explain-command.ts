import { join } from "node:path";
import { Command } from "commander";
import { nearestName } from "../../domain/nearest-name";
import { docsFile } from "../input/package-folder";
import { factText } from "../render/facts-text";
import { FACT_IDS, isFactId } from "../../analysis/facts";
import { RETIRED_RULES } from "../../findings/retired";
import { print } from "./print-answer";
import { UserError } from "../input/user-error";
import { VERDICTS } from "../../analysis/verdict";

/** `forced-tunnel explain`: the page of a rule, the section of a verdict or reason, or a fact about Azure. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("Explains a rule (FT101), a verdict (tunnelled), a reason (nat-missing) or a fact about Azure (2.1).")
    .argument("<word>", "a word of an answer")
    .addHelpText("after", "\nExamples:\n  npx forced-tunnel explain FT101\n  npx forced-tunnel explain nat-missing")
    .action((word: string) => print(`${forTerminal(explanation(word.trim()))}\n`));
}

/**
 * The documentation of a word.
 * @throws UserError if there is none, with the nearest word
 */
function explanation(word: string): string {
  const found = [section(docsFile("verdicts.md") ?? "", word), ...rules(word), fact(word)].filter(
    (text) => text !== undefined,
  );
  if (found.length > 0) return found.join("\n\n");
  const meant = nearestName(word, explainableWords());
  const ids = ruleIndex()
    .map(({ id }) => id)
    .sort();
  const fix =
    meant === undefined
      ? "a word of docs/verdicts.md, docs/RULES.md or docs/how-azure-routes.md"
      : `npx forced-tunnel explain ${meant}`;
  throw new UserError(
    {
      text: `nothing is named "${word}"`,
      have: `${VERDICTS.join(", ")}; rules ${ids[0]} to ${ids.at(-1)}; reasons; facts`,
      want: "a rule, verdict, reason or fact number",
      fix,
    },
    2,
  );
}

/**
 * The pages of a rule, by its id or name: a construct rule and a topology rule may have the same name.
 */
function rules(word: string): string[] {
  const retired = RETIRED_RULES.filter(({ id, name }) => id === word.toUpperCase() || name === word.toLowerCase());
  const named = ruleIndex().filter(({ id, name }) => id === word.toUpperCase() || name === word.toLowerCase());
  return [
    ...named.flatMap(({ id }) => docsFile(join("rules", `${id}.md`)) ?? []),
    ...retired.map(({ id, name, replacedBy }) => `${id} ${name} is retired: see ${replacedBy.join(" and ")}`),
  ];
}

/** Ids and names of all rules, from the tables of docs/RULES.md. */
const ruleIndex = (): { readonly id: string; readonly name: string }[] =>
  [...(docsFile("RULES.md") ?? "").matchAll(/^\| \[(?<id>FT\d+)\]\([^)]*\) \| (?<name>[a-z-]+) \|/gm)].map(
    ({ groups }) => ({ id: groups!.id!, name: groups!.name! }),
  );

/** A page without comments and links to other pages. */
const forTerminal = (markdown: string): string =>
  markdown
    .replaceAll(/<!--[^]*?-->\s*/g, "")
    .replaceAll(/<a id="[^"]*"><\/a>/g, "")
    .replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1")
    .trim();

const fact = (id: string): string | undefined => (isFactId(id) ? factText(id) : undefined);

/** The section whose heading is the word. */
function section(markdown: string, word: string): string | undefined {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => heading(line)?.toLowerCase() === word.toLowerCase());
  if (start < 0) return undefined;
  const level = /^#+/.exec(lines[start]!)![0].length;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && /^#+/.exec(line)![0].length <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join("\n");
}

const heading = (line: string): string | undefined => /^#+ +`?(?<text>[^`]+?)`?\s*$/.exec(line)?.groups?.text;

/** Every word that can be explained. */
const explainableWords = (): string[] => [
  ...(docsFile("verdicts.md") ?? "").split("\n").flatMap((line) => heading(line) ?? []),
  ...ruleIndex().flatMap(({ id, name }) => [id, name]),
  ...FACT_IDS,
];
