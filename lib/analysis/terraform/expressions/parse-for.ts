import type { Cursor, ParseExpression } from "./cursor";
import { NotUnderstood, type ForNode } from "./syntax";

/** Reads `for … end` after the opening bracket; undefined where the bracket opens no such thing. */
export function parseForExpression(
  cursor: Cursor,
  end: "]" | "}",
  parseExpression: ParseExpression,
): ForNode | undefined {
  cursor.blanks();
  if (cursor.match(/for(?=\s)/y) === undefined) return undefined;
  const names = [cursor.name(), cursor.accept(",") ? cursor.name() : undefined].filter((name) => name !== undefined);
  if (cursor.name() !== "in" || names.length === 0) throw new NotUnderstood("for without in");
  const over = parseExpression(cursor);
  cursor.expect(":");
  const first = parseExpression(cursor);
  const keyed = end === "}";
  if (keyed) cursor.expect("=>");
  const value = keyed ? parseExpression(cursor) : first;
  const grouped = keyed && cursor.accept("...");
  cursor.blanks();
  const condition = cursor.match(/if(?=[\s(!])/y) === undefined ? undefined : parseExpression(cursor);
  cursor.expect(end);
  return { kind: "for", names, over, value, grouped, ...(keyed && { key: first }), ...(condition && { condition }) };
}
