import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** Columns of what nobody has widened: a pipe, a file, a CI log. */
export const WIDTH = 100;

/** How columns are set. */
export interface ColumnOptions {
  /** Blanks before each row. @default 0 */
  readonly indent?: number;
  /** Where a row is wider, its last cell goes below it. @default 100 */
  readonly width?: number;
}

/**
 * Rows in columns two blanks apart, the cells of a column below each other. Nothing is cut.
 * @param rows texts of one line each; a row may have fewer cells than others
 */
export const columns = (rows: readonly (readonly string[])[], options?: ColumnOptions): string[] =>
  columnsByRow(rows, options).flat();

/** {@link columns}, with the lines of each row by themselves: two where its last cell stands below. */
export function columnsByRow(
  rows: readonly (readonly string[])[],
  { indent = 0, width = WIDTH }: ColumnOptions = {},
): string[][] {
  if (rows.length === 0) return [];
  const lines = aligned(rows, indent);
  const count = Math.max(...rows.map((row) => row.length));
  const fits = (line: string): boolean => stripVTControlCharacters(line).length <= width;
  const narrower =
    count < 2 || lines.every(fits)
      ? lines
      : aligned(
          rows.map((row) => row.slice(0, count - 1)),
          indent,
        );
  const below = " ".repeat(indent + 4);
  return rows.map((row, at) =>
    fits(lines[at]!) || count < 2 || row.length < count ? [lines[at]!] : [narrower[at]!, `${below}${row.at(-1)}`],
  );
}

function aligned(rows: readonly (readonly string[])[], indent: number): string[] {
  // Colours take no room, Japanese letters take two columns.
  const sized = rows.map((row) => row.map((cell) => ({ cell, width: stringWidth(cell) })));
  const widths: number[] = [];
  for (const row of sized) row.forEach(({ width }, at) => (widths[at] = Math.max(widths[at] ?? 0, width)));
  return sized.map((row) =>
    `${" ".repeat(indent)}${row.map(({ cell, width }, at) => cell + " ".repeat(widths[at]! - width)).join("  ")}`.trimEnd(),
  );
}
