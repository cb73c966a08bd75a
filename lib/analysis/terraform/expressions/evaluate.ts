import { isUnknown } from "../../unknown/value";
import { asConditional, isList, isObject, NoValue, textOf, written, type Value } from "../value";
import { evaluateBinary, evaluateUnary } from "./operators";
import { call } from "./functions";
import { evaluateFor } from "./evaluate-for";
import { InnerScope, type Scope } from "./scope";
import { followSteps, type ResolvedStep } from "./steps";
import type { Node, Step } from "./syntax";

const MAX_DEPTH = 400;
const MAX_TEXT_LENGTH = 4_000_000;

/** The value of an expression. @throws NoValue where Terraform would call it an error */
export function evaluateNode(node: Node, scope: Scope): Value {
  if (scope.context.depth > MAX_DEPTH) throw new NoValue("expressions refer to each other too deeply");
  scope.context.depth += 1;
  try {
    return evaluateHere(node, scope);
  } finally {
    scope.context.depth -= 1;
  }
}

function evaluateHere(node: Node, scope: Scope): Value {
  const evaluate = (inner: Node): Value => evaluateNode(inner, scope);
  switch (node.kind) {
    case "literal":
      return node.value;
    case "template":
      return evaluateTemplate(node.parts, evaluate);
    case "name":
      return follow(node.name, [], scope);
    case "steps":
      return evaluateSteps(node.of, node.steps, scope);
    case "call":
      return evaluateCall(node, scope);
    case "unary":
      return evaluateUnary(node.operator, evaluate(node.operand), scope.context);
    case "binary":
      return evaluateBinary(node.operator, evaluate(node.left), () => evaluate(node.right), scope.context);
    case "condition":
      return evaluateCondition(node, scope);
    case "list":
      return node.elements.map(evaluate);
    case "object":
      return Object.fromEntries(node.entries.map(([key, value]) => [textOf(evaluate(key)), evaluate(value)]));
    case "for":
      return evaluateFor(node, evaluate(node.over), scope.context, (inner, names) =>
        evaluateNode(inner, new InnerScope(scope, names)),
      );
  }
}

function evaluateTemplate(parts: readonly Node[], evaluate: (node: Node) => Value): Value {
  // "${x}" is x itself, whatever its type.
  if (parts.length === 1) return evaluate(parts[0]!);
  const text = parts.map((part) => textOf(evaluate(part))).join("");
  if (text.length > MAX_TEXT_LENGTH) throw new NoValue("the text is too long");
  return text;
}

function evaluateSteps(of: Node, steps: readonly Step[], scope: Scope): Value {
  if (of.kind === "name") return follow(of.name, steps, scope);
  return followSteps(evaluateNode(of, scope), done(steps, scope), scope.context);
}

/** A reference: its first names are looked up together. */
function follow(name: string, steps: readonly Step[], scope: Scope): Value {
  const plain = steps.findIndex((step) => step.kind !== "attribute");
  const names = (plain === -1 ? steps : steps.slice(0, plain)).map((step) =>
    step.kind === "attribute" ? step.name : "",
  );
  const found = scope.find([name, ...names]);
  if (!found) return followSteps(scope.context.defer(name), done(steps, scope), scope.context);
  return followSteps(found.value, done(steps.slice(found.taken - 1), scope), scope.context);
}

const done = (steps: readonly Step[], scope: Scope): readonly ResolvedStep[] =>
  steps.map((step) => {
    if (step.kind === "splat") return step;
    return {
      kind: "into",
      key: step.kind === "attribute" ? step.name : evaluateNode(step.index, scope),
      dotted: step.kind === "attribute",
    };
  });

function evaluateCall(node: Extract<Node, { kind: "call" }>, scope: Scope): Value {
  const attempts = node.arguments.map((argument) => () => evaluateNode(argument, scope));
  if (!node.spread) return call(node.name, attempts, scope.context);
  const last = attempts.at(-1)?.() ?? null;
  if (isUnknown(last))
    return scope.context.defer(
      `${node.name}(${[...attempts.slice(0, -1).map((attempt) => written(attempt())), `${last.unknown}...`].join(", ")})`,
    );
  if (!isList(last)) throw new NoValue("... wants a list");
  return call(node.name, [...attempts.slice(0, -1), ...last.map((value) => () => value)], scope.context);
}

function evaluateCondition(node: Extract<Node, { kind: "condition" }>, scope: Scope): Value {
  const condition = evaluateNode(node.condition, scope);
  if (isUnknown(condition)) {
    const [yes, no] = [evaluateNode(node.yes, scope), evaluateNode(node.no, scope)];
    const same = written(yes) === written(no) && !isObject(yes);
    if (same) return yes;
    const value = scope.context.defer(`${condition.unknown} ? ${written(yes)} : ${written(no)}`);
    return asConditional(value, { condition: condition.unknown, yes, no });
  }
  if (condition !== true && condition !== false && condition !== "true" && condition !== "false")
    throw new NoValue("a condition is true or false");
  return evaluateNode(String(condition) === "true" ? node.yes : node.no, scope);
}
