import type { RuleId, Severity } from "./rule";

/** One place or group of places where a rule does not hold. It is a `Problem` whose places are not yet text. */
export interface Finding<Place = string, Evidence = string> {
  /** "FT101". */
  readonly id: RuleId;
  /** Named after what is wrong: "nva-loops-on-its-own-default". */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence, lower case, no full stop. */
  readonly text: string;
  /** Where: the first place is the one to change. */
  readonly at: readonly Place[];
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  readonly facts: readonly Evidence[];
  /**
   * Why it is accepted.
   * @default - it is not accepted
   */
  readonly accepted?: string;
}

/** Findings of one severity. */
export const ofSeverity = <F extends { readonly severity: Severity }>(
  findings: readonly F[],
  severity: Severity,
): F[] => findings.filter((finding) => finding.severity === severity);

/** Errors first, then by rule, then by place: the same mistakes give the same report in whatever order they were made. */
export function inOrder<Place, F extends Finding<Place, unknown>>(
  findings: readonly F[],
  placeText: (place: Place) => string,
): F[] {
  const key = ({ severity, id, at, text }: F): string => [severity, id, at.map(placeText).join("\n"), text].join("\t");
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ finding }) => finding);
}
