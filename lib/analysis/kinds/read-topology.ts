import type { InputFile } from "../terraform/input-file";
import type { Assumptions } from "../model/assumptions";
import type { Topology } from "../model/azure";
import { readTopologyOf } from "./read-resources";
import { readSources } from "../terraform/sources/read-sources";
import { ReadContext } from "../terraform/read-context";

/**
 * Reads the topology of a configuration (`cdk.tf.json`, any `*.tf.json`), of a plan or of a state (`terraform show
 * -json`). Several files are one topology: stacks that belong together.
 * @param assumptions what Terraform does not say
 * @throws TopologyError where a file cannot be read, or an assumption names what is not there
 */
export function readTopology(files: readonly InputFile[], assumptions: Assumptions = {}): Topology {
  const context = new ReadContext(assumptions.values);
  const sources = readSources(files, context);
  return readTopologyOf(
    sources.flatMap(({ resources }) => resources),
    assumptions,
    context,
  );
}
