import type { Assignment, Command, HereDoc, ParsedScript, Redirection, Word as ParsedWord } from "unbash";
import { literal } from "./quotes";
import type { Redirect, ShellNode, SimpleCommand, Word } from "./shell-syntax";
import { partText, SUBSTITUTED_FILE, wordOf, wordsOf } from "./shell-words";

/** What a script's source, and the reading of scripts in it, are to a command. */
export interface Source {
  readonly text: string;
  readonly nodeOf: (script: ParsedScript) => ShellNode;
}

type Draft = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } & {
  readonly words: Word[];
  readonly redirects: Redirect[];
  readonly inner: ShellNode[];
};

/** A command with its redirections. */
export function commandOf(command: Command, source: Source): SimpleCommand {
  const { name, prefix, suffix, pos, end } = command;
  const draft = emptyCommand(writtenLines(source.text, pos, end));
  for (const one of [...prefix, ...(name ? [name] : []), ...suffix]) {
    if (one.type === "Word") addWord(draft, one, source);
    else if (one.type === "Assignment") draft.words.push(assignmentOf(one));
    else redirect(draft, one, source);
  }
  return draft;
}

/** The redirections of a block, as those of a command without words. */
export function redirectionsOf(redirects: readonly Redirection[], source: Source): SimpleCommand {
  const [first] = redirects;
  const draft = emptyCommand(first ? writtenLines(source.text, first.pos, first.end) : "");
  for (const one of redirects) redirect(draft, one, source);
  return draft;
}

const emptyCommand = (line: string): Draft => ({ kind: "command", words: [], line, redirects: [], inner: [] });

/** The lines that a part of a script is written on, as one. */
export function writtenLines(text: string, pos: number, end: number): string {
  const first = text.lastIndexOf("\n", pos - 1) + 1;
  const next = text.indexOf("\n", Math.max(end - 1, pos));
  return text
    .slice(first, next < 0 ? undefined : next)
    .replace(/\\\n/g, " ")
    .trim();
}

function addWord(draft: Draft, word: ParsedWord, source: Source): void {
  addSubstitutions(draft, word, source);
  draft.words.push(...wordsOf(word));
}

/** Commands of `<(…)`, which run whatever becomes of their output. */
function addSubstitutions(draft: Draft, { parts = [] }: ParsedWord, source: Source): void {
  for (const part of parts)
    if (part.type === "ProcessSubstitution" && part.script)
      draft.inner.push({ kind: "subshell", body: source.nodeOf(part.script) });
}

/** The value of an array, or of a member of one, is not known. */
function assignmentOf({ name, value, append, index }: Assignment): Word {
  const sign = append ? "+=" : "=";
  if (value.type === "ArrayValue" || index) return { text: `${name}${sign}\${array}`, quoted: true };
  const { text, quoted } = wordOf(value);
  return { text: `${name}${sign}${text}`, quoted };
}

const OUTPUT = [">", ">>", ">|", "&>", "&>>"];

function redirect(draft: Draft, redirection: Redirection, source: Source): void {
  if (redirection.type === "HereDoc") {
    draft.input = documentOf(redirection);
    return;
  }
  const { target, operator, descriptor } = redirection;
  if (!target) return;
  addSubstitutions(draft, target, source);
  const { text } = wordOf(target);
  if (redirection.type === "HereString") draft.input = `${text}\n`;
  else if (operator === "<" || operator === "<>") draft.inputFile = text;
  else if (text !== SUBSTITUTED_FILE && OUTPUT.includes(operator) && !isErrors(descriptor))
    draft.redirects.push({ append: operator.endsWith(">>"), target: text });
}

const isErrors = (descriptor: Exclude<Redirection, HereDoc>["descriptor"]): boolean =>
  descriptor?.type === "FileDescriptor" && descriptor.value === 2;

function documentOf({ operator, delimiter, body }: HereDoc): string {
  const text = delimiter?.quoted ? literal(body.text) : (body.parts?.map(partText).join("") ?? unescaped(body.text));
  return operator === "<<-" ? text.replace(/^\t+/gm, "") : text;
}

/** Without parts, all that may be in it is escapes. */
const unescaped = (text: string): string => literal(text.replace(/\\([\\$`])/g, "$1"));
