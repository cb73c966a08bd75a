import type { Topology } from "../../analysis/model/azure";
import { unaskedSentences } from "../../analysis/model/assumed-answers";
import { WIDTH } from "./columns";
import { foldLines } from "./fold";
import type { AnswerNote } from "./json-answers";
import { printable } from "./terminal-text";

/** What the reading could not make out or took for granted, and what was assumed in vain. */
export function notesOf(...topologies: readonly Topology[]): readonly AnswerNote[] {
  const notes = topologies.flatMap((topology) => [
    ...topology.notes.filter(({ kind }) => kind !== "outside").map(({ at, text }) => ({ at, text })),
    ...unaskedSentences(topology).map((at) => ({ at, text: "an answer is assumed that nothing asks for" })),
  ]);
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

/** The notes on stderr: they are not the answer. To be called once the question is answered. */
export function printNotes(topology: Topology): void {
  for (const { at, text } of printable(notesOf(topology))) process.stderr.write(`${fit(`note  ${at}: ${text}`)}\n`);
}

const fit = (line: string): string => (process.stderr.isTTY ? foldLines(line, process.stderr.columns || WIDTH) : line);
