import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What one stack's Terraform JSON holds. */
export interface StackInventory {
  readonly name: string;
  /** Path of its cdk.tf.json. */
  readonly file: string;
  /** How many resources of each type there are, and the names in Azure that are known. */
  readonly resources: Readonly<Record<string, { readonly count: number; readonly names: readonly string[] }>>;
  /** Variables without a default: a deployment asks for them. */
  readonly variables: readonly string[];
}

interface Manifest {
  readonly stacks?: Readonly<Record<string, { readonly name: string; readonly synthesizedStackPath: string; readonly annotations?: readonly Annotation[] }>>;
}

interface Annotation {
  readonly level: string;
  readonly message: string;
}

interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly name?: unknown }>>>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** The stacks that cdktf wrote into a folder. */
export function inventory(folder: string): StackInventory[] {
  return Object.values(manifest(folder).stacks ?? {}).map(({ name, synthesizedStackPath }) => {
    const { resource = {}, variable = {} } = JSON.parse(readFileSync(join(folder, synthesizedStackPath), "utf8")) as Configuration;
    return {
      name,
      file: synthesizedStackPath,
      resources: Object.fromEntries(Object.entries(resource).map(([type, byId]) => [type, { count: Object.keys(byId).length, names: knownNames(Object.values(byId)) }])),
      variables: Object.keys(variable).filter((key) => !("default" in variable[key]!)),
    };
  });
}

/** The warnings that cdktf kept beside the stacks. */
export function warningsOf(folder: string): string[] {
  return Object.values(manifest(folder).stacks ?? {}).flatMap(({ annotations = [] }) =>
    annotations.filter(({ level }) => level === "@cdktf/warn").map(({ message }) => message),
  );
}

function manifest(folder: string): Manifest {
  const file = join(folder, "manifest.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : {};
}

const knownNames = (resources: readonly { readonly name?: unknown }[]): string[] =>
  resources.flatMap(({ name }) => (typeof name === "string" && !name.includes("${") ? name : []));
