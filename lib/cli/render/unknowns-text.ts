import type { Unknown } from "../../analysis/unknown/value";

/** What decides and is not known, and how to say it: nothing where everything is known. */
export function unknownLines(values: readonly Unknown[], what: string): string[] {
  if (values.length === 0) return [];
  const names = [...new Set(values.map(({ unknown }) => unknown))];
  return [
    `${what} depends on ${names.join(", ")}, known after apply`,
    `  fix   ${[...new Set(names.map(assumption))].join(" ")}`,
  ];
}

/** Only a variable has an option of its own; other values are said in a file. */
function assumption(name: string): string {
  const { variable, more } = /^var\.(?<variable>[\w-]+)(?<more> holds .*)?$/.exec(name)?.groups ?? {};
  if (variable === undefined) return `--assume FILE, with {"values": {${JSON.stringify(name)}: VALUE}}`;
  return `--var ${variable}=${more === undefined ? "VALUE" : `'["PREFIX"]'`}`;
}
