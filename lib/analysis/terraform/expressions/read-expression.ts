import { isJsonList, isJsonObject, type Json, type JsonObject } from "../json";
import { isKnown, NoValue, textOf, type Value, written } from "../value";
import { Cursor } from "./cursor";
import { evaluateNode } from "./evaluate";
import { parseTemplate } from "./parse";
import type { Scope } from "./scope";
import { NotUnderstood, type Node } from "./syntax";

const parsed = new Map<string, Node | undefined>();
const MAX_PARSED = 10_000;
/** A longer text is a machine's user data: few machines have the same, and each would be kept. */
const MAX_KEPT_LENGTH = 4_000;

/**
 * Evaluates a value of Terraform JSON, in which every text is a template.
 *
 * Understood are literals, templates (`${…}`, `$${`, `%%{`), references through attributes, indexes and splats, calls
 * of the functions in functions.ts, conditions, comparisons, logic, arithmetic, lists, objects and `for`. Not
 * understood are directives (`%{ if … }`) and functions that read files or make random things. What is not understood,
 * and what has no value, waits for the apply: so does whatever depends on it.
 */
export function evaluateJson(json: Json, scope: Scope): Value {
  if (typeof json === "string") return evaluateText(json, scope);
  if (isJsonList(json)) return json.map((element) => evaluateJson(element, scope));
  return isJsonObject(json) ? evaluateObject(json, scope) : json;
}

/** The names of an object's attributes are templates too. Where only the apply knows one, the object waits. */
function evaluateObject(json: JsonObject, scope: Scope): Value {
  const entries = Object.entries(json)
    .filter(([key]) => key !== "//")
    .map(([key, value]) => [evaluateText(key, scope), evaluateJson(value, scope)] as const);
  const open = entries.map(([key]) => key).find((key) => !isKnown(key));
  return open === undefined
    ? Object.fromEntries(entries.map(([key, value]) => [textOf(key), value]))
    : scope.context.defer(`{ (${written(open)}) = … }`);
}

/** Evaluates an expression that stands alone, without `${}`. */
export const evaluateReference = (text: string, scope: Scope): Value => evaluateText(`\${${text}}`, scope);

function evaluateText(text: string, scope: Scope): Value {
  if (!text.includes("${") && !text.includes("%{")) return text;
  const node = parse(text);
  if (!node) return scope.context.defer(withNames(bare(text), scope));
  try {
    return evaluateNode(node, scope);
  } catch (error) {
    if (error instanceof NoValue) return scope.context.defer(withNames(bare(text), scope));
    throw error;
  }
}

/** An expression that uses `each` or `count` is another one in each instance. */
function withNames(expression: string, { bindings }: Scope): string {
  const used = (bindings ?? []).filter(({ name }) => new RegExp(`\\b${name}\\.`).test(expression));
  return used.length === 0 ? expression : `${expression}, ${used.map(({ text }) => text).join(", ")}`;
}

/** The expression of a template that is nothing else. */
const bare = (text: string): string => /^\$\{([^{}]*)\}$/.exec(text)?.[1] ?? text;

function parse(text: string): Node | undefined {
  if (text.length > MAX_KEPT_LENGTH) return parseOrNot(text);
  if (parsed.has(text)) return parsed.get(text);
  if (parsed.size > MAX_PARSED) parsed.clear();
  const node = parseOrNot(text);
  parsed.set(text, node);
  return node;
}

function parseOrNot(text: string): Node | undefined {
  try {
    return parseTemplate(new Cursor(text));
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}
