import { WIDTH } from "../render/columns";
import { foldLines } from "../render/fold";
import { printableText } from "../render/terminal-text";
import type { TopologyOptions } from "./topology-options";

/** Width of the terminal in columns; {@link WIDTH} in a pipe or file. */
export const terminalWidth = (): number => (process.stdout.isTTY ? process.stdout.columns || WIDTH : WIDTH);

/**
 * "simulated failure of vm-nva100, with var.b2b = false": the assumptions of an answer, as its last line, so that a
 * pasted answer shows them.
 */
export function scenarioText({ without: failed = [], var: values = [], assume, quiet }: TopologyOptions): string {
  const parts = [
    ...(failed.length === 0 ? [] : [`simulated failure of ${failed.join(" and ")}`]),
    ...values.map((value) => `with var.${value.replace("=", " = ")}`),
    ...(assume === undefined ? [] : [`with the assumptions of ${assume}`]),
  ];
  return quiet || parts.length === 0 ? "" : `${printableText(parts.join(", "))}\n`;
}

/**
 * Text for people, with its assumptions as last line: folded in a terminal; in a pipe, lines stay whole for searches.
 */
export const layOutText = (text: string, options: TopologyOptions): string =>
  (process.stdout.isTTY ? foldLines(text, terminalWidth()) : text) + scenarioText(options);

/** Prints the answer. */
export const print = (text: string): void => {
  process.stdout.write(text);
};
