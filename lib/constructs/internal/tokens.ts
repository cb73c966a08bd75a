import { Token } from "cdktf";

/** The value, or undefined where it is a token: known only when Terraform applies. */
export function known<T>(value: T): T | undefined {
  return isToken(value) ? undefined : value;
}

/** True for a value, or a text with a part, that is known only when Terraform applies. */
export function isToken(value: unknown): boolean {
  // A token in a text is "…TfToken[…]…", or a number as large as -1.8e+289. cdktf's own test is slow, and most texts
  // hold neither.
  if (typeof value === "string" && !value.includes("TfToken") && !value.includes("e+")) return false;
  return Token.isUnresolved(value);
}

/** A list for a resource: a copy, but of a token itself. */
export function resourceList(list: readonly string[]): string[] {
  return isToken(list) ? (list as string[]) : [...list];
}
