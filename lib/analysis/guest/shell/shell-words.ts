import type { Word as ParsedWord, WordPart } from "unbash";
import { literal } from "./quotes";
import type { Word } from "./shell-syntax";

/** Stands for a file that the output of a command, or its input, has: `<(…)`. */
export const SUBSTITUTED_FILE = "/dev/fd/${substitution}";

/** A word as the interpreter takes it. */
export function wordOf({ value, text, parts }: ParsedWord): Word {
  // Without parts, all that may be in it is escapes.
  if (!parts) return { text: literal(value), quoted: /^\$?["']/.test(text) };
  return { text: parts.map(partText).join(""), quoted: parts.some(isQuoted) };
}

/** The words that a word stands for: one for each alternative of its braces. */
export function wordsOf(word: ParsedWord): Word[] {
  const { parts = [] } = word;
  if (!parts.some(({ type }) => type === "BraceExpansion")) return [wordOf(word)];
  const texts = parts.reduce<readonly string[]>(
    (before, part) => before.flatMap((start) => alternatives(part).map((text) => start + text)),
    [""],
  );
  return texts.map((text) => ({ text, quoted: parts.some(isQuoted) }));
}

/** Of `{a,b}`; braces in braces, and ranges, stay as they are written. */
function alternatives(part: WordPart): readonly string[] {
  const [, list] = (part.type === "BraceExpansion" && /^\{([^{}$`"']*,[^{}$`"']*)\}$/.exec(part.text)) || [];
  return list === undefined ? [partText(part)] : list.split(",");
}

const isQuoted = ({ type }: WordPart): boolean => QUOTES.has(type);

const QUOTES: ReadonlySet<WordPart["type"]> = new Set(["SingleQuoted", "DoubleQuoted", "AnsiCQuoted", "LocaleString"]);

/** What the shell expands stays as written; `$` and backquotes in all else get signs of their own. */
export function partText(part: WordPart): string {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return literal(part.value);
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.map(partText).join("");
    case "ParameterExpansion":
      return parameterText(part);
    case "ProcessSubstitution":
      return SUBSTITUTED_FILE;
    default:
      return part.text;
  }
}

/** `${name:-value}` with its value's quotes taken away. */
function parameterText(part: Extract<WordPart, { type: "ParameterExpansion" }>): string {
  const { text, pos, operation } = part;
  if (operation?.type !== "Default" && operation?.type !== "Remove") return text;
  return `${text.slice(0, operation.operatorEnd - pos)}${wordOf(operation.operand).text}}`;
}
