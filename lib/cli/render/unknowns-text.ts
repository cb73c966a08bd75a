import { isUnreadSentence } from "../../analysis/model/unread-changes";
import { assumptionText, joined } from "../../analysis/unknown/propose";
import type { Unknown } from "../../analysis/unknown/value";

/** What decides and is not known, and how to say it: nothing where everything is known. */
export function unknownLines(values: readonly Unknown[], what: string): string[] {
  const byName = new Map(values.map((value) => [value.unknown, value]));
  const open = [...byName.values()].filter((value) => !isUnreadSentence(value.unknown));
  const unread = [...byName.keys()].filter(isUnreadSentence);
  return [
    ...(open.length === 0
      ? []
      : [
          `${what} depends on ${open.map(({ unknown }) => unknown).join(", ")}${open.some(isSentence) ? "" : ", known after apply"}`,
          ...fixLine(open),
        ]),
    ...unread.flatMap((name) => [
      `${what} depends on ${name}`,
      "  fix   test it in the deployed network, then accept not-modelled with the result as the reason",
    ]),
  ];
}

/** What no apply tells: "vm-nva forwards and translates". Expressions begin otherwise. */
const isSentence = ({ unknown }: Unknown): boolean => /^[\w.'-]+ [a-z]/.test(unknown);

function fixLine(values: readonly Unknown[]): string[] {
  const proposals = values.flatMap(({ assume }) => assume ?? []);
  return proposals.length === 0 ? [] : [`  fix   ${assumptionText(joined(proposals))}`];
}
