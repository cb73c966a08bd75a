import type { Component } from "../model/component";
import type { Kind, Relation } from "./kind";

/** The id of another component that a component names. */
export interface Reference {
  readonly id: string;
  readonly relation: Relation;
}

type Fields = Readonly<Record<string, unknown>>;

/** All ids that a component names. */
export const referencesOf = (kind: Kind, component: Component): readonly Reference[] =>
  referencesIn(kind.references, component as unknown as Fields);

function referencesIn(spec: Fields, fields: Fields): readonly Reference[] {
  return Object.entries(spec).flatMap(([field, meaning]) => {
    const values = listOf(fields[field]);
    return typeof meaning === "string"
      ? values.map((id) => ({ id: id as string, relation: meaning as Relation }))
      : values.flatMap((element) => referencesIn(meaning as Fields, element as Fields));
  });
}

/** The component without the ids of what is gone. An entry of a list that is nothing but the id goes with it. */
export function withoutReferences<C extends Component>(kind: Kind, component: C, gone: ReadonlySet<string>): C {
  const isAffected = referencesOf(kind, component).some(({ id, relation }) => clears(relation) && gone.has(id));
  return isAffected ? (cleared(kind.references, component as unknown as Fields, gone) as unknown as C) : component;
}

/** What lies in something that is gone still says so; what only used it uses it no more. */
const clears = (relation: unknown): boolean => relation === "uses" || relation === "attached-to";

function cleared(spec: Fields, fields: Fields, gone: ReadonlySet<string>): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const meaning = spec[field];
      const left = clears(meaning)
        ? withoutIds(value, gone)
        : typeof meaning === "object" && Array.isArray(value)
          ? clearedElements(meaning as Fields, value as readonly Fields[], gone)
          : value;
      return left === undefined ? [] : [[field, left]];
    }),
  );
}

function withoutIds(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return (value as readonly string[]).filter((id) => !gone.has(id));
  return typeof value === "string" && gone.has(value) ? undefined : value;
}

const clearedElements = (spec: Fields, elements: readonly Fields[], gone: ReadonlySet<string>): readonly Fields[] =>
  elements
    .filter(({ id }) => !("id" in spec && typeof id === "string" && gone.has(id)))
    .map((element) => cleared(spec, element, gone));

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];
