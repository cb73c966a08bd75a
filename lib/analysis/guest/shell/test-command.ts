import { isKnown } from "./expansion";
import type { Status } from "./shell-command";

/** Whether there is a file or a folder; undefined where only the machine knows. */
export type PathExists = (path: string) => boolean | undefined;

const COMPARISONS: Readonly<Record<string, ((a: number, b: number) => boolean) | undefined>> = {
  "-eq": (a, b) => a === b,
  "-ne": (a, b) => a !== b,
  "-lt": (a, b) => a < b,
  "-le": (a, b) => a <= b,
  "-gt": (a, b) => a > b,
  "-ge": (a, b) => a >= b,
};

/** The result of `test …`, `[ … ]` or `[[ … ]]`; "unknown" where only the machine knows it. */
export function testStatus(words: readonly string[], exists: PathExists): Status {
  const inner = words.slice(1).filter((word) => word !== "]" && word !== "]]");
  if (inner[0] === "!") {
    const opposite = testStatus(["test", ...inner.slice(1)], exists);
    return typeof opposite === "boolean" ? !opposite : opposite;
  }
  return inner.every(isKnown) ? statusOf(inner, exists) : "unknown";
}

function statusOf([first = "", second, third, ...more]: readonly string[], exists: PathExists): Status {
  if (more.length > 0) return "unknown";
  if (second === undefined) return first !== "";
  if (third !== undefined) return comparison(first, second, third);
  if (first === "-n") return second !== "";
  if (first === "-z") return second === "";
  return /^-[efdsrxh]$/.test(first) ? (exists(second) ?? "unknown") : "unknown";
}

function comparison(left: string, operator: string, right: string): Status {
  // A pattern of [[ … ]] is not compared.
  if (operator === "=" || operator === "==") return /[*?]/.test(right) ? "unknown" : left === right;
  if (operator === "!=") return /[*?]/.test(right) ? "unknown" : left !== right;
  return COMPARISONS[operator]?.(Number(left), Number(right)) ?? "unknown";
}
