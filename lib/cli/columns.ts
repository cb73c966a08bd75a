import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import { BORDERLESS } from "./borderless";

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
export const columns = (rows: readonly (readonly string[])[], options?: ColumnOptions): string[] => columnsByRow(rows, options).flat();

/** {@link columns}, with the lines of each row by themselves: two where its last cell stands below. */
export function columnsByRow(rows: readonly (readonly string[])[], { indent = 0, width = WIDTH }: ColumnOptions = {}): string[][] {
  if (rows.length === 0) return [];
  const lines = aligned(rows, indent);
  const count = Math.max(...rows.map((row) => row.length));
  const narrower = count < 2 ? lines : aligned(rows.map((row) => row.slice(0, count - 1)), indent);
  const fits = (line: string): boolean => stripVTControlCharacters(line).length <= width;
  const below = " ".repeat(indent + 4);
  return rows.map((row, at) => (fits(lines[at]!) || count < 2 || row.length < count ? [lines[at]!] : [narrower[at]!, `${below}${row.at(-1)}`]));
}

function aligned(rows: readonly (readonly string[])[], indent: number): string[] {
  // A row of its own length would be taken for the table's.
  const count = Math.max(...rows.map((row) => row.length));
  const table = new Table({ chars: BORDERLESS, style: { "padding-left": 0, "padding-right": 2, head: [], border: [] } });
  table.push(...rows.map((row) => Array.from({ length: count }, (_, at) => row[at] ?? "")));
  return table.toString().split("\n").map((line) => `${" ".repeat(indent)}${line}`.trimEnd());
}
