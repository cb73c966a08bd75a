import { isUnreadSentence } from "../../analysis/model/unread-changes";
import type { Unknown } from "../../analysis/unknown/value";

/** What decides and is not known, and how to say it: nothing where everything is known. */
export function unknownLines(values: readonly Unknown[], what: string): string[] {
  const all = [...new Set(values.map(({ unknown }) => unknown))];
  const names = all.filter((name) => !isUnreadSentence(name));
  const unread = all.filter(isUnreadSentence);
  return [
    ...(names.length === 0
      ? []
      : [
          `${what} depends on ${names.join(", ")}, known after apply`,
          `  fix   ${[...new Set(names.map(assumption))].join(" ")}`,
        ]),
    ...unread.flatMap((name) => [
      `${what} depends on ${name}`,
      "  fix   test it in the deployed network, then accept not-modelled with the result as the reason",
    ]),
  ];
}

/** Only a variable has an option of its own; other values are said in a file. */
function assumption(name: string): string {
  const { variable, more } = /^var\.(?<variable>[\w-]+)(?<more> holds .*)?$/.exec(name)?.groups ?? {};
  if (variable === undefined) return `--assume FILE, with {"values": {${JSON.stringify(name)}: VALUE}}`;
  return `--var ${variable}=${more === undefined ? "VALUE" : `'["PREFIX"]'`}`;
}
