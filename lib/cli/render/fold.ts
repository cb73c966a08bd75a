import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/**
 * Lines that are sentences: headlines, notes, and the lines of a finding or fault. Rows of tables are in columns
 * already.
 */
const SENTENCE =
  /^(?<mark>\[\d+\] |[a-z]+\[\w+\] |fault |note {2}|back {2}| *(?:at|also|got|want|have|fix) {2,}|[A-Z]{4,} {2}|After this fix: |[\w.-]+: )/;

/** Text whose long sentences are folded at words, with the rest indented below the text. */
export const foldLines = (text: string, width: number): string =>
  text
    .split("\n")
    .flatMap((line) => foldedLine(line, width))
    .join("\n");

function foldedLine(line: string, width: number): string[] {
  // Colours take no room.
  const mark = SENTENCE.exec(stripVTControlCharacters(line))?.groups?.mark;
  if (mark === undefined || stringWidth(line) <= width) return [line];
  const indent = " ".repeat(mark.length > MAX_INDENT ? 2 : mark.length);
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

/** A longer label leaves too little room for the text. */
const MAX_INDENT = 8;
