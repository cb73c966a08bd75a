import { callArguments, type Expression } from "./python-calls";
import type { PythonToken } from "./python-tokens";

/** A function of the program's own. */
export interface PythonFunction {
  readonly name: string;
  /** True for one outside of classes: a method of the same name is another function. */
  readonly global: boolean;
  /** Its parameters, where all of them are plain names. */
  readonly parameters: readonly string[];
  /** The name of `*arguments`, if that is all it takes. */
  readonly rest?: string;
}

const isDef = ({ kind, text }: PythonToken): boolean => kind === "name" && text === "def";

/** The function in whose text a token is. */
export function functionAround(tokens: readonly PythonToken[], at: number): PythonFunction | undefined {
  for (let i = at; i >= 0; i -= 1) if (isDef(tokens[i]!)) return functionAt(tokens, i);
  return undefined;
}

function functionAt(tokens: readonly PythonToken[], at: number): PythonFunction {
  const args = callArguments(tokens, at + 2);
  const plain = args.every((one) => one.length === 1);
  const [first = []] = args;
  const takesAll = args.length === 1 && first.length === 2 && first[0]!.text === "*";
  return {
    name: tokens[at + 1]?.text ?? "",
    global: at === 0 || tokens[at - 1]!.text === "\n",
    parameters: plain ? args.map(([name]) => name!.text) : [],
    ...(takesAll && { rest: first[1]!.text }),
  };
}

/** The parameters of all functions. */
export function parametersIn(tokens: readonly PythonToken[]): ReadonlySet<string> {
  const lists = tokens.flatMap((token, i) => (isDef(token) ? callArguments(tokens, i + 2) : []));
  return new Set(lists.map((one) => one.find(({ kind }) => kind === "name")?.text ?? ""));
}

/** The arguments of each call; undefined where the function is used in another way, or its arguments are a list. */
export function callsTo(
  tokens: readonly PythonToken[],
  { name, global }: PythonFunction,
): (readonly Expression[])[] | undefined {
  const found: (readonly Expression[])[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "name" || token.text !== name || tokens[i - 1]?.text === "def") continue;
    if (tokens[i - 1]?.text === "." && global) continue;
    if (tokens[i - 1]?.text === "." || tokens[i + 1]?.text !== "(") return undefined;
    const args = callArguments(tokens, i + 1);
    if (args.some((one) => one[0]?.text === "*")) return undefined;
    found.push(args);
  }
  return found;
}
