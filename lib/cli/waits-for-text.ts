import type { Unknown } from "../topology/unknown";

/** What decides and is not known, and how to say it: nothing where everything is known. */
export function waitsFor(values: readonly Unknown[], what: string): string[] {
  if (values.length === 0) return [];
  const names = [...new Set(values.map(({ unknown }) => unknown))];
  return [`${what} depends on ${names.join(", ")}, known after apply`, `  fix   ${names.map(assumption).join(" ")}`];
}

/** Only a variable has an option of its own; other values are said in a file. */
const assumption = (name: string): string =>
  /^var\.[\w-]+$/.test(name) ? `--var ${name.slice(4)}=VALUE` : `--assume FILE, with {"values": {${JSON.stringify(name)}: VALUE}}`;
