import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Assumptions } from "../../analysis/model/assumptions";
import type { Topology } from "../../analysis/model/azure";
import type { InputFile } from "../../analysis/terraform/input-file";
import { readTopology } from "../../analysis/kinds/read-topology";
import { without } from "../../analysis/model/removal";
import { ASSUMPTIONS, ASSUMPTIONS_EXAMPLE, mergeAssumptions } from "../input/assumptions-file";
import { WIDTH } from "../render/columns";
import { declaredVariables } from "../input/declared-variables";
import { foldLines } from "../render/fold";
import { readInput } from "../input/read-input";
import { nearestName } from "../../domain/nearest-name";
import { printableText } from "../render/printable";
import { readProject } from "../input/project-file";
import { parseJsonFile } from "../input/parse-json-file";
import { readRefusal } from "../input/system-error";
import { UserError } from "../input/user-error";
import { typedValues, parseVariables } from "../input/variable-values";

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
export const repeatable = (command: Command, flags: string, description: string): Command =>
  command.option(flags, description, collect);

/** Adds what every command has that reads a topology; `file` where it reads one only. */
export function withTopologyOptions(command: Command, { file = true }: { readonly file?: boolean } = {}): Command {
  if (file)
    repeatable(
      command,
      "-f, --file <file>",
      "read this file or folder, - for standard input; repeatable (default: cdktf.out/stacks/*/cdk.tf.json)",
    );
  command.option(
    "--assume <file>",
    "what Terraform does not say: values, machines, edges on premises (docs/commands.md)",
  );
  repeatable(command, "--var <name=value>", "the value of a variable that only the apply knows; repeatable");
  repeatable(
    command,
    "--without <name>",
    'as if this were gone: a component, or a session "vm-nva100 - rs-hub100"; repeatable',
  );
  return command
    .option("-q, --quiet", "only the answer")
    .option("--no-color", "no colours; nor are there any in a pipe, or with NO_COLOR");
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
  return (await loadAll([[...inputs, ...(options.file ?? [])]], options))[0]!;
}

/**
 * Reads several topologies, each of its own inputs. What the options name is in one of them at least.
 * @throws UserError, TopologyError where one cannot be read
 */
export async function loadAll(sides: readonly (readonly string[])[], options: TopologyOptions): Promise<Loaded[]> {
  const read: (readonly InputFile[])[] = [];
  // One after the other: standard input is read once, and messages keep their order.
  for (const inputs of sides) read.push(await readInput(inputs));
  const { said, all } = assumptions(options, read.flat());
  const topologies = read.map((files) => {
    // Which stacks are taken for one topology is not for everybody to guess.
    if (files.length > 1 && !options.quiet)
      process.stderr.write(`read  ${files.map(({ name }) => printableText(name)).join(", ")}\n`);
    return { files, topology: readTopology(files, all) };
  });
  for (const machine of Object.keys(said.machines ?? {}))
    known(
      machine,
      topologies.flatMap(({ topology }) => topology.machines.map(({ name }) => printableText(name))),
    );
  return topologies.map(({ files, topology }) => ({
    files,
    topology: (options.without ?? []).reduce((rest, what) => without(rest, what), topology),
  }));
}

function known(machine: string, have: readonly string[]): void {
  if (have.includes(machine)) return;
  const meant = nearestName(machine, have);
  throw new UserError(
    {
      text: `no VM is named "${machine}"`,
      got: `"machines": {${JSON.stringify(machine)}: …}, in what is assumed`,
      want: "the name of a VM in Azure",
      have: have.join(", ") || "no VM",
      fix: meant === undefined ? "name one that is there, or take it out" : `"machines": {${JSON.stringify(meant)}: …}`,
    },
    2,
  );
}

/** The same, where only the topology matters. */
export const load = async (inputs: readonly string[], options: TopologyOptions): Promise<Topology> =>
  (await loadWithFiles(inputs, options)).topology;

/** `said`: for this run; `all`: what the folder keeps, too, which may be of files that are not read now. */
function assumptions(
  { assume, var: values = [] }: TopologyOptions,
  files: readonly InputFile[],
): { readonly said: Assumptions; readonly all: Assumptions } {
  const project = readProject().assume;
  const of = assume === undefined ? {} : parseJsonFile(ASSUMPTIONS, read(assume), assume, ASSUMPTIONS_EXAMPLE);
  const isNeeded = [project, of].some((one) => one.values !== undefined) || values.length > 0;
  const declared = isNeeded ? declaredVariables(files) : undefined;
  const said = mergeAssumptions(of, parseVariables(values, declared));
  const all = mergeAssumptions(project, said);
  return { said, all: { ...all, values: typedValues(all.values ?? {}, declared) } };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { got, fix = "--assume FILE" } = readRefusal(file, error);
    throw new UserError({ text: `${file} cannot be read`, got, want: ASSUMPTIONS_EXAMPLE, fix }, 2);
  }
}

/** Columns of the terminal; a pipe and a file have {@link WIDTH}. */
export const terminalWidth = (): number => (process.stdout.isTTY ? process.stdout.columns || WIDTH : WIDTH);

/**
 * "as if vm-nva100 were gone, with var.b2b = false": what an answer supposes, last of its text, so that a pasted one
 * does not look real.
 */
export function scenarioText({ without: gone = [], var: values = [], assume, quiet }: TopologyOptions): string {
  const parts = [
    ...(gone.length === 0 ? [] : [`as if ${gone.join(" and ")} were gone`]),
    ...values.map((value) => `with var.${value.replace("=", " = ")}`),
    ...(assume === undefined ? [] : [`with what ${assume} assumes`]),
  ];
  return quiet || parts.length === 0 ? "" : `${printableText(parts.join(", "))}\n`;
}

/**
 * A text for people: folded in a terminal; in a pipe lines stay whole, so that they can be searched; then what it
 * supposes.
 */
export const layOutText = (text: string, options: TopologyOptions): string =>
  (process.stdout.isTTY ? foldLines(text, terminalWidth()) : text) + scenarioText(options);

/** Prints the answer. */
export const print = (text: string): void => {
  process.stdout.write(text);
};
