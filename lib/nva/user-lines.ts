/**
 * A marked place for the user's own lines. The marks are written even when the place is empty, so that whoever reads
 * the file on the machine sees where a line of theirs belongs, and which lines are not this library's.
 */
export function userLines(comment: "!" | "#", place: string, indent: string, lines: readonly string[] = []): string[] {
  return [
    `${indent}${comment} begin user lines: ${place}`,
    ...lines.map((line) => `${indent}${line}`),
    `${indent}${comment} end user lines: ${place}`,
  ];
}
