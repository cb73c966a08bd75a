import type { Cursor, ParseExpression } from "./cursor";
import { NotUnderstood, type Node } from "./syntax";

const PLAIN = /[^$%]+/y;
// With the common escapes, of which a text has one a line, and the signs of a shell's variables.
const PLAIN_IN_QUOTES = /(?:[^$%"\\]+|\\[nrt"\\]|[$%](?![$%]?\{))+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * Reads a template: up to the end of the text, or in quotes up to the closing one.
 * @throws NotUnderstood for directives (`%{ if … }`) and what is no template
 */
export function parseTemplateParts(cursor: Cursor, quoted: boolean, parseExpression: ParseExpression): Node {
  const parts: Node[] = [];
  let trims = false;
  const add = (text: string): void => {
    const value = trims ? text.trimStart() : text;
    trims = trims && value === "";
    const last = parts.at(-1);
    if (last?.kind === "literal") parts[parts.length - 1] = { kind: "literal", value: `${last.value}${value}` };
    else if (value !== "") parts.push({ kind: "literal", value });
  };
  while (!ended(cursor, quoted)) {
    const text = (quoted ? unescaped(cursor.match(PLAIN_IN_QUOTES)) : cursor.match(PLAIN)) ?? literal(cursor, quoted);
    if (text !== undefined) {
      add(text);
      continue;
    }
    if (cursor.match(/\$\{~/y) !== undefined) trimLast(parts);
    else cursor.expect("${");
    parts.push(cursor.nested(() => parseExpression(cursor)));
    trims = cursor.accept("~");
    cursor.expect("}");
  }
  const [only] = parts;
  if (parts.length === 0) return { kind: "literal", value: "" };
  return parts.length === 1
    ? only!.kind === "literal"
      ? only
      : { kind: "template", parts }
    : { kind: "template", parts };
}

function ended(cursor: Cursor, quoted: boolean): boolean {
  if (!quoted) return cursor.done;
  if (cursor.done) throw new NotUnderstood("a quote is open");
  if (cursor.text[cursor.at] !== '"') return false;
  cursor.at += 1;
  return true;
}

// The escapes of PLAIN_IN_QUOTES are JSON's, whose control characters are always escaped.
const unescaped = (text: string | undefined): string | undefined =>
  text?.includes("\\") ? (JSON.parse(`"${text.replace(CONTROLS, escapeControl)}"`) as string) : text;

const CONTROLS = /[\u0000-\u001f]/g;

const escapeControl = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** An escape, or a sign that starts nothing; undefined where an expression starts. */
function literal(cursor: Cursor, quoted: boolean): string | undefined {
  const doubled = cursor.match(/\$\$\{|%%\{/y);
  if (doubled !== undefined) return doubled.slice(1);
  if (cursor.match(/%\{/y) !== undefined) throw new NotUnderstood("directives are not read");
  if (quoted && cursor.text[cursor.at] === "\\") return escape(cursor);
  return cursor.match(/\$(?!\{)|%/y);
}

function escape(cursor: Cursor): string {
  const code = cursor.match(/\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
  if (code !== undefined) {
    const point = Number.parseInt(code.slice(2), 16);
    if (point > 0x10ffff) throw new NotUnderstood(`${code} is no character`);
    return String.fromCodePoint(point);
  }
  const [, sign = ""] = cursor.match(/\\./y) ?? "";
  const meant = ESCAPES[sign];
  if (meant === undefined) throw new NotUnderstood(`\\${sign} is no escape`);
  return meant;
}

function trimLast(parts: Node[]): void {
  const last = parts.at(-1);
  if (last?.kind === "literal") parts[parts.length - 1] = { kind: "literal", value: `${last.value}`.trimEnd() };
}
