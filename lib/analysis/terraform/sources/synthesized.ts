import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputFile } from "../input-file";
import { TopologyError } from "../../model/topology-error";

/** A stack of CDK for Terraform, as far as its synthesis needs: cdktf itself is not loaded. */
interface Stack {
  readonly node: { readonly id: string };
  prepareStack(): void;
  readonly synthesizer: { synthesize(session: unknown): void };
}

/** An app: what holds stacks. */
interface App {
  readonly node: { readonly children: readonly unknown[] };
}

const has = <K extends string>(value: unknown, key: K): value is Record<K, unknown> =>
  typeof value === "object" && value !== null && key in value;
const isStack = (value: unknown): value is Stack =>
  has(value, "prepareStack") && has(value, "synthesizer") && has(value, "node");
const isApp = (value: unknown): value is App => has(value, "node") && has(value.node, "children") && !isStack(value);

/** True for stacks and apps of CDK for Terraform, or a list of stacks. */
export const isSynthesizable = (value: unknown): boolean => stacksIn(value).length > 0;

/**
 * The JSON of stacks as it would be deployed, aspects included, construct paths too; their validations are not run.
 * @throws TopologyError where there is no stack
 */
export function synthesized(value: unknown): InputFile[] {
  const stacks = stacksIn(value);
  if (stacks.length === 0)
    throw new TopologyError({
      text: "nothing to synthesize",
      got: typeof value,
      want: "a TerraformStack, an App or a list of stacks",
    });
  // A reference from one stack to another adds an output to that other one: all are prepared before any is written.
  for (const stack of stacks) stack.prepareStack();
  return stacks.map(written);
}

function stacksIn(value: unknown): Stack[] {
  if (isStack(value)) return [value];
  if (Array.isArray(value)) return value.filter(isStack);
  return isApp(value) ? value.node.children.filter(isStack) : [];
}

/** The stack's own synthesizer writes files: into a folder that nobody sees. */
function written(stack: Stack): InputFile {
  const outdir = mkdtempSync(join(tmpdir(), "forced-tunnel-"));
  try {
    const place = {
      workingDirectory: ".",
      synthesizedStackPath: FILE,
      stackMetadataPath: "metadata.json",
      annotations: [],
    };
    stack.synthesizer.synthesize({ outdir, skipValidation: true, manifest: { forStack: () => place } });
    return { name: `${stack.node.id}/${FILE}`, text: readFileSync(join(outdir, FILE), "utf8") };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const FILE = "cdk.tf.json";
