import { visible, visibleLines } from "../../findings/printable";
import { shown } from "../../analysis/unknown/value";

/**
 * A text on one line that is safe for a terminal: values known after apply as Terraform prints them, control characters
 * as escapes.
 */
export const printableText = (text: string): string => visible(shown(text));

/** The same for several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printableText).join("\n");

/**
 * A copy of plain data, every text in it {@link printableText}. Renderers are given nothing else, so that none can
 * forget it.
 */
export const printable = <T>(value: T): T => withTexts(value, printableText) as T;

/** JSON that is safe for a terminal, with the same content: JSON allows hidden characters as escapes. */
export const printableJson = (json: string): string => visibleLines(json);

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => withTexts(entry, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withTexts(entry, change)]));
}
