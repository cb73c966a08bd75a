import type { IConstruct } from "constructs";
import * as v from "valibot";
import { declare } from "./declaration-registry";
import { groupBy } from "../../domain/group-by";
import type { PropProblemDeclaration } from "../../rules/declaration";
import { ForcedTunnelingError } from "../forced-tunneling-error";
import { type AnySchema, MAX_NAME, type Mistake, propProblem, schemaAt } from "./prop-problem";
import { shown } from "./shown";
import { isToken } from "./tokens";

type Schema = v.GenericSchema<unknown, unknown>;

/** A schema for every prop of an interface: the compiler reports a prop without one. */
export type PropsSchema<P> = { readonly [K in keyof Required<P>]: Schema };

/** An optional string; it may be a token. */
export const text: Schema = v.optional(v.string());
/** An optional number; it may be a token. */
export const number: Schema = v.optional(v.number());
/** An optional number that decides which resources are created, so it must be known at synthesis. */
export const knownNumber: Schema = v.optional(
  v.pipe(
    v.custom<unknown>((value) => !isToken(value)),
    v.number(),
  ),
);
/** An optional boolean. */
export const flag: Schema = v.optional(v.boolean());
/** An optional list of strings; it may be a token. */
export const texts: Schema = v.optional(v.array(v.string()));
/** Optional tags: an object with string values. */
export const tags: Schema = v.optional(plainObject(v.record(v.string(), v.string())));
/** One of several strings. It decides which resources are created, so it must be known at synthesis. */
export const oneOf = (...values: readonly string[]): Schema => v.optional(v.picklist(values));
/** One of several strings, for an argument of a resource: it may be a token. */
export const choice = (...values: readonly string[]): Schema => v.optional(choices(values));
/** A list of strings whose length must be known at synthesis. The strings may be tokens. */
export const knownTexts: Schema = v.optional(
  v.pipe(
    v.custom<unknown>((value) => !isToken(value)),
    v.array(v.string()),
  ),
);
/** A list of numbers that must be known at synthesis, because texts are made of them. */
export const numbers: Schema = v.optional(
  v.pipe(
    v.custom<unknown>((value) => !isToken(value)),
    v.array(
      v.pipe(
        v.custom<unknown>((value) => !isToken(value)),
        v.number(),
      ),
    ),
  ),
);
/** An object with props of its own. */
export const object = <P>(schema: PropsSchema<P>): Schema => v.optional(objectSchema(schema));
/** A class of this library whose objects a prop accepts. */
export interface OwnClass {
  readonly type: abstract new (...args: never[]) => object;
  /** A call that makes one: `SshKey.fromExisting(stack, "key", { resource: … })`. */
  readonly made: string;
}
/** A string, which may be a token, or a construct of a class that gives one. */
export function textOr({ type, made }: OwnClass): Schema {
  const wrapped = v.union([v.string(), v.instance(type as new () => object)]);
  return v.optional(Object.assign(wrapped, { made }) as Schema);
}
/** A construct of a class of this library. */
export function objectOf({ type, made }: OwnClass): Schema {
  return v.optional(Object.assign(v.instance(type as new () => object), { made }) as Schema);
}
/** An object with props of its own, or one of a class of this library instead. */
export function objectOr<P>(own: OwnClass, schema: PropsSchema<P>): Schema {
  const wrapped = objectSchema(schema);
  // Chosen by the value, so that a mistake in the object is reported at its own place.
  const chosen = v.lazy((value) => (value instanceof own.type ? v.any() : wrapped));
  return v.optional(Object.assign(chosen, { wrapped, made: own.made }) as Schema);
}
/**
 * The same, or a word such as "none". It decides which resources are created.
 * @param own without it, no construct is accepted.
 */
export function objectOrWord<P>(schema: PropsSchema<P>, word: string, own?: OwnClass): Schema {
  const wrapped = own ? objectOr(own, schema) : object(schema);
  const chosen = v.lazy((value) => (value === word ? v.literal(word) : wrapped));
  return v.optional(Object.assign(chosen, { wrapped, word }) as Schema);
}
/** A list of such objects. */
export const objects = <P>(schema: PropsSchema<P>): Schema => v.optional(v.array(objectSchema(schema)));
/** Required props of an object in a list. */
export const mandatory = {
  text: v.string() as Schema,
  /** Resources and texts are named after it. */
  knownText: v.pipe(
    v.custom<unknown>((value) => !isToken(value)),
    v.string(),
  ) as Schema,
  number: v.number() as Schema,
  texts: v.array(v.string()) as Schema,
  choice: (...values: readonly string[]): Schema => choices(values),
};
/** A function. */
export const callback: Schema = v.optional(v.function());
/** Another construct; {@link required} checks which. */
export const anyConstruct: Schema = v.optional(v.any());

function choices(values: readonly string[]): Schema {
  return v.union([v.picklist(values), v.custom<string>((value) => typeof value === "string" && isToken(value))]);
}

function objectSchema<P>(schema: PropsSchema<P>): Schema {
  return plainObject(v.strictObject(schema as v.ObjectEntries));
}

const PLAIN = new Set<unknown>([Object.prototype, null]);

/** valibot accepts lists, Maps and constructs as objects. */
function plainObject(schema: Schema): Schema {
  const isPlain = v.custom<object>(
    (value) => typeof value === "object" && value !== null && PLAIN.has(Object.getPrototypeOf(value)),
    "Object",
  );
  return v.pipe(isPlain, schema as v.GenericSchema<object, unknown>);
}

/**
 * Removes every prop that its schema rejects; rules report them at synthesis. The constructor continues with its
 * defaults, so that one run reports all mistakes.
 * @returns the accepted props.
 */
export function parseProps<P extends object>(
  scope: IConstruct,
  props: P | undefined,
  propsSchema: PropsSchema<P>,
): Partial<P> {
  const schema = compiled(propsSchema);
  const propProblems: PropProblemDeclaration[] = [];
  let rest: unknown = props ?? {};
  for (const path of oversized(rest)) {
    propProblems.push(tooLarge(scope, path, valueAt(rest, path)));
    rest = withoutPath(rest, path);
  }
  for (let result = v.safeParse(schema, rest); !result.success; result = v.safeParse(schema, rest)) {
    const gone: string[][] = [];
    for (const issue of mistakesIn(rest, result.issues, schema)) {
      propProblems.push(...propProblem(scope, issue, schema));
      // In a list, another element is at the place of one that is gone.
      if (gone.some((path) => path.every((key, i) => key === issue.removed[i]))) continue;
      gone.push([...issue.removed]);
      rest =
        (issue.unknown ? withoutNames(rest, issue.path, new Set(issue.unknown)) : withoutPath(rest, issue.removed)) ??
        {};
    }
  }
  if (propProblems.length > 0) declare(scope, () => ({ propProblems }));
  return rest as Partial<P>;
}

/** Azure's limits are far below: nothing that is valid is longer. */
const MAX_ENTRIES = 2_000;
const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 20;

/** Places of values that are too large to be looked at: the rules compare every two of a list. */
function oversized(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === "string") return value.length > MAX_LENGTH ? [path] : [];
  if (typeof value !== "object" || value === null || isToken(value)) return [];
  if (!Array.isArray(value) && !PLAIN.has(Object.getPrototypeOf(value))) return [];
  const keys = Object.keys(value);
  if (path.length > MAX_DEPTH) return [path.slice(0, 2)];
  if (path.length > 0 && keys.length > MAX_ENTRIES) return [path];
  // Unknown props are reported as such, however many there are.
  return keys
    .slice(0, MAX_ENTRIES)
    .flatMap((key) => oversized((value as Record<string, unknown>)[key], [...path, key]));
}

function tooLarge(scope: IConstruct, path: readonly string[], value: unknown): PropProblemDeclaration {
  const length = typeof value === "string" ? value.length : Object.keys(value as object).length;
  const [size, most] =
    typeof value === "string"
      ? [`a text of ${length} characters`, `at most ${MAX_LENGTH} characters`]
      : length > MAX_ENTRIES
        ? [`${length} entries`, `at most ${MAX_ENTRIES} entries`]
        : ["a value nested too deeply", `at most ${MAX_DEPTH} levels`];
  const prop = path.map((key) => key.slice(0, MAX_NAME)).join(".");
  return { at: { path: scope.node.path, prop }, kind: "type", got: size, want: most, fix: `leave ${path[0]} out` };
}

/** Each place once: a list with several wrong elements is one mistake, and so are all unknown props of an object. */
function mistakesIn(props: unknown, issues: readonly v.BaseIssue<unknown>[], schema: Schema): Mistake[] {
  const all = issues.map((issue): Mistake => {
    const path = (issue.path ?? []).map(({ key }) => String(key));
    const parent = path.slice(0, -1);
    if (issue.type !== "strict_object" || issue.expected !== "never")
      // An object that lacks a prop is removed as a whole, and so is one whose prop is wrong that it must have.
      return { path, value: issue.input, removed: isMandatory(schema, path) ? parent : path };
    const value = valueAt(props, parent);
    return { path: parent, value, removed: parent, unknown: unknownIn(value, schemaAt(schema, parent)) };
  });
  // From the end, so that the indices in a list stay right.
  return groupBy(all.reverse(), ({ path, unknown }) =>
    JSON.stringify([placeOf(path, schema), unknown !== undefined]),
  ).map(([first, ...others]): Mistake => {
    const path = others.length === 0 || first.unknown ? first.path : placeOf(first.path, schema);
    const isWhole = path.length < first.path.length;
    return isWhole ? { path, value: valueAt(props, path), removed: path } : first;
  });
}

/** Whether an object inside the props must have the prop. */
function isMandatory(schema: Schema, path: readonly string[]): boolean {
  const own = schemaAt(schema, path.slice(0, -1)).entries?.[path.at(-1) ?? ""];
  return path.length > 1 && own !== undefined && own.type !== "optional";
}

/** The list or record that an element is of; other values are places of their own. */
function placeOf(path: readonly string[], schema: Schema): readonly string[] {
  const parent = path.slice(0, -1);
  const { item, value } = schemaAt(schema, parent);
  return path.length > 0 && (item ?? value) ? parent : path;
}

function unknownIn(holder: unknown, { entries = {} }: AnySchema): readonly string[] {
  return Object.keys(holder as object).filter((key) => !Object.hasOwn(entries, key));
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

const compiledSchemas = new WeakMap<object, Schema>();

/** Compiled once per class of construct: compiling takes longer than parsing props. */
function compiled<P>(propsSchema: PropsSchema<P>): Schema {
  const schema = compiledSchemas.get(propsSchema) ?? objectSchema(propsSchema);
  compiledSchemas.set(propsSchema, schema);
  return schema;
}

/**
 * Checks a prop without which construction cannot continue, such as another construct.
 * @param want what the prop must be, for the error: "an ExpressRouteCircuit".
 * @param made a call that makes it.
 * @throws ForcedTunnelingError if the prop is missing, or if `isOne` is false for it.
 */
export function required<T extends object>(
  scope: IConstruct,
  prop: string,
  value: T | undefined,
  isOne: (value: T) => boolean,
  want: string,
  made?: string,
): T {
  if (typeof value === "object" && value !== null && isOne(value)) return value;
  const problem = {
    text: `${prop} ${value === undefined ? "is missing" : `must be ${want}`}`,
    at: `${scope.node.path}  ${prop}`,
    got: shown(value),
    want,
    ...(made !== undefined && { fix: `${prop}: ${made}` }),
  };
  throw new ForcedTunnelingError(scope.node.path, problem, "error[FT002] prop-of-wrong-type");
}

/** A copy without the value at a path. Whatever is not on the path is shared with the original. */
function withoutPath(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const index = Number(key);
    return rest.length === 0
      ? (value as unknown[]).filter((_, i) => i !== index)
      : (value as unknown[]).map((item, i) => (i === index ? withoutPath(item, rest) : item));
  }
  const { [key]: child, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [key]: withoutPath(child, rest) };
}

/** A copy in which the object at a path has none of these names. */
function withoutNames(value: unknown, [key, ...rest]: readonly string[], names: ReadonlySet<string>): unknown {
  // What holds it may be gone with another mistake.
  if (typeof value !== "object" || value === null) return value;
  if (key === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
  if (Array.isArray(value))
    return (value as unknown[]).map((item, i) => (i === Number(key) ? withoutNames(item, rest, names) : item));
  const own = value as Record<string, unknown>;
  return { ...own, [key]: withoutNames(own[key], rest, names) };
}
