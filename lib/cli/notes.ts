import type { Topology } from "../topology/model";
import { printable } from "./printable";

/** What the reading could not make out, or took for granted, on stderr: it is not the answer. */
export function noteLines(topology: Topology): void {
  const notes = printable(topology.notes).filter(({ kind }) => kind !== "outside");
  for (const { at, text } of notes) process.stderr.write(`note  ${at}: ${text}\n`);
}
