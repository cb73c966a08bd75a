import type { Cursor } from "./cursor";
import { parseExpression, takeName } from "./parse";
import { NotUnderstood, type ForNode } from "./syntax";

/** Reads `for … end` after the opening bracket; undefined where the bracket opens no such thing. */
export function parseFor(cursor: Cursor, end: "]" | "}"): ForNode | undefined {
  cursor.blanks();
  if (cursor.take(/for(?=\s)/y) === undefined) return undefined;
  const names = [takeName(cursor), cursor.accept(",") ? takeName(cursor) : undefined].filter(
    (name) => name !== undefined,
  );
  if (takeName(cursor) !== "in" || names.length === 0) throw new NotUnderstood("for without in");
  const over = parseExpression(cursor);
  cursor.expect(":");
  const first = parseExpression(cursor);
  const keyed = end === "}";
  if (keyed) cursor.expect("=>");
  const value = keyed ? parseExpression(cursor) : first;
  const grouped = keyed && cursor.accept("...");
  cursor.blanks();
  const condition = cursor.take(/if(?=[\s(!])/y) === undefined ? undefined : parseExpression(cursor);
  cursor.expect(end);
  return { kind: "for", names, over, value, grouped, ...(keyed && { key: first }), ...(condition && { condition }) };
}
