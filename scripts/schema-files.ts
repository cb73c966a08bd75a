import { join } from "node:path";
import { createGenerator, type Schema } from "ts-json-schema-generator";
import { MAYBE_UNKNOWN, snakeCase } from "../lib/cli/render/json-output";

const ROOT = join(__dirname, "..");
/** The commands with `--json`, and the types of what they print. */
const ANSWERS = { routes: "RoutesJson", path: "PathJson", check: "CheckJson", diff: "DiffJson" } as const;

type Node = Schema & { readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[] };

/**
 * The JSON Schema of each command's output, by file name: keys as they are printed.
 * @param options.additionalProperties false: no keys but those that are named. @default true
 */
export function schemaFiles({ additionalProperties = true }: { readonly additionalProperties?: boolean } = {}): Record<
  string,
  string
> {
  const generator = createGenerator({
    path: join(ROOT, "lib/cli/render/json-answers.ts"),
    tsconfig: join(ROOT, "tsconfig.json"),
    additionalProperties,
    jsDoc: "extended",
    sortProps: true,
    topRef: false,
    skipTypeCheck: true,
  });
  return Object.fromEntries(
    Object.entries(ANSWERS).map(([command, type]) => [`${command}.json`, text(command, generator.createSchema(type))]),
  );
}

/** What is assumed is printed as a file of assumptions has it, which has a schema of its own. */
const AS_IN_A_FILE: ReadonlySet<string> = new Set(["Proposal", "MachineProposal"]);

function text(command: string, schema: Schema): string {
  const { $schema, definitions = {}, ...answer } = printed(schema) as Schema;
  const known = Object.entries({ ...definitions, FactId: FACT_ID, Unknown: UNKNOWN })
    .filter(([name]) => !AS_IN_A_FILE.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const title = `forced-tunnel ${command} --json`;
  return `${JSON.stringify({ $schema, title, ...answer, definitions: Object.fromEntries(known) }, null, 2)}\n`;
}

/** Not the list of today's ids: a fact that is added later changes no schema. */
const FACT_ID = {
  type: "string",
  description: 'The number of a statement in docs/how-azure-routes.md: "2.1".',
  pattern: "^(A?\\d+)(\\.\\d+)?$",
};

const UNKNOWN = {
  type: "object",
  description: "What only the apply knows.",
  properties: {
    unknown: { type: "string", description: 'The expression that decides: "var.branch_to_branch".' },
    until: { const: "apply" },
    assume: { type: "object", description: "Assumptions that decide it in one way, as a file for --assume has them." },
  },
  required: ["unknown", "until"],
};

/** As lib/cli/render/json-output.ts prints it. */
function printed(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((entry) => printed(entry));
  if (typeof value !== "object" || value === null) return value;
  const node = value as Node;
  const entries = Object.entries(node).map(([name, entry]): [string, unknown] => {
    if (name === "properties")
      return [
        name,
        Object.fromEntries(
          Object.entries(node.properties ?? {}).map(([prop, schema]) => [
            snakeCase(prop),
            printed(schema, snakeCase(prop)),
          ]),
        ),
      ];
    if (name === "required") return [name, node.required?.map(snakeCase)];
    return [name, name === "description" ? oneLine(String(entry)) : printed(entry)];
  });
  const converted = Object.fromEntries(entries) as Schema;
  return MAYBE_UNKNOWN.has(key) && isText(node) ? maybe(converted) : converted;
}

const isText = ({ type }: Node): boolean => type === "string" || (Array.isArray(type) && type.includes("string"));

const maybe = ({ description, ...schema }: Schema): Schema => ({
  ...(description === undefined ? {} : { description }),
  anyOf: [schema, { $ref: "#/definitions/Unknown" }],
});

const oneLine = (text: string): string => text.replaceAll(/\{@link ([^}]*)\}/g, "$1").replaceAll(/\s+/g, " ");
