import type { Coverage, MachineVerdict } from "../../analysis/results";
import { exitNames } from "../../analysis/forwarding/exit-names";
import { coverageText } from "../../analysis/model/coverage";
import { columns } from "./columns";
import { type Paint, plain } from "./paint";
import { painted } from "./verdict-word";

/** How the overview is printed. */
export interface OverviewTextOptions {
  /** Only a word for each machine. @default false */
  readonly quiet?: boolean;
  /** @default no colours */
  readonly paint?: Paint;
  /** @default 100 */
  readonly width?: number;
}

const HEAD = ["VM", "Subnet", "Default from", "Leaves as", "Verdict"];

/** Where each machine's internet traffic goes. */
export function overviewText(
  all: readonly MachineVerdict[],
  coverage: Coverage,
  options: OverviewTextOptions = {},
): string {
  const { quiet = false, paint = plain, width } = options;
  const machines = byName(all);
  if (machines.length === 0) return lines([noMachines(coverage), ...(quiet ? [] : [coverageText(coverage)])]);
  // Which value decides tells more than that one does.
  const because = ({ verdict, reason, summary }: MachineVerdict): string | undefined =>
    verdict === "undetermined" ? summary : reason;
  const word = (machine: MachineVerdict): string =>
    `${painted(paint, machine.verdict)}${because(machine) ? `: ${because(machine)}` : ""}`;
  if (quiet)
    return lines(
      columns(
        machines.map((machine) => [machine.machine, word(machine)]),
        { width },
      ),
    );
  const notes = machines.flatMap(({ machine, exceptions }) =>
    exceptions.map(({ prefix, verdict, why }) => ({ machine, text: `${machine}: ${prefix} is ${verdict}, ${why}` })),
  );
  const marks = (name: string): string =>
    notes.map((note, at) => (note.machine === name ? ` [${at + 1}]` : "")).join("");
  const rows = machines.map((machine) => [
    machine.machine,
    machine.subnet,
    machine.defaultFrom,
    names(machine),
    `${word(machine)}${marks(machine.machine)}`,
  ]);
  const warnings = warningLines(machines);
  return lines([
    ...columns([HEAD, ...rows], { width }),
    "",
    ...notes.map(({ text }, at) => `[${at + 1}] ${text}`),
    ...warnings,
    coverageText(coverage),
  ]);
}

/** There may be some in what is not understood: a module, for example. */
const noMachines = ({ notModelled }: Coverage): string =>
  notModelled.length === 0 ? "No VMs found." : "No VMs found in what is understood.";

/** Sorted by name, "vm-9" before "vm-10". */
export const byName = (machines: readonly MachineVerdict[]): MachineVerdict[] =>
  [...machines].sort((a, b) => a.machine.localeCompare(b.machine, "en", { numeric: true }));

/** One line for a warning of several machines. */
function warningLines(machines: readonly MachineVerdict[]): string[] {
  const about = new Map<string, string[]>();
  for (const { machine, warnings } of machines) {
    for (const { row, text } of warnings)
      about.set(`${text} (row ${row})`, [...(about.get(`${text} (row ${row})`) ?? []), machine]);
  }
  return [...about].map(([text, names]) => `note  ${names.join(", ")}: ${text}`);
}

const names = ({ egress }: MachineVerdict): string => exitNames(egress).join(", ") || "-";

const lines = (all: readonly string[]): string => `${all.join("\n")}\n`;
