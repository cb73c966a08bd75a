import { withName } from "../../domain/by-name";
import { readFileSync } from "node:fs";
import type { Assumptions } from "../../analysis/model/assumptions";
import type { Topology } from "../../analysis/model/azure";
import type { InputFile } from "../../analysis/terraform/input-file";
import { acceptUnmodelled } from "../../analysis/check/accept-unmodelled";
import { readTopology } from "../../analysis/kinds/read-topology";
import { without } from "../../analysis/model/removal";
import { ASSUMPTIONS, ASSUMPTIONS_EXAMPLE, mergeAssumptions } from "../input/assumptions-file";
import { declaredVariables } from "../input/declared-variables";
import { readInput } from "../input/read-input";
import { nearestName } from "../../domain/nearest-name";
import { printableText } from "../render/terminal-text";
import { readProject } from "../input/project-file";
import { parseJsonFile } from "../input/parse-json-file";
import { readRefusal } from "../input/system-error";
import { UserError } from "../input/user-error";
import { typedValues, parseVariables } from "../input/variable-values";
import type { TopologyOptions } from "./topology-options";

/** A topology and the files that it was read from. */
export interface Loaded {
  readonly topology: Topology;
  readonly files: readonly InputFile[];
}

/**
 * Reads a topology, and removes the components that `--without` names.
 * @throws UserError, TopologyError if it cannot be read
 */
export async function loadWithFiles(inputs: readonly string[], options: TopologyOptions): Promise<Loaded> {
  return (await loadAll([[...inputs, ...(options.file ?? [])]], options))[0]!;
}

/**
 * Reads several topologies, each from its own inputs. A machine that the options name must be in one of them.
 * @throws UserError, TopologyError if one cannot be read
 */
export async function loadAll(sides: readonly (readonly string[])[], options: TopologyOptions): Promise<Loaded[]> {
  const read: (readonly InputFile[])[] = [];
  // One after the other: standard input is read once, and messages keep their order.
  for (const inputs of sides) read.push(await readInput(inputs));
  const { current, all } = assumptions(options, read.flat());
  const topologies = read.map((files) => {
    // Several stacks are read as one topology: say which.
    if (files.length > 1 && !options.quiet)
      process.stderr.write(`read  ${files.map(({ name }) => printableText(name)).join(", ")}\n`);
    return { files, topology: acceptUnmodelled(readTopology(files, all), readProject()) };
  });
  for (const machine of Object.keys(current.machines ?? {}))
    requireMachine(
      machine,
      topologies.flatMap(({ topology }) => topology.machines),
    );
  return topologies.map(({ files, topology }) => ({
    files,
    topology: (options.without ?? []).reduce((rest, what) => without(rest, what), topology),
  }));
}

function requireMachine(machine: string, machines: Topology["machines"]): void {
  if (withName(machines, machine, ({ name, id, path }) => [printableText(name), name, id, path]).length > 0) return;
  const have = machines.map(({ name }) => printableText(name));
  const meant = nearestName(machine, have);
  throw new UserError(
    {
      text: `no VM is named "${machine}"`,
      got: `"machines": {${JSON.stringify(machine)}: …}, in the assumptions`,
      want: "the name of a VM in Azure",
      have: have.join(", ") || "no VMs",
      fix:
        meant === undefined ? "name an existing VM, or remove the entry" : `"machines": {${JSON.stringify(meant)}: …}`,
    },
    2,
  );
}

/** The same, without the files. */
export const loadTopology = async (inputs: readonly string[], options: TopologyOptions): Promise<Topology> =>
  (await loadWithFiles(inputs, options)).topology;

/** `current`: of this run's options; `all`: also those of the project file, which may concern files that are not read. */
function assumptions(
  { assume, var: values = [] }: TopologyOptions,
  files: readonly InputFile[],
): { readonly current: Assumptions; readonly all: Assumptions } {
  const project = readProject().assume;
  const given =
    assume === undefined ? {} : parseJsonFile(ASSUMPTIONS, readAssumptions(assume), assume, ASSUMPTIONS_EXAMPLE);
  const isNeeded = [project, given].some((one) => one.values !== undefined) || values.length > 0;
  const declared = isNeeded ? declaredVariables(files) : undefined;
  const current = mergeAssumptions(given, parseVariables(values, declared));
  const all = mergeAssumptions(project, current);
  return { current, all: { ...all, values: typedValues(all.values ?? {}, declared) } };
}

function readAssumptions(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { got, fix = "--assume FILE" } = readRefusal(file, error);
    throw new UserError({ text: `${file} cannot be read`, got, want: ASSUMPTIONS_EXAMPLE, fix }, 2);
  }
}
