import type { Assumptions } from "../model/assumptions";
import type { Topology } from "../model/azure";
import { readTopologyOf } from "../kinds/read-resources";
import { readSources } from "./sources/read-sources";
import { ReadContext } from "./read-context";

/** A file to be read. */
export interface InputFile {
  /** Path or name, for messages and to tell files apart. */
  readonly name: string;
  /** Its text: Terraform JSON. */
  readonly text: string;
}

/**
 * Reads the topology of a configuration (`cdk.tf.json`, any `*.tf.json`), of a plan or of a state (`terraform show
 * -json`). Several files are one topology: stacks that belong together.
 * @param assumptions what Terraform does not say
 * @throws TopologyError where a file cannot be read, or an assumption names what is not there
 */
export function readTopology(files: readonly InputFile[], assumptions: Assumptions = {}): Topology {
  const world = new ReadContext(assumptions.values);
  const sources = readSources(files, world);
  return readTopologyOf(
    sources.flatMap(({ resources }) => resources),
    assumptions,
    world,
  );
}
