import type { Value } from "../value";
import type { Resource } from "../resource";

/** What is read from one file. */
export interface Source {
  /** The stack's name, or the file's. */
  readonly name: string;
  /** Every instance of every resource and data source. */
  readonly resources: readonly Resource[];
  /** Names of the variables that a configuration still asks for. */
  readonly variables?: ReadonlyMap<string, unknown>;
  /** The value of an output, for stacks that refer to it; undefined where there is none. */
  output(name: string): Value | undefined;
}

/** Stacks that are read together, by name. */
export type Sources = ReadonlyMap<string, Source>;
