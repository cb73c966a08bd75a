import type { Coverage } from "../../analysis/results";
import { plural } from "../../findings/report";

/** More are in the JSON. */
const MAX_NAMED = 4;

/** "36 of 36 resources understood"; or what is not, and whom it concerns. */
export function coverageLine({ resources, understood, notModelled }: Coverage): string {
  const count = `${understood} of ${plural(resources, "resource")} understood`;
  if (notModelled.length === 0) return count;
  const named = [...notModelled]
    .sort((a, b) => Number(a.effect === "part") - Number(b.effect === "part"))
    .slice(0, MAX_NAMED)
    .map(({ text, accepted }) => `${text}${accepted === undefined ? "" : ", accepted"}`);
  const more = notModelled.length - named.length;
  return `${count}; not modelled: ${named.join("; ")}${more > 0 ? `; and ${more} more (--json)` : ""}`;
}
