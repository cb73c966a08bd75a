import { Token } from "cdktf";

/** The value; undefined if it is a token, which is known only at apply. */
export function known<T>(value: T): T | undefined {
  return isToken(value) ? undefined : value;
}

/** True for a value that is known only at apply, and for a text that contains one. */
export function isToken(value: unknown): boolean {
  // A token is "…TfToken[…]…" in a text, or a number such as -1.8e+289. cdktf's own test is slow, and most texts
  // contain neither.
  if (typeof value === "string" && !value.includes("TfToken") && !value.includes("e+")) return false;
  return Token.isUnresolved(value);
}

/** A list for an argument of a resource: a copy, or the token itself. */
export function resourceList(list: readonly string[]): string[] {
  return isToken(list) ? (list as string[]) : [...list];
}
