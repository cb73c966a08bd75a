import type { Topology } from "../../analysis/model/azure";
import { WIDTH } from "./columns";
import { foldLines } from "./fold";
import { printable } from "./terminal-text";

/** What the reading could not make out, or took for granted, on stderr: it is not the answer. */
export function printNotes(topology: Topology): void {
  const notes = printable(topology.notes).filter(({ kind }) => kind !== "outside");
  for (const { at, text } of notes) process.stderr.write(`${fit(`note  ${at}: ${text}`)}\n`);
}

const fit = (line: string): string => (process.stderr.isTTY ? foldLines(line, process.stderr.columns || WIDTH) : line);
