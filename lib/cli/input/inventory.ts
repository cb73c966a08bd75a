import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

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
  readonly stacks?: Readonly<Record<string, ManifestStack>>;
}

interface ManifestStack {
  readonly name: string;
  readonly synthesizedStackPath: string;
  readonly annotations?: readonly Annotation[];
  /** Names of the stacks that are to be deployed before. */
  readonly dependencies?: readonly string[];
}

interface Annotation {
  readonly level: string;
  readonly message: string;
}

interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly name?: unknown }>>>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** The stacks that cdktf wrote into a folder, each after those that it depends on. */
export function inventory(folder: string): StackInventory[] {
  return dependencyOrder(manifest(folder).stacks ?? {}).map(({ name, synthesizedStackPath }) => {
    const { resource = {}, variable = {} } = JSON.parse(
      readFileSync(join(folder, synthesizedStackPath), "utf8"),
    ) as Configuration;
    return {
      name,
      file: synthesizedStackPath,
      resources: Object.fromEntries(
        Object.entries(resource).map(([type, byId]) => [
          type,
          { count: Object.keys(byId).length, names: knownNames(Object.values(byId)) },
        ]),
      ),
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

/** The folders of stacks that an earlier run left in a folder, and that are none of these. */
export function staleStacks(folder: string, stacks: readonly StackInventory[]): string[] {
  try {
    return Object.values(manifest(folder).stacks ?? {})
      .map(({ synthesizedStackPath }) => synthesizedStackPath)
      .filter((file) => !stacks.some((stack) => stack.file === file) && existsSync(join(folder, file)))
      .map((file) => dirname(file));
  } catch {
    // What stands there is about to be written over: that it cannot be read stops nobody.
    return [];
  }
}

/**
 * The files of the stacks that cdktf wrote into a folder, in the order of {@link inventory}; none where there is no
 * manifest.
 */
export const stackFiles = (folder: string): string[] =>
  dependencyOrder(manifest(folder).stacks ?? {}).map(({ synthesizedStackPath }) => join(folder, synthesizedStackPath));

function dependencyOrder(stacks: Readonly<Record<string, ManifestStack>>): ManifestStack[] {
  const seen = new Set<ManifestStack>();
  const ordered: ManifestStack[] = [];
  const visit = (stack: ManifestStack): void => {
    // cdktf refuses a circle; a manifest that has one all the same is listed, in some order.
    if (seen.has(stack)) return;
    seen.add(stack);
    for (const name of stack.dependencies ?? []) if (stacks[name]) visit(stacks[name]);
    ordered.push(stack);
  };
  Object.values(stacks).forEach(visit);
  return ordered;
}

function manifest(folder: string): Manifest {
  const file = join(folder, "manifest.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : {};
}

const knownNames = (resources: readonly { readonly name?: unknown }[]): string[] =>
  resources.flatMap(({ name }) => (typeof name === "string" && !name.includes("${") ? name : []));
