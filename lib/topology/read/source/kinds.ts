import { TopologyError } from "../../topology-error";
import type { InputFile } from "../read-topology";
import { isJsonObject, type Json, type JsonObject } from "../json";

/** What a file is, and what is in it. */
export interface Content {
  readonly kind: "configuration" | "plan" | "state" | "raw-state";
  readonly file: string;
  readonly json: JsonObject;
}

/** Tells by its content what a file is. @throws TopologyError where it is none of what can be read */
export function kindOf(input: InputFile): Content {
  const json = parsed(input);
  if (!isJsonObject(json)) throw notTerraform(input.name, `a JSON ${Array.isArray(json) ? "list" : typeof json}`);
  return { kind: "configuration", file: input.name, json };
}

function parsed({ name, text }: InputFile): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notTerraform(name, error.message);
  }
}

const notTerraform = (name: string, got: string): TopologyError =>
  TopologyError.of(`${name} is no Terraform JSON`, {
    got,
    want: "a cdk.tf.json, or what `terraform show -json` prints of a plan or a state",
  });
