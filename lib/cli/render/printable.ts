import { shown } from "../../analysis/unknown/value";

// What moves a terminal's cursor, hides text or turns its direction: names come from files of strangers.
const UNSAFE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (character: string): string =>
  SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * A text on one line that a terminal can be given: what is not known as Terraform says it, control characters as
 * escapes.
 */
export const printableText = (text: string): string => shown(text).replaceAll(UNSAFE, escaped);

/** The same for several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printableText).join("\n");

/**
 * A copy of plain data, every text in it {@link printableText}. Renderers are given nothing else, so that none can
 * forget it.
 */
export const printable = <T>(value: T): T => withTexts(value, printableText) as T;

/** JSON whose texts a terminal can be given; what it says stays the same. */
export const printableJson = (json: string): string =>
  json.replaceAll(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, escaped);

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => withTexts(entry, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withTexts(entry, change)]));
}
