// What moves a terminal's cursor, hides text or turns its direction: names and values come from files of strangers.
const INVISIBLE = String.raw`\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff`;
const HIDDEN = new RegExp(String.raw`[\p{Cc}${INVISIBLE}]`, "gu");
const HIDDEN_IN_LINES = new RegExp(String.raw`[^\P{Cc}\t\n\r]|[${INVISIBLE}]`, "gu");

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A hidden character as JSON and JavaScript write it: "\u202e". */
const escapedCharacter = (character: string): string =>
  SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text on one line in which every hidden character can be seen. */
export const visible = (text: string): string => text.replaceAll(HIDDEN, escapedCharacter);

/** A text in which every hidden character can be seen, but for line breaks and tabs. */
export const visibleLines = (text: string): string => text.replaceAll(HIDDEN_IN_LINES, escapedCharacter);
