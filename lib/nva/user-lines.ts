/**
 * The user's own lines between two comments, or one comment if there are no lines: a reader of the file on the machine
 * sees where own lines belong and which lines are not the library's.
 * @param comment what a comment begins with.
 * @param place name of the place in the comments.
 * @param indent white space before each line.
 * @param lines the user's lines.
 */
export function userLines(comment: "!" | "#", place: string, indent: string, lines: readonly string[] = []): string[] {
  if (lines.length === 0) return [`${indent}${comment} user lines: ${place}`];
  return [
    `${indent}${comment} begin user lines: ${place}`,
    ...lines.map((line) => `${indent}${line}`),
    `${indent}${comment} end user lines`,
  ];
}
