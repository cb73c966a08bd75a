import type { IConstruct } from "constructs";
import * as v from "valibot";
import { declare } from "./declaration-registry";
import { nearestName } from "../../domain/nearest-name";
import type { PropProblemDeclaration } from "../../rules/declaration";
import { ForcedTunnelingError } from "../forced-tunneling-error";
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
/** An object with props of its own. */
export const object = <P>(schema: PropsSchema<P>): Schema => v.optional(objectSchema(schema));
/** A list of such objects. */
export const objects = <P>(schema: PropsSchema<P>): Schema => v.optional(v.array(objectSchema(schema)));
/** Required props of an object in a list. */
export const mandatory = {
  text: v.string() as Schema,
  number: v.number() as Schema,
  texts: v.array(v.string()) as Schema,
  choice: (...values: readonly string[]): Schema => choices(values),
};
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
  // valibot reports only the first unknown prop of an object: repeat until it accepts what is left.
  for (let result = v.safeParse(schema, rest); !result.success; result = v.safeParse(schema, rest)) {
    const issues = result.issues.map((issue) => ({ issue, path: (issue.path ?? []).map(({ key }) => String(key)) }));
    propProblems.push(...issues.map(({ issue, path }) => propProblem(scope, issue, path, schema)));
    // From the end, so that the indices in a list stay right. An object that lacks a prop is removed as a whole.
    for (const { issue, path } of issues.reverse())
      rest = withoutPath(rest, issue.input === undefined ? path.slice(0, -1) : path) ?? {};
  }
  if (propProblems.length > 0) declare(scope, () => ({ propProblems }));
  return rest as Partial<P>;
}

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
 * @throws ForcedTunnelingError if the prop is missing, or if `isOne` is false for it.
 */
export function required<T extends object>(
  scope: IConstruct,
  prop: string,
  value: T | undefined,
  isOne: (value: T) => boolean,
  want: string,
): T {
  if (typeof value === "object" && value !== null && isOne(value)) return value;
  const problem = {
    text: `${prop} ${value === undefined ? "is missing" : `must be ${want}`}`,
    at: `${scope.node.path}  ${prop}`,
    got: shown(value),
    want,
  };
  throw new ForcedTunnelingError(scope.node.path, problem, "error[FT002] prop-of-wrong-type");
}

function propProblem(
  scope: IConstruct,
  issue: v.BaseIssue<unknown>,
  path: readonly string[],
  schema: Schema,
): PropProblemDeclaration {
  const prop = path.join(".") || "props";
  const at = { path: scope.node.path, prop };
  const last = path.at(-1) ?? "";
  if (issue.type === "strict_object" && issue.expected === "never") {
    const near = nearestName(last, Object.keys(schemaAt(schema, path.slice(0, -1)).entries ?? {}));
    return {
      at,
      kind: "unknown",
      got: last,
      want: "a prop of this construct",
      fix: near ? `${near}: …` : `leave ${prop} out`,
    };
  }
  const secret = /password|authorizationKey/i.test(prop);
  const got = secret ? "(not shown)" : shown(issue.input);
  const want = `${describeSchema(schemaAt(schema, path))}${isToken(issue.input) ? " that is known at synthesis" : ""}`;
  return { at, kind: "type", got, want, fix: `${last}: ${want}` };
}

/** The fields of valibot's schemas that are read here. */
interface AnySchema {
  readonly type?: string;
  readonly wrapped?: AnySchema;
  readonly pipe?: readonly AnySchema[];
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly options?: readonly (string | AnySchema)[];
}

/** The schema at a path. */
function schemaAt(schema: AnySchema, path: readonly string[]): AnySchema {
  const inner = schema.wrapped ?? schema.pipe?.at(-1);
  if (inner) return schemaAt(inner, path);
  const [key, ...rest] = path;
  return key === undefined ? schema : schemaAt(schema.item ?? schema.value ?? schema.entries?.[key] ?? {}, rest);
}

/** What a schema accepts, in words: valibot uses the names of JavaScript's types. */
function describeSchema({ type = "", options = [] }: AnySchema): string {
  if (type === "picklist") return options.map((option) => JSON.stringify(option)).join(" or ");
  if (type === "union")
    return options
      .map((option) => describeSchema(option as AnySchema))
      .filter(Boolean)
      .join(" or ");
  if (type === "custom") return "";
  return { string: "a text", number: "a number", boolean: "true or false", array: "a list" }[type] ?? "an object";
}

/** A value as a report shows it. A construct is shown by its class, since it refers to all others. */
function shown(value: unknown): string {
  if (isToken(value)) return "a value that is known only at apply";
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  const own = typeof value === "object" && value !== null ? (Object.getPrototypeOf(value) as object | null) : null;
  if (own && own !== Object.prototype && own !== Array.prototype) return `a ${own.constructor.name}`;
  try {
    const json = JSON.stringify(value) ?? String(value);
    return json.length > 80 ? `${json.slice(0, 77)}…` : json;
  } catch {
    return "an object that cannot be shown";
  }
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
