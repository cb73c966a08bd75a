import { literalIn } from "./python-calls";
import { parametersIn } from "./python-functions";
import type { PythonToken } from "./python-tokens";

/** Texts and numbers that are assigned at the beginning of a line, and once only, under a name of no parameter. */
export function constantsIn(tokens: readonly PythonToken[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (let i = 0; i < tokens.length; i += 1) {
    const [name, sign, value, end] = tokens.slice(i, i + 4);
    if (name?.kind !== "name" || tokens[i - 1]?.text === ".") continue;
    if (bindsOtherwise(tokens, i)) found.set(name.text, undefined);
    if (sign?.text !== "=") continue;
    const isLiteral =
      (value?.kind === "string" || value?.kind === "number") && (end === undefined || end.kind === "end");
    const literal =
      isLiteral && (i === 0 || tokens[i - 1]!.kind === "end") ? literalIn([value], NO_CONSTANTS) : undefined;
    found.set(name.text, found.has(name.text) ? undefined : literal);
  }
  for (const parameter of parametersIn(tokens)) found.delete(parameter);
  return new Map([...found].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** `for name in`, `as name`, `global name`, `name += …` and `name := …` give a name another value. */
const bindsOtherwise = (tokens: readonly PythonToken[], at: number): boolean =>
  /^(for|as|global|nonlocal)$/.test(tokens[at - 1]?.text ?? "") ||
  (/^[-+*/%|&^:]$/.test(tokens[at + 1]?.text ?? "") && tokens[at + 2]?.text === "=");

const NO_CONSTANTS: ReadonlyMap<string, string> = new Map();

/** Whether a name has another value than its first one anywhere: an assignment, a loop, `with … as`. */
export const isAssigned = (tokens: readonly PythonToken[], name: string): boolean =>
  tokens.some(
    (token, i) =>
      token.kind === "name" &&
      token.text === name &&
      tokens[i - 1]?.text !== "." &&
      (bindsOtherwise(tokens, i) || (tokens[i + 1]?.text === "=" && tokens[i + 2]?.text !== "=")),
  );
