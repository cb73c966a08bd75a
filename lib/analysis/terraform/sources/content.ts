import { TopologyError } from "../../model/topology-error";
import { isJsonObject, member, textAt, type Json, type JsonObject } from "../json";
import type { InputFile } from "../input-file";

/** What a file is, and what is in it. */
export interface Content {
  readonly kind: "configuration" | "plan" | "state" | "raw-state";
  readonly file: string;
  readonly json: JsonObject;
}

const WANT = "a cdk.tf.json, or what `terraform show -json` prints of a plan or a state";
const BLOCKS = [
  "resource",
  "data",
  "module",
  "locals",
  "variable",
  "output",
  "provider",
  "terraform",
  "check",
  "import",
  "moved",
  "removed",
];

const MAX_DEPTH = 200;

/** Tells by its content what a file is. @throws TopologyError where it is none of what can be read */
export function contentOf({ name, text }: InputFile): Content {
  const json = parsed(name, text.replace(/^\uFEFF/, ""));
  if (!isJsonObject(json))
    throw refusal(name, "is no Terraform JSON", {
      got: `a JSON ${Array.isArray(json) ? "list" : json === null ? "null" : typeof json}`,
    });
  if (nestsDeeper(json, MAX_DEPTH)) throw refusal(name, "nests too deeply", { got: `more than ${MAX_DEPTH} levels` });
  return { kind: kindOf(name, json), file: name, json };
}

function kindOf(name: string, json: JsonObject): Content["kind"] {
  const has = (key: string): boolean => member(json, key) !== undefined;
  if (has("provider_schemas"))
    throw refusal(name, "is a provider's schema", { got: "`terraform providers schema -json`" });
  if (has("format_version")) return shown(name, json);
  if (has("lineage") || (has("version") && has("terraform_version"))) return raw(name, json);
  if (has("stacks") && has("version"))
    throw refusal(name, "is the manifest of cdktf", {
      fix: "read the stacks it lists: cdktf.out/stacks/*/cdk.tf.json",
    });
  if (Object.keys(json).length > 0 && !BLOCKS.some(has) && !has("//"))
    throw refusal(name, "is no Terraform JSON", { got: `an object with ${Object.keys(json).slice(0, 5).join(", ")}` });
  return "configuration";
}

function shown(name: string, json: JsonObject): Content["kind"] {
  const version = textAt(json, "format_version") ?? "";
  if (!/^[01]\.\d+$/.test(version)) {
    throw refusal(name, "has a format that is not known", {
      got: `format_version ${JSON.stringify(member(json, "format_version"))}`,
      want: "format_version 1.x, which Terraform 1 writes",
    });
  }
  return ["planned_values", "resource_changes", "configuration"].some((key) => member(json, key) !== undefined)
    ? "plan"
    : "state";
}

function raw(name: string, json: JsonObject): Content["kind"] {
  if (member(json, "version") === 4) return "raw-state";
  throw refusal(name, "is a state that is not known", {
    got: `version ${JSON.stringify(member(json, "version"))}`,
    want: "version 4, or better what `terraform show -json` prints",
    fix: "terraform show -json > state.json",
  });
}

function parsed(name: string, text: string): Json {
  if (text.startsWith("PK"))
    throw refusal(name, "is a binary plan", { fix: `terraform show -json ${name} | npx forced-tunnel routes -` });
  if (text.trim() === "") throw refusal(name, "is empty", {});
  if (text.slice(0, 200).includes("\0"))
    throw refusal(name, "is UTF-16", {
      want: "UTF-8",
      fix: "PowerShell 7 writes UTF-8; before it: terraform show -json plan.tfplan | Out-File -Encoding utf8 plan.json",
    });
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unparsed(name, text, error.message);
  }
}

function unparsed(name: string, text: string, message: string): TopologyError {
  const got = message.replaceAll(/\s+/g, " ");
  if (/^\s*\{"@/.test(text))
    return refusal(name, "is a log of Terraform's", {
      got: "one JSON object a line, as `terraform plan -json` prints",
      fix: "terraform plan -out plan.tfplan, then terraform show -json plan.tfplan",
    });
  if (!/^\s*[{["]/.test(text)) {
    const hcl = /^\s*(#|\/\/|\/\*|(resource|data|module|locals|variable|output|provider|terraform)\b)/.test(text);
    const fix = "terraform plan -out plan.tfplan, then terraform show -json plan.tfplan";
    return hcl ? refusal(name, "is HCL, or a text for people", { fix }) : refusal(name, "is no JSON", { got });
  }
  const cut = /unexpected end|unterminated|end of (data|json)/i.test(message);
  return refusal(name, cut ? "is cut off: its JSON does not end" : "is no valid JSON", { got });
}

/** Goes no deeper than the levels, so that no depth is too much for this. */
function nestsDeeper(json: Json, levels: number): boolean {
  if (levels < 0) return true;
  return typeof json === "object" && json !== null && Object.values(json).some((one) => nestsDeeper(one, levels - 1));
}

function refusal(
  name: string,
  what: string,
  lines: { readonly got?: string; readonly want?: string; readonly fix?: string },
): TopologyError {
  return new TopologyError({ text: `${name} ${what}`, want: WANT, ...lines });
}
