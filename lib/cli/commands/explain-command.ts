import { join } from "node:path";
import { Command } from "commander";
import { nearestName } from "../../domain/nearest-name";
import { docsFile } from "../input/package-folder";
import { factText } from "../render/facts-text";
import { FACT_IDS, isFactId } from "../../analysis/facts";
import { RETIRED_RULES } from "../../findings/retired";
import { print } from "./topology-options";
import { UserError } from "../input/user-error";
import { VERDICTS } from "../../analysis/verdict";

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
  const found = [section(docsFile("verdicts.md") ?? "", word), ...rules(word), fact(word)].filter(
    (text) => text !== undefined,
  );
  if (found.length > 0) return found.join("\n\n");
  const meant = nearestName(word, words());
  const ids = index()
    .map(({ id }) => id)
    .sort();
  const fix =
    meant === undefined
      ? "a word of docs/verdicts.md, docs/RULES.md or docs/how-azure-routes.md"
      : `npx forced-tunnel explain ${meant}`;
  throw new UserError(
    {
      text: `nothing is called "${word}"`,
      have: `${VERDICTS.join(", ")}; rules ${ids[0]} to ${ids.at(-1)}; reasons; facts`,
      want: "a rule, a verdict, a reason or the number of a fact",
      fix,
    },
    2,
  );
}

/**
 * The pages of a rule, by its id or name. A rule about what constructs are given and one about what they do may have
 * one name.
 */
function rules(word: string): string[] {
  const retired = RETIRED_RULES.filter(({ id, name }) => id === word.toUpperCase() || name === word.toLowerCase());
  const named = index().filter(({ id, name }) => id === word.toUpperCase() || name === word.toLowerCase());
  return [
    ...named.flatMap(({ id }) => docsFile(join("rules", `${id}.md`)) ?? []),
    ...retired.map(({ id, name, replacedBy }) => `${id} ${name} is retired: see ${replacedBy.join(" and ")}`),
  ];
}

/** Every rule, of the tables of the page that lists them. */
const index = (): { readonly id: string; readonly name: string }[] =>
  [...(docsFile("RULES.md") ?? "").matchAll(/^\| \[(?<id>FT\d+)\]\([^)]*\) \| (?<name>[a-z-]+) \|/gm)].map(
    ({ groups }) => ({ id: groups!.id!, name: groups!.name! }),
  );

/** A page without what only a browser needs: comments, and links to other pages. */
const forTerminal = (markdown: string): string =>
  markdown
    .replaceAll(/<!--[^]*?-->\s*/g, "")
    .replaceAll(/<a id="[^"]*"><\/a>/g, "")
    .replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1")
    .trim();

const fact = (id: string): string | undefined => (isFactId(id) ? factText(id) : undefined);

/** From a heading that is the word to the next one that is not below it. */
function section(markdown: string, word: string): string | undefined {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => heading(line)?.toLowerCase() === word.toLowerCase());
  if (start < 0) return undefined;
  const level = /^#+/.exec(lines[start]!)![0].length;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && /^#+/.exec(line)![0].length <= level);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join("\n");
}

const heading = (line: string): string | undefined => /^#+ +`?(?<text>[^`]+?)`?\s*$/.exec(line)?.groups?.text;

/** Everything that can be explained. */
const words = (): string[] => [
  ...(docsFile("verdicts.md") ?? "").split("\n").flatMap((line) => heading(line) ?? []),
  ...index().flatMap(({ id, name }) => [id, name]),
  ...FACT_IDS,
];
