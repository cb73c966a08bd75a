import type { Guest } from "../model";

/** What user data makes of a machine. */
export function readGuest(_userData: string, _machine: string): { readonly guest?: Guest; readonly notes: readonly string[] } {
  return { notes: ["its user data is not read yet"] };
}
