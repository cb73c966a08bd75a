import { evaluateJson } from "../expressions/read-expression";
import { isJsonList, isJsonObject, listAt, member, type Json } from "../json";
import { isList, isObject, type Value } from "../value";
import type { PlanReader } from "./plan-reader";
import { fromReferences } from "./references";

/** What a plan's `configuration` says about an attribute, a block, or a list of blocks. */
export interface PlanConfiguration {
  /** Undefined where it says nothing: the provider decides. */
  value(reader: PlanReader, name: string): Value | undefined;
  member(key: string): PlanConfiguration;
  /** What it says about one of several blocks: sets come in another order than they were written in. */
  element(index: number, size: number, known: Json | undefined, reader: () => PlanReader): PlanConfiguration;
}

const NOTHING: PlanConfiguration = { value: () => undefined, member: () => NOTHING, element: () => NOTHING };

/** Blocks that are generated: the plan does not tell by what. */
const LOST: PlanConfiguration = {
  value: ({ id, scope }, name) => scope.context.defer(`${id}.${name}`),
  member: () => LOST,
  element: () => LOST,
};

/** Reads a part of `configuration`; undefined where there is none. */
export function planConfiguration(json: Json | undefined): PlanConfiguration {
  if (json === undefined) return NOTHING;
  if (isJsonObject(json) && member(json, "constant_value") !== undefined)
    return constant(member(json, "constant_value")!);
  if (isJsonObject(json) && Array.isArray(member(json, "references"))) return references(json);
  return blocks(json);
}

/** A constant; a template where the configuration is JSON. */
function constant(json: Json): PlanConfiguration {
  return {
    value: ({ scope }) => evaluateJson(json, scope),
    member: () => LOST,
    element: (index, size, known, reader) => {
      const { scope } = reader();
      const all = evaluateJson(json, scope);
      const list = isList(all) ? all : [all];
      const name = member(known, "name");
      const found =
        list.find((one) => name !== undefined && isObject(one) && one["name"] === name) ??
        (list.length === size ? list[index] : undefined);
      return found === undefined ? LOST : evaluated(found);
    },
  };
}

function evaluated(value: Value): PlanConfiguration {
  return {
    value: () => value,
    member: (key) =>
      isObject(value) && Object.hasOwn(value, key) ? (value[key] === null ? NOTHING : evaluated(value[key]!)) : NOTHING,
    element: (index) => (isList(value) && value[index] !== undefined ? evaluated(value[index]) : LOST),
  };
}

/** An expression of which only the references are told: HCL. */
function references(json: Json): PlanConfiguration {
  const names = listAt(json, "references").filter((name) => typeof name === "string");
  return { value: (reader, name) => fromReferences(names, reader, name), member: () => LOST, element: () => LOST };
}

function blocks(json: Json): PlanConfiguration {
  const list = isJsonList(json) ? json : [json];
  return {
    value: ({ id, scope }, name) => scope.context.defer(`${id}.${name}`),
    member: (key) => planConfiguration(member(json, key)),
    element: (index, size, known) => {
      const name = member(known, "name");
      const named = list.find((one) => name !== undefined && member(member(one, "name"), "constant_value") === name);
      const found = named ?? (list.length === size ? list[index] : undefined);
      return found === undefined ? LOST : planConfiguration(found);
    },
  };
}
