import { isUnknown } from "../../unknown/value";
import { isKnown, isList, isObject, NoValue, written, type Value } from "../value";
import type { ReadContext } from "../read-context";
import { isResourceId } from "./resource-id";

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => Value>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** `!x` and `-x`. */
export function evaluateUnary(operator: string, operand: Value, context: ReadContext): Value {
  if (!isKnown(operand)) return context.defer(`${operator}${operandText(operand)}`);
  return operator === "!" ? !truth(operand) : -numeric(operand);
}

/** Two values and a sign between them; what is known of one side may decide. */
export function evaluateBinary(operator: string, left: Value, evaluateRight: () => Value, context: ReadContext): Value {
  if (operator === "&&" || operator === "||") return junction(operator, left, evaluateRight, context);
  const right = evaluateRight();
  if (operator === "==" || operator === "!=") return equality(operator, left, right, context);
  if (!isKnown(left) || !isKnown(right)) return context.defer(`${operandText(left)} ${operator} ${operandText(right)}`);
  const result = ARITHMETIC[operator]!(numeric(left), numeric(right));
  return typeof result === "number" ? exact(result, operator) : result;
}

/**
 * Terraform counts in decimals, and further. What is divided keeps all its digits, so that it can be multiplied back.
 */
function exact(result: number, operator: string): number {
  if (!Number.isFinite(result)) throw new NoValue("division by zero");
  if (Math.abs(result) > Number.MAX_SAFE_INTEGER) throw new NoValue("the number is too large");
  return operator === "/" || Number.isInteger(result) ? result : Number(result.toPrecision(15));
}

function junction(operator: "&&" | "||", left: Value, evaluateRight: () => Value, context: ReadContext): Value {
  // The value that decides alone.
  const deciding = operator === "||";
  if (isKnown(left) && truth(left) === deciding) return deciding;
  const right = evaluateRight();
  if (isKnown(right) && truth(right) === deciding) return deciding;
  if (isKnown(left)) return isKnown(right) ? truth(right) : right;
  return isKnown(right) ? left : context.defer(`${operandText(left)} ${operator} ${operandText(right)}`);
}

function equality(operator: "==" | "!=", left: Value, right: Value, context: ReadContext): Value {
  if (isNull(left, right) || isNull(right, left)) return operator === "!=";
  const same = written(left) === written(right);
  // What is not known equals itself.
  if (!same && !(isKnown(left) && isKnown(right)))
    return context.defer(`${operandText(left)} ${operator} ${operandText(right)}`);
  return same === (operator === "==");
}

/** One is null, and the other is not, whatever it turns out to be. */
const isNull = (value: Value, other: Value): boolean =>
  value === null && (isList(other) || isObject(other) || (isUnknown(other) && isResourceId(other.unknown)));

/** True or false, also of a text. @throws NoValue */
export function truth(value: Value): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new NoValue(`${written(value)} is neither true nor false`);
}

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A whole number, also of a text. @throws NoValue */
export function wholeNumber(value: Value): number {
  const number = numeric(value);
  if (!Number.isInteger(number)) throw new NoValue(`${number} is no whole number`);
  return number;
}

/** A number, also of a text. @throws NoValue */
export function numeric(value: Value): number {
  const number = typeof value === "string" && DECIMAL.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) throw new NoValue(`${written(value)} is no number`);
  return number;
}

function operandText(value: Value): string {
  const text = written(value);
  return isUnknown(value) && / [^ ]+ /.test(text) && !text.endsWith(")") ? `(${text})` : text;
}
