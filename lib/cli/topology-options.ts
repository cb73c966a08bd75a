import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Assumptions, Topology } from "../topology/model";
import { type InputFile, readTopology } from "../topology/read/read-topology";
import { without } from "../topology/without";
import { ASSUMPTIONS, ASSUMPTIONS_EXAMPLE, merged, variables } from "./assumptions";
import { WIDTH } from "./columns";
import { readInput } from "./input";
import { printableText } from "./printable";
import { readProject } from "./project";
import { shaped } from "./shape-error";
import { oneLine, UserError } from "./user-error";

/** Of every command that reads a topology. */
export interface TopologyOptions {
  readonly file?: readonly string[];
  readonly assume?: string;
  readonly var?: readonly string[];
  readonly without?: readonly string[];
  /** False with `--no-color`. */
  readonly color: boolean;
  readonly quiet?: boolean;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds an option that can be given again and again: a list, or nothing. */
export const repeatable = (command: Command, flags: string, description: string): Command => command.option(flags, description, collect);

/** Adds what every command has that reads a topology; `file` where it reads one only. */
export function withTopologyOptions(command: Command, { file = true }: { readonly file?: boolean } = {}): Command {
  if (file) repeatable(command, "-f, --file <file>", "read this file or folder, - for standard input; repeatable (default: cdktf.out/stacks/*/cdk.tf.json)");
  command.option("--assume <file>", "what Terraform does not say: values, machines, edges on premises (docs/commands.md)");
  repeatable(command, "--var <name=value>", "the value of a variable that only the apply knows; repeatable");
  repeatable(command, "--without <name>", 'as if this were gone: a component, or a session "vm-nva100 - rs-hub100"; repeatable');
  return command.option("-q, --quiet", "only the answer").option("--no-color", "no colours; nor are there any in a pipe, or with NO_COLOR");
}

/** What was read, and what it was read from. */
export interface Loaded {
  readonly topology: Topology;
  readonly files: readonly InputFile[];
}

/**
 * Reads the topology that was asked for, less what `--without` names.
 * @throws UserError, TopologyError where it cannot be read
 */
export async function loadWithFiles(inputs: readonly string[], options: TopologyOptions): Promise<Loaded> {
  const files = await readInput([...inputs, ...(options.file ?? [])]);
  // Which stacks are taken for one topology is not for everybody to guess.
  if (files.length > 1 && !options.quiet) process.stderr.write(`read  ${files.map(({ name }) => printableText(name)).join(", ")}\n`);
  const topology = readTopology(files, assumptions(options));
  return { files, topology: (options.without ?? []).reduce((rest, what) => without(rest, what), topology) };
}

/** The same, where only the topology matters. */
export const load = async (inputs: readonly string[], options: TopologyOptions): Promise<Topology> => (await loadWithFiles(inputs, options)).topology;

function assumptions({ assume, var: values = [] }: TopologyOptions): Assumptions {
  const said = assume === undefined ? {} : shaped(ASSUMPTIONS, read(assume), assume, ASSUMPTIONS_EXAMPLE);
  return [readProject().assume, said, variables(values)].reduce(merged);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`error: ${file} cannot be read\n  got   ${oneLine(error)}\n  want  ${ASSUMPTIONS_EXAMPLE}\n  fix   --assume FILE`, 2);
  }
}

/** Columns of the terminal; a pipe and a file have {@link WIDTH}. */
export const terminalWidth = (): number => (process.stdout.isTTY ? process.stdout.columns || WIDTH : WIDTH);

/** Prints the answer. */
export const print = (text: string): void => {
  process.stdout.write(text);
};
