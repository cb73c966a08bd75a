import { evaluateJson } from "../expressions/read-expression";
import type { Scope } from "../expressions/scope";
import { isJsonList, isJsonObject, listAt, member, type Json } from "../json";
import { isList, isObject, type Value } from "../value";
import { fromReferences } from "./references";

/** Who reads. */
export interface Reading {
  readonly id: string;
  readonly scope: Scope;
  /** The instance's key, with `count` or `for_each`. */
  readonly key?: string | number;
  /** An output or a variable: its name only hints at what it is. */
  readonly passedOn?: boolean;
}

/** What a plan's `configuration` says about an attribute, a block, or a list of blocks. */
export interface Said {
  /** Undefined where it says nothing: the provider decides. */
  value(reading: Reading, name: string): Value | undefined;
  member(key: string): Said;
  /** What it says about one of several blocks: sets come in another order than they were written in. */
  element(index: number, size: number, known: Json | undefined, reading: () => Reading): Said;
}

const NOTHING: Said = { value: () => undefined, member: () => NOTHING, element: () => NOTHING };

/** Blocks that are generated: the plan does not tell by what. */
const LOST: Said = {
  value: ({ id, scope }, name) => scope.world.defer(`${id}.${name}`),
  member: () => LOST,
  element: () => LOST,
};

/** Reads a part of `configuration`; undefined where there is none. */
export function said(json: Json | undefined): Said {
  if (json === undefined) return NOTHING;
  if (isJsonObject(json) && member(json, "constant_value") !== undefined)
    return constant(member(json, "constant_value")!);
  if (isJsonObject(json) && Array.isArray(member(json, "references"))) return references(json);
  return blocks(json);
}

/** A constant; a template where the configuration is JSON. */
function constant(json: Json): Said {
  return {
    value: ({ scope }) => evaluateJson(json, scope),
    member: () => LOST,
    element: (index, size, known, reading) => {
      const { scope } = reading();
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

function evaluated(value: Value): Said {
  return {
    value: () => value,
    member: (key) =>
      isObject(value) && Object.hasOwn(value, key) ? (value[key] === null ? NOTHING : evaluated(value[key]!)) : NOTHING,
    element: (index) => (isList(value) && value[index] !== undefined ? evaluated(value[index]) : LOST),
  };
}

/** An expression of which only the references are told: HCL. */
function references(json: Json): Said {
  const names = listAt(json, "references").filter((name) => typeof name === "string");
  return { value: (reading, name) => fromReferences(names, reading, name), member: () => LOST, element: () => LOST };
}

function blocks(json: Json): Said {
  const list = isJsonList(json) ? json : [json];
  return {
    value: ({ id, scope }, name) => scope.world.defer(`${id}.${name}`),
    member: (key) => said(member(json, key)),
    element: (index, size, known) => {
      const name = member(known, "name");
      const named = list.find((one) => name !== undefined && member(member(one, "name"), "constant_value") === name);
      const found = named ?? (list.length === size ? list[index] : undefined);
      return found === undefined ? LOST : said(found);
    },
  };
}
