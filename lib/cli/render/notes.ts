import type { Topology } from "../../analysis/model/azure";
import { unaskedSentences } from "../../analysis/model/assumed-answers";
import { WIDTH } from "./columns";
import { foldLines } from "./fold";
import { printable } from "./terminal-text";

/**
 * What the reading could not make out or took for granted, and what was assumed in vain, on stderr: it is not the answer.
 * To be called once the question is answered.
 */
export function printNotes(topology: Topology): void {
  const unasked = unaskedSentences(topology).map((at) => ({ at, text: "an answer is assumed that nothing asks for" }));
  const notes = [...printable(topology.notes).filter(({ kind }) => kind !== "outside"), ...printable(unasked)];
  for (const { at, text } of notes) process.stderr.write(`${fit(`note  ${at}: ${text}`)}\n`);
}

const fit = (line: string): string => (process.stderr.isTTY ? foldLines(line, process.stderr.columns || WIDTH) : line);
