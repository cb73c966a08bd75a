import type { InputFile } from "../../analysis/terraform/input-file";

/** What a file says of a variable's type: "bool", "list(string)"; undefined where it says nothing. */
export type Declared = ReadonlyMap<string, string | undefined>;

/**
 * The variables that Terraform's root modules declare or refer to, by name; undefined where a file is no JSON: nobody
 * knows what it declares.
 */
export function declaredVariables(files: readonly InputFile[]): Declared | undefined {
  const declared = new Map<string, string | undefined>();
  for (const { text } of files) {
    const file = parsed(text);
    if (file === undefined) return undefined;
    for (const [name, body] of blocks(file["variable"])) declared.set(name, declared.get(name) ?? typeOf(body));
    // A plan leaves the type out.
    const planned = entries(record(record(file["configuration"])["root_module"])["variables"]);
    for (const [name, body] of planned)
      declared.set(name, declared.get(name) ?? (typeof record(body)["default"] === "boolean" ? "bool" : undefined));
    // Beside a *.tf.json may stand a *.tf that declares what it refers to.
    for (const [, name = ""] of text.matchAll(/\bvar\.([A-Za-z_][\w-]*)/g))
      if (!declared.has(name)) declared.set(name, undefined);
  }
  return declared;
}

type JsonRecord = Readonly<Record<string, unknown>>;

function parsed(text: string): JsonRecord | undefined {
  try {
    return record(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
}

const record = (value: unknown): JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};

const entries = (value: unknown): [string, unknown][] => Object.entries(record(value));

/** Terraform JSON takes a list of blocks wherever it takes one. */
const blocks = (value: unknown): [string, unknown][] =>
  Array.isArray(value) ? value.flatMap(entries) : entries(value);

function typeOf(body: unknown): string | undefined {
  const { type } = record(Array.isArray(body) ? (body as readonly unknown[])[0] : body);
  return typeof type === "string" ? type.replace(/^\$\{(.*)\}$/, "$1").trim() : undefined;
}
