import type { Cursor } from "./cursor";
import { parseForExpression } from "./parse-for";
import { parseTemplateParts } from "./parse-template";
import { NotUnderstood, type Node, type Step } from "./syntax";

const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]] as const;

/** Reads a text with `${…}` in it, up to its end. @throws NotUnderstood */
export const parseTemplate = (cursor: Cursor): Node => parseTemplateParts(cursor, false, parseExpression);

/** Reads an expression. @throws NotUnderstood */
function parseExpression(cursor: Cursor): Node {
  return cursor.nested(() => {
    const condition = parseBinary(cursor, 0);
    if (!cursor.accept("?")) return condition;
    const yes = parseExpression(cursor);
    cursor.expect(":");
    return { kind: "condition", condition, yes, no: parseExpression(cursor) };
  });
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
  const operator = cursor.match(/!(?!=)|-/y);
  if (operator === undefined) return parseSteps(cursor, parseTerm(cursor));
  return { kind: "unary", operator, operand: cursor.nested(() => parseUnary(cursor)) };
}

function parseTerm(cursor: Cursor): Node {
  if (cursor.accept("(")) return closed(cursor, parseExpression(cursor), ")");
  if (cursor.accept('"')) return cursor.nested(() => parseTemplateParts(cursor, true, parseExpression));
  if (cursor.accept("["))
    return (
      parseForExpression(cursor, "]", parseExpression) ?? { kind: "list", elements: parseList(cursor, "]").elements }
    );
  if (cursor.accept("{"))
    return parseForExpression(cursor, "}", parseExpression) ?? { kind: "object", entries: parseEntries(cursor) };
  const number = cursor.match(NUMBER);
  if (number !== undefined) return { kind: "literal", value: exactly(number) };
  const name = cursor.name();
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
    const name = readKey(cursor);
    const key: Node = name === undefined ? parseExpression(cursor) : { kind: "literal", value: name };
    if (!cursor.accept("=")) cursor.expect(":");
    entries.push([key, parseExpression(cursor)]);
    cursor.accept(",");
  }
  return entries;
}

function readKey(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const name = cursor.name();
  cursor.blanks();
  if (name !== undefined && /[=:]/.test(cursor.text[cursor.at] ?? "")) return name;
  cursor.at = start;
  return undefined;
}

function parseSteps(cursor: Cursor, of: Node): Node {
  const steps: Step[] = [];
  for (let step = readStep(cursor); step; step = readStep(cursor)) steps.push(step);
  return steps.length === 0 ? of : { kind: "steps", of, steps };
}

function readStep(cursor: Cursor): Step | undefined {
  cursor.blanks();
  const splat = cursor.match(/\[\s*\*\s*\]|\.\*/y);
  if (splat !== undefined) return { kind: "splat", attributesOnly: splat === ".*" };
  if (cursor.match(/\[/y) !== undefined) return closedIndex(cursor);
  if (cursor.match(/\.(?!\.)/y) === undefined) return undefined;
  const name = cursor.match(/\d+/y) ?? cursor.name();
  if (name === undefined) throw new NotUnderstood(`no attribute at ${cursor.at}`);
  return { kind: "attribute", name };
}

function closedIndex(cursor: Cursor): Step {
  const index = parseExpression(cursor);
  cursor.expect("]");
  return { kind: "index", index };
}
