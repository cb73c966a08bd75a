import { Construct, type IConstruct } from "constructs";
import { nearestName } from "../../domain/nearest-name";
import type { PropProblemDeclaration } from "../../rules/declaration";
import { shown } from "./shown";
import { isToken } from "./tokens";

/** What is wrong at a place of the props. */
export interface Mistake {
  readonly path: readonly string[];
  readonly value: unknown;
  /** What the constructor continues without. */
  readonly removed: readonly string[];
  /** Names of the object at the path that it must not have. */
  readonly unknown?: readonly string[];
}

/** How many unknown props of one object are reported one by one. */
const MAX_UNKNOWN = 5;

/** What is reported of a mistake. */
export function propProblem(scope: IConstruct, mistake: Mistake, schema: AnySchema): PropProblemDeclaration[] {
  const { path, value, unknown } = mistake;
  if (unknown) return unknownProps(scope, mistake, unknown, schema);
  const prop = path.join(".") || "props";
  // An element is named with its list.
  const last = path.slice(/^\d+$/.test(path.at(-1) ?? "") ? -2 : -1).join(".") || prop;
  const secret = /password|authorizationKey|sharedKey/i.test(prop);
  const got = secret ? "(not shown)" : shown(value);
  const want = `${describeSchema(schemaAt(schema, path))}${isToken(value) ? " that is known at synthesis" : ""}`;
  const at = { path: scope.node.path, prop };
  return [
    { at, kind: "type", got, want, fix: secret ? `leave ${last} out` : typeFix(last, value, schemaAt(schema, path)) },
  ];
}

/** Props by which what exists is found: whoever gives them to the settings of a new part has one already. */
const FOUND_BY: Readonly<Record<string, string>> = {
  id: "id: …",
  resourceId: "id: …",
  resourceGroupName: "name: …, resourceGroupName: …",
  resource: "resource: …",
};

function unknownProps(
  scope: IConstruct,
  mistake: Mistake,
  unknown: readonly string[],
  schema: AnySchema,
): PropProblemDeclaration[] {
  const { made } = schemaAt(schema, mistake.path);
  const isFound = (name: string): boolean => Object.hasOwn(FOUND_BY, name);
  const existing = made?.includes(".fromExisting(") ? unknown.find(isFound) : undefined;
  const others = existing === undefined ? unknown : unknown.filter((name) => !isFound(name));
  const problems = others.slice(0, MAX_UNKNOWN).map((name) => unknownProp(scope, mistake, name, schema));
  if (existing === undefined) return problems;
  const prop = [...mistake.path, existing].join(".");
  const want = `props of a new one, or ${made!.split("(")[0]}(…) if it exists`;
  const fix = `${mistake.path.at(-1)}: ${made!.replace(FOUND_BY.resource!, FOUND_BY[existing]!)}`;
  return [{ at: { path: scope.node.path, prop }, kind: "unknown", got: existing, want, fix }, ...problems];
}

function unknownProp(
  scope: IConstruct,
  { path, unknown = [] }: Mistake,
  name: string,
  schema: AnySchema,
): PropProblemDeclaration {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  const near =
    name.length > MAX_NAME ? undefined : nearestName(name, Object.keys(schemaAt(schema, path).entries ?? {}));
  const prop = [...path, short].join(".");
  const more = unknown.length > MAX_UNKNOWN ? `, and the other ${unknown.length - 1} that are not props` : "";
  return {
    at: { path: scope.node.path, prop },
    kind: "unknown",
    got: short,
    want: "a prop of this construct",
    fix: near ? `${near}: …` : `leave ${prop} out${more}`,
  };
}

/** Longer names of props are cut. */
export const MAX_NAME = 80;

/** Props without a default, or whose default is another finding. */
const EXAMPLES: Readonly<Record<string, string>> = {
  acceptsDefaultRoute: "true",
  adminSshPublicKey: 'readFileSync(`${homedir()}/.ssh/id_ed25519.pub`, "utf8")',
  circuitId:
    '"/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/expressRouteCircuits/<circuit>"',
};

/** What was meant, where the value says it in another type; else without the prop, which has a default. */
function typeFix(name: string, value: unknown, { type, word, made, options = [] }: AnySchema): string {
  const isConstruct = Construct.isConstruct(value);
  if (made !== undefined && isConstruct) return `${name}: ${made}`;
  if (word !== undefined && (value === false || isConstruct)) return `${name}: "${word}"`;
  const words = options.filter((option) => typeof option === "string");
  const near = typeof value === "string" ? nearestName(value.toLowerCase(), words) : undefined;
  if (near !== undefined) return `${name.replace(/^.*\./, "")}: ${JSON.stringify(near)}`;
  const meant =
    type === "number" && typeof value === "string" && /^-?\d{1,15}(\.\d+)?$/.test(value)
      ? value
      : type === "boolean" && typeof value === "string" && /^(true|false)$/i.test(value)
        ? value.toLowerCase()
        : undefined;
  const written = meant ?? EXAMPLES[name.replace(/\.\d+$/, "")];
  return written === undefined ? `leave ${name} out` : `${name.replace(/^.*\./, "")}: ${written}`;
}

/** The fields of valibot's schemas that are read here. */
export interface AnySchema {
  readonly type?: string;
  /** What may be written in place of an object. */
  readonly word?: string;
  /** A call that makes what may be given in place of an object or text. */
  readonly made?: string;
  readonly wrapped?: AnySchema;
  readonly pipe?: readonly AnySchema[];
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly options?: readonly (string | AnySchema)[];
}

/** The schema at a path. */
export function schemaAt(schema: AnySchema, path: readonly string[]): AnySchema {
  const inner = schema.wrapped ?? schema.pipe?.at(-1);
  if (inner) {
    const found = schemaAt(inner, path);
    const { word, made } = schema;
    return path.length > 0
      ? found
      : { ...found, ...(word !== undefined && { word }), ...(made !== undefined && { made }) };
  }
  const [key, ...rest] = path;
  return key === undefined ? schema : schemaAt(schema.item ?? schema.value ?? schema.entries?.[key] ?? {}, rest);
}

/** What a schema accepts, in words: valibot uses the names of JavaScript's types. */
function describeSchema({ word, made, ...schema }: AnySchema): string {
  const own = made === undefined ? [] : [`${made.split("(")[0]}(…)`];
  const accepted = [...(word === undefined ? [] : [`"${word}"`]), describeType(schema), ...own].filter(Boolean);
  return oneOf(accepted);
}

const oneOf = (all: readonly string[]): string =>
  all.length > 2 ? `${all.slice(0, -1).join(", ")} or ${all.at(-1)}` : all.join(" or ");

function describeType({ type = "", options = [] }: AnySchema): string {
  if (type === "picklist") return oneOf(options.map((option) => JSON.stringify(option)));
  if (type === "union")
    return options
      .map((option) => describeSchema(option as AnySchema))
      .filter(Boolean)
      .join(" or ");
  // A class is described by the call that makes its objects.
  if (type === "custom" || type === "instance") return "";
  return (
    { string: "a text", number: "a number", boolean: "true or false", array: "a list", function: "a function" }[type] ??
    "an object"
  );
}
