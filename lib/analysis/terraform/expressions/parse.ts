import type { Cursor } from "./cursor";
import { parseTemplate } from "./parse-template";
import { parseFor } from "./parse-for";
import { NotUnderstood, type Node, type Step } from "./syntax";

// Terraform's names may hold dashes.
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]] as const;

/** Reads an expression. @throws NotUnderstood */
export function parseExpression(cursor: Cursor): Node {
  return cursor.nested(() => {
    const condition = parseBinary(cursor, 0);
    if (!cursor.accept("?")) return condition;
    const yes = parseExpression(cursor);
    cursor.expect(":");
    return { kind: "condition", condition, yes, no: parseExpression(cursor) };
  });
}

/** Takes a name; undefined where none is next. */
export function takeName(cursor: Cursor): string | undefined {
  cursor.blanks();
  return cursor.take(NAME);
}

function parseBinary(cursor: Cursor, level: number): Node {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(cursor);
  let left = parseBinary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((word) => cursor.accept(word));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: parseBinary(cursor, level + 1) };
  }
}

function parseUnary(cursor: Cursor): Node {
  cursor.blanks();
  const operator = cursor.take(/!(?!=)|-/y);
  if (operator === undefined) return parseSteps(cursor, parseTerm(cursor));
  return { kind: "unary", operator, operand: cursor.nested(() => parseUnary(cursor)) };
}

function parseTerm(cursor: Cursor): Node {
  if (cursor.accept("(")) return closed(cursor, parseExpression(cursor), ")");
  if (cursor.accept('"')) return cursor.nested(() => parseTemplate(cursor, true));
  if (cursor.accept("[")) return parseFor(cursor, "]") ?? { kind: "list", elements: parseList(cursor, "]").elements };
  if (cursor.accept("{")) return parseFor(cursor, "}") ?? { kind: "object", entries: parseEntries(cursor) };
  const number = cursor.take(NUMBER);
  if (number !== undefined) return { kind: "literal", value: exactly(number) };
  const name = takeName(cursor);
  if (name === undefined) throw new NotUnderstood(`no expression at ${cursor.at}`);
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
  if (name === "null") return { kind: "literal", value: null };
  if (!cursor.accept("(")) return { kind: "name", name };
  const { elements, spread } = parseList(cursor, ")");
  return { kind: "call", name, arguments: elements, spread };
}

/** Terraform's numbers go further. */
function exactly(text: string): number {
  const number = Number(text);
  if (number > Number.MAX_SAFE_INTEGER) throw new NotUnderstood(`${text} is too large`);
  return number;
}

function closed(cursor: Cursor, node: Node, end: string): Node {
  cursor.expect(end);
  return node;
}

function parseList(cursor: Cursor, end: string): { readonly elements: readonly Node[]; readonly spread: boolean } {
  const elements: Node[] = [];
  let spread = false;
  while (!cursor.accept(end)) {
    elements.push(parseExpression(cursor));
    spread = cursor.accept("...");
    if (cursor.accept(",")) continue;
    cursor.expect(end);
    break;
  }
  return { elements, spread };
}

function parseEntries(cursor: Cursor): readonly (readonly [Node, Node])[] {
  const entries: (readonly [Node, Node])[] = [];
  while (!cursor.accept("}")) {
    // A bare name is a key, not a reference, not null either; one in parentheses is.
    const name = takeKey(cursor);
    const key: Node = name === undefined ? parseExpression(cursor) : { kind: "literal", value: name };
    if (!cursor.accept("=")) cursor.expect(":");
    entries.push([key, parseExpression(cursor)]);
    cursor.accept(",");
  }
  return entries;
}

function takeKey(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const name = takeName(cursor);
  cursor.blanks();
  if (name !== undefined && /[=:]/.test(cursor.text[cursor.at] ?? "")) return name;
  cursor.at = start;
  return undefined;
}

function parseSteps(cursor: Cursor, of: Node): Node {
  const steps: Step[] = [];
  for (let step = takeStep(cursor); step; step = takeStep(cursor)) steps.push(step);
  return steps.length === 0 ? of : { kind: "steps", of, steps };
}

function takeStep(cursor: Cursor): Step | undefined {
  cursor.blanks();
  const splat = cursor.take(/\[\s*\*\s*\]|\.\*/y);
  if (splat !== undefined) return { kind: "splat", attributesOnly: splat === ".*" };
  if (cursor.take(/\[/y) !== undefined) return closedIndex(cursor);
  if (cursor.take(/\.(?!\.)/y) === undefined) return undefined;
  const name = cursor.take(/\d+/y) ?? takeName(cursor);
  if (name === undefined) throw new NotUnderstood(`no attribute at ${cursor.at}`);
  return { kind: "attribute", name };
}

function closedIndex(cursor: Cursor): Step {
  const index = parseExpression(cursor);
  cursor.expect("]");
  return { kind: "index", index };
}
