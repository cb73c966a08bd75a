import type { MachineVerdict } from "../topology/results";
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

/** Every machine with the way its internet traffic takes. */
export function overviewText(machines: readonly MachineVerdict[], options: OverviewTextOptions = {}): string {
  const { quiet = false, paint = plain, width } = options;
  if (machines.length === 0) return "There is no VM.\n";
  const word = ({ verdict, reason }: MachineVerdict): string => `${painted(paint, verdict)}${reason ? `: ${reason}` : ""}`;
  if (quiet) return lines(columns(machines.map((machine) => [machine.machine, word(machine)]), { width }));
  const notes = machines.flatMap(({ machine, exceptions }) => exceptions.map(({ prefix, verdict, why }) => ({ machine, text: `${machine}: ${prefix} is ${verdict}, ${why}` })));
  const marks = (name: string): string => notes.map((note, at) => (note.machine === name ? ` [${at + 1}]` : "")).join("");
  const rows = machines.map((machine) => [machine.machine, machine.subnet, machine.defaultFrom, names(machine), `${word(machine)}${marks(machine.machine)}`]);
  const warnings = new Set(machines.flatMap(({ machine, warnings }) => warnings.map(({ row, text }) => `warning  ${machine}: ${text} (row ${row})`)));
  return lines([
    ...columns([HEAD, ...rows], { width }),
    ...(notes.length + warnings.size > 0 ? [""] : []),
    ...notes.map(({ text }, at) => `[${at + 1}] ${text}`),
    ...warnings,
  ]);
}

const names = ({ egress }: MachineVerdict): string => egress.map(({ name }) => name).join(", ") || "-";

const lines = (all: readonly string[]): string => `${all.join("\n")}\n`;
