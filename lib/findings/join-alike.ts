import { groupBy } from "../domain/group-by";
import type { Alike } from "./alike";
import type { Finding } from "./finding";

/** A finding with its text in parts, if one about several may take its place. */
export type Joinable<Place = string, Evidence = string> = Finding<Place, Evidence> & { readonly alike?: Alike };

/**
 * Makes findings of a rule one that differ in what they are about alone.
 * @param sentence the text about several
 */
export function joinAlike<Place, Evidence>(
  findings: readonly Joinable<Place, Evidence>[],
  sentence: (names: readonly string[], several: string) => string,
): Finding<Place, Evidence>[] {
  return groupBy(findings, keyOf).map((group) => {
    const [{ alike, ...first }, ...others] = group;
    if (alike === undefined || others.length === 0) return first;
    const names = group.flatMap((finding) => finding.alike?.names ?? []);
    return {
      ...first,
      text: sentence(names, alike.several),
      at: [...new Set(group.flatMap(({ at }) => at))],
      got: [...new Set(group.map(({ got }) => got))].join(", "),
    };
  });
}

/** Without such a text, a finding is like none but itself. */
function keyOf<Place, Evidence>(finding: Joinable<Place, Evidence>): unknown {
  const { id, severity, accepted, want, fix, alike } = finding;
  return alike ? JSON.stringify([id, severity, accepted, want, fix, alike.one, alike.several]) : finding;
}
