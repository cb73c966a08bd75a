import type { Status } from "./shell-command";
import type { ShellNode } from "./shell-syntax";

/** Functions in functions beyond this depth are assumed to succeed. */
const MAX_DEPTH = 8;

/** The status that `exit` and `return` give with these arguments. */
export function exitCode([code]: readonly string[]): Status {
  if (code === undefined) return "assumed";
  return /^\d+$/.test(code) ? Number(code) === 0 : "unknown";
}

/**
 * True for a part of a script that always ends it with an error. A first boot that succeeds does not run it.
 */
export function alwaysFails(node: ShellNode, functions: ReadonlyMap<string, ShellNode>, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const fails = (part: ShellNode): boolean => alwaysFails(part, functions, depth + 1);
  if (node.kind === "list") return node.nodes.some(fails);
  if (node.kind === "redirected") return fails(node.body);
  if (node.kind === "and") return fails(node.left);
  if (node.kind === "if")
    return node.otherwise !== undefined && fails(node.otherwise) && node.branches.every(({ body }) => fails(body));
  if (node.kind !== "command") return false;
  const [name, ...args] = node.words.map(({ text }) => text);
  if (name === "exit" || name === "return") return exitCode(args) === false;
  const called = functions.get(name ?? "");
  return called !== undefined && leavesScript(called, functions, depth + 1);
}

/** `return` ends the function only. */
function leavesScript(node: ShellNode, functions: ReadonlyMap<string, ShellNode>, depth: number): boolean {
  if (node.kind === "list") return node.nodes.some((one) => leavesScript(one, functions, depth));
  if (node.kind === "command" && node.words[0]?.text === "return") return false;
  return alwaysFails(node, functions, depth);
}
