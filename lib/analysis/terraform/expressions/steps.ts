import { isUnknown, unknown } from "../../unknown/value";
import {
  asUnordered,
  isList,
  isObject,
  isSet,
  isUnordered,
  NoValue,
  Referable,
  textOf,
  written,
  type Value,
} from "../value";
import { numeric } from "./operators";
import type { Step } from "./syntax";
import type { ReadContext } from "../read-context";

/** A step whose index is evaluated. */
export type ResolvedStep =
  Extract<Step, { kind: "splat" }> | { readonly kind: "into"; readonly key: Value; readonly dotted: boolean };

/** Goes from a value into it, step by step. @throws NoValue where there is no such element */
export function followSteps(value: Value, steps: readonly ResolvedStep[], context: ReadContext): Value {
  let here = value;
  for (const [index, step] of steps.entries()) {
    if (step.kind === "into") here = into(here, step, context);
    else return splat(here, step.attributesOnly, steps.slice(index + 1), context);
  }
  return here;
}

function splat(value: Value, attributesOnly: boolean, rest: readonly ResolvedStep[], context: ReadContext): Value {
  if (isUnknown(value)) {
    const list = `${value.unknown}${attributesOnly ? ".*" : "[*]"}`;
    return followSteps(rest.length === 0 ? context.defer(list) : unknown(list), rest, context);
  }
  if (value === null) return [];
  const each = attributesOnly ? rest.findIndex((step) => step.kind === "into" && !step.dotted) : -1;
  const inner = each === -1 ? rest : rest.slice(0, each);
  const elements = (isList(value) ? value : [value]).map((element) => followSteps(element, inner, context));
  const list = isUnordered(value) ? asUnordered(elements) : elements;
  return followSteps(list, rest.slice(inner.length), context);
}

function into(value: Value, step: Extract<ResolvedStep, { kind: "into" }>, context: ReadContext): Value {
  if (isUnknown(value)) return context.defer(`${value.unknown}${suffix(step)}`);
  if (value instanceof Referable) return ofReferable(value, step);
  if (isUnknown(step.key))
    return isList(value) && value.length === 1 ? value[0]! : context.defer(`${written(value)}${suffix(step)}`);
  if (isList(value)) return element(value, numeric(step.key));
  const key = textOf(step.key);
  if (isObject(value) && Object.hasOwn(value, key)) return value[key]!;
  throw new NoValue(`there is no ${key}`);
}

/** An index of a resource that counts by what only the apply knows leads to its one stand-in. */
function ofReferable(value: Referable, step: Extract<ResolvedStep, { kind: "into" }>): Value {
  return step.dotted ? value.attribute(textOf(step.key)) : value;
}

function element(list: readonly Value[], index: number): Value {
  const found = isSet(list) ? undefined : list[index];
  if (found === undefined) throw new NoValue(`there is no element ${index}`);
  return found;
}

const suffix = (step: Extract<ResolvedStep, { kind: "into" }>): string =>
  step.dotted ? `.${textOf(step.key)}` : `[${written(step.key)}]`;
