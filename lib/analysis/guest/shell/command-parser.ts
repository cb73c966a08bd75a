import type { Redirect, ShellNode, SimpleCommand, Word } from "./shell-syntax";
import type { TokenReader } from "./token-reader";

type Draft = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } & {
  readonly words: Word[];
  readonly redirects: Redirect[];
  readonly inner: ShellNode[];
};

/**
 * Reads one command with its redirections.
 *
 * @param substitution reads the commands of `<(…)`
 * @param onlyRedirections reads the redirections of a block
 */
export function commandAt(tokens: TokenReader, substitution: () => ShellNode, onlyRedirections = false): SimpleCommand {
  const draft: Draft = { kind: "command", words: [], line: tokens.peek()?.line.trim() ?? "", redirects: [], inner: [] };
  if (!onlyRedirections && tokens.is("[[")) readUpTo(tokens, draft, "]]");
  else if (tokens.is("(") && tokens.is("(", 1)) readUpTo(tokens, draft, ")", ")");
  while (!tokens.done) {
    if (tokens.isWord() && !onlyRedirections) draft.words.push(wordAt(tokens));
    else if (!redirection(tokens, draft, substitution)) break;
  }
  return draft;
}

/** All tokens up to the last ones of a test or of arithmetic, whatever operators are in it. */
function readUpTo(tokens: TokenReader, draft: Draft, ...ends: readonly string[]): void {
  while (!tokens.done && !tokens.is(";") && !ends.every((end, offset) => tokens.is(end, offset)))
    draft.words.push(tokens.next()!);
  for (const end of ends) if (tokens.is(end)) draft.words.push(tokens.next()!);
}

/** A word; an array that is assigned has a value that is not known. */
function wordAt(tokens: TokenReader): Word {
  const word = tokens.next()!;
  if (!/^\w+\+?=$/.test(word.text) || !tokens.is("(")) return word;
  while (!tokens.done && !tokens.accept(")")) tokens.next();
  return { text: `${word.text}\${array}`, quoted: true };
}

function redirection(tokens: TokenReader, draft: Draft, substitution: () => ShellNode): boolean {
  const token = tokens.peek();
  if (token?.kind !== "operator") return false;
  const { text, document } = token;
  if (text === "2>&1") {
    tokens.next();
    return true;
  }
  if (!/^([12]?>>?|&>>?|>&|<|<<<|<<-?)$/.test(text)) return false;
  tokens.next();
  if (tokens.is("(")) {
    draft.inner.push(substitution());
    draft.words.push({ text: "/dev/fd/${substitution}", quoted: true });
    return true;
  }
  // `> >(tee log)`: the target is a command's input.
  if ((tokens.is(">") || tokens.is("<")) && tokens.is("(", 1)) {
    tokens.next();
    draft.inner.push(substitution());
    return true;
  }
  if (!tokens.isWord()) return true;
  const target = tokens.next()!.text;
  if (/^(1?>>?|&>>?)$/.test(text)) draft.redirects.push({ append: text.endsWith(">>"), target });
  else if (text === "<") draft.inputFile = target;
  else if (text === "<<<") draft.input = `${target}\n`;
  else if (document !== undefined) draft.input = document;
  return true;
}
