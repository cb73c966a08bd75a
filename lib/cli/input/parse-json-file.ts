import * as v from "valibot";
import { nearestName } from "../../domain/nearest-name";
import { oneLine, UserError } from "./user-error";

/**
 * Parses a JSON file and checks it against a schema.
 * @throws UserError that names the first mismatch, and what is expected
 */
export function parseJsonFile<T>(schema: v.GenericSchema<unknown, T>, text: string, file: string, example: string): T {
  const given = parsed(text, file, example);
  // To valibot a list is an object, too.
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw refused(`${file} is not a JSON object`, JSON.stringify(given), "an object", example);
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const at = v.getDotPath(issue) ?? "";
  const unknownKey = issue.type === "strict_object" && issue.expected === "never";
  const sentence = unknownKey
    ? `${file} has an unknown key "${at}"`
    : `"${at}" in ${file} ${issue.input === undefined ? "is missing" : "has the wrong type or value"}`;
  const got = issue.input === undefined ? "nothing" : JSON.stringify(issue.input);
  const near = unknownKey ? nearest(issue, schema) : undefined;
  throw refused(sentence, unknownKey ? at : got, near ?? wanted(issue), example);
}

function parsed(text: string, file: string, example: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw refused(`${file} is not valid JSON`, oneLine(error), "JSON, without comments", example);
  }
}

/** The keys of the object that the unknown one stands in. */
function nearest(issue: v.BaseIssue<unknown>, schema: v.GenericSchema<unknown, unknown>): string | undefined {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const keys = keysAt(schema, path.slice(0, -1));
  const key = path.at(-1) ?? "";
  if (keys.length === 0) return undefined;
  const near = nearestName(key, keys);
  return `one of ${keys.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function keysAt(schema: unknown, path: readonly string[]): string[] {
  const { entries, item, value, wrapped } = schema as {
    readonly entries?: Readonly<Record<string, unknown>>;
    readonly item?: unknown;
    readonly value?: unknown;
    readonly wrapped?: unknown;
  };
  if (wrapped !== undefined) return keysAt(wrapped, path);
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(entries ?? {});
  const next = entries?.[step] ?? item ?? value;
  return next === undefined ? [] : keysAt(next, rest);
}

/** valibot's default messages are for programmers; those of this package are for users. */
function wanted({ type, message, expected }: v.BaseIssue<unknown>): string {
  if (type === "strict_object") return expected?.startsWith('"') ? `the key ${expected}` : "an object";
  return message;
}

const refused = (sentence: string, got: string, want: string, example: string): UserError =>
  new UserError({ text: sentence, got, want, fix: example }, 2);
