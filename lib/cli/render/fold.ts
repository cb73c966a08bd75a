import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/**
 * Lines that are sentences: headlines, notes, and what a finding or fault says under them. Rows of tables are set in
 * columns already.
 */
const SENTENCE =
  /^(?<mark>\[\d+\] |[a-z]+\[\w+\] |fault |note {2}|back {2}| *(?:at|also|got|want|have|fix) {2,}|[A-Z]{4,} {2}|After this fix: |[\w.-]+: )/;

/** Text whose sentences are folded at words where they are wider, the rest below what is said. */
export const foldLines = (text: string, width: number): string =>
  text
    .split("\n")
    .flatMap((line) => foldedLine(line, width))
    .join("\n");

function foldedLine(line: string, width: number): string[] {
  // Colours take no room.
  const mark = SENTENCE.exec(stripVTControlCharacters(line))?.groups?.mark;
  if (mark === undefined || stringWidth(line) <= width) return [line];
  const indent = " ".repeat(mark.length > DEEPEST ? 2 : mark.length);
  const lines: string[] = [];
  let current = "";
  // Blanks stay as they are: columns of a headline, names with two of them.
  for (const word of line.match(/\s*\S+/g) ?? []) {
    if (stringWidth(current) > mark.trimEnd().length && stringWidth(current + word) > width) {
      lines.push(current);
      current = `${indent}${word.trimStart()}`;
    } else current += word;
  }
  return [...lines, current];
}

/** A longer mark leaves too little room beside it. */
const DEEPEST = 8;
