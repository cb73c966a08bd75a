import type { IConstruct } from "constructs";
import * as v from "valibot";
import { declare } from "./declaration-registry";
import { nearestName } from "../../domain/nearest-name";
import type { ShapeDeclaration } from "../../rules/declaration";
import { ForcedTunnelingError } from "../forced-tunneling-error";
import { isToken } from "./tokens";

type Schema = v.GenericSchema<unknown, unknown>;

/** A schema for every prop of an interface, so that neither side forgets one. */
export type Shape<P> = { readonly [K in keyof Required<P>]: Schema };

export const text: Schema = v.optional(v.string());
export const number: Schema = v.optional(v.number());
export const flag: Schema = v.optional(v.boolean());
export const texts: Schema = v.optional(v.array(v.string()));
export const tags: Schema = v.optional(plainObject(v.record(v.string(), v.string())));
/** A choice that decides what is made, and so has to be known. */
export const oneOf = (...values: readonly string[]): Schema => v.optional(v.picklist(values));
/** A choice that only goes into a resource. */
export const choice = (...values: readonly string[]): Schema => v.optional(choices(values));
/** A list that decides what is written, and so has to be known; its texts need not be. */
export const knownTexts: Schema = v.optional(
  v.pipe(
    v.custom<unknown>((value) => !isToken(value)),
    v.array(v.string()),
  ),
);
export const group = <P>(shape: Shape<P>): Schema => v.optional(members(shape));
export const groups = <P>(shape: Shape<P>): Schema => v.optional(v.array(members(shape)));
/** What a group cannot do without. */
export const needed = {
  text: v.string() as Schema,
  number: v.number() as Schema,
  texts: v.array(v.string()) as Schema,
  choice: (...values: readonly string[]): Schema => choices(values),
};
/** Another construct: see {@link required}. */
export const construct: Schema = v.optional(v.any());

function choices(values: readonly string[]): Schema {
  return v.union([v.picklist(values), v.custom<string>((value) => typeof value === "string" && isToken(value))]);
}

function members<P>(shape: Shape<P>): Schema {
  return plainObject(v.strictObject(shape as v.ObjectEntries));
}

const PLAIN = new Set<unknown>([Object.prototype, null]);

/** To valibot a list, a Map and a construct are objects too. */
function plainObject(schema: Schema): Schema {
  const isPlain = v.custom<object>(
    (value) => typeof value === "object" && value !== null && PLAIN.has(Object.getPrototypeOf(value)),
    "Object",
  );
  return v.pipe(isPlain, schema as v.GenericSchema<object, unknown>);
}

/**
 * The props as given, less what is not of their shape: that is declared, and reported with all else at synthesis. So a
 * constructor goes on with its defaults, and its user sees every mistake at once.
 */
export function take<P extends object>(scope: IConstruct, shape: Shape<P>, props: P | undefined): Partial<P> {
  const schema = schemaOf(shape);
  const shapes: ShapeDeclaration[] = [];
  let rest: unknown = props ?? {};
  // Of several unknown props in one object, valibot names the first: hence again until nothing is left to name.
  for (let result = v.safeParse(schema, rest); !result.success; result = v.safeParse(schema, rest)) {
    const issues = result.issues.map((issue) => ({ issue, path: (issue.path ?? []).map(({ key }) => String(key)) }));
    shapes.push(...issues.map(({ issue, path }) => describe(scope, issue, path, schema)));
    // From the end, so that the places in a list stay right; and where a group lacks something, the group has to go.
    for (const { issue, path } of issues.reverse())
      rest = without(rest, issue.input === undefined ? path.slice(0, -1) : path) ?? {};
  }
  if (shapes.length > 0) declare(scope, () => ({ shapes }));
  return rest as Partial<P>;
}

/**
 * A prop that no default can stand in for: another construct.
 * @throws ForcedTunnelingError where it is none: construction cannot go on.
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

const schemas = new WeakMap<object, Schema>();

/** Made once for each construct: making it takes longer than checking props against it. */
function schemaOf<P>(shape: Shape<P>): Schema {
  const schema = schemas.get(shape) ?? members(shape);
  schemas.set(shape, schema);
  return schema;
}

function describe(
  scope: IConstruct,
  issue: v.BaseIssue<unknown>,
  path: readonly string[],
  schema: Schema,
): ShapeDeclaration {
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
  const want = `${inWords(schemaAt(schema, path))}${isToken(issue.input) ? " that is known at synthesis" : ""}`;
  return { at, kind: "type", got, want, fix: `${last}: ${want}` };
}

/** The parts of valibot's schemas that are looked at here. */
interface AnySchema {
  readonly type?: string;
  readonly wrapped?: AnySchema;
  readonly pipe?: readonly AnySchema[];
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly options?: readonly (string | AnySchema)[];
}

/** The schema of what stands at a path. */
function schemaAt(schema: AnySchema, path: readonly string[]): AnySchema {
  const inner = schema.wrapped ?? schema.pipe?.at(-1);
  if (inner) return schemaAt(inner, path);
  const [key, ...rest] = path;
  return key === undefined ? schema : schemaAt(schema.item ?? schema.value ?? schema.entries?.[key] ?? {}, rest);
}

/** valibot names types as JavaScript does. */
function inWords({ type = "", options = [] }: AnySchema): string {
  if (type === "picklist") return options.map((option) => JSON.stringify(option)).join(" or ");
  if (type === "union")
    return options
      .map((option) => inWords(option as AnySchema))
      .filter(Boolean)
      .join(" or ");
  if (type === "custom") return "";
  return { string: "a text", number: "a number", boolean: "true or false", array: "a list" }[type] ?? "an object";
}

/** A value as a report shows it; a construct, which refers to all others, by its class. */
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

/** A copy without what stands at the path; what lies off the path is shared, constructs among it. */
function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const index = Number(key);
    return rest.length === 0
      ? (value as unknown[]).filter((_, i) => i !== index)
      : (value as unknown[]).map((item, i) => (i === index ? without(item, rest) : item));
  }
  const { [key]: child, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [key]: without(child, rest) };
}
