import type { Finding } from "../findings/finding";
import type { Reported, Rule } from "../findings/rule";
import type { Declaration, Place } from "./declaration";

/** Rules about constructs read what the app declares, and name places by construct and prop. */
interface ConstructSubject {
  readonly input: Declaration;
  readonly place: Place;
  readonly evidence: string;
  /** A value that is known after apply is left out of the declaration: no rule waits for it. */
  readonly awaited: never;
}

/** Something that Azure or BGP would reject, or accept although it cannot work. */
export interface ConstructRule extends Rule<ConstructSubject> {
  /** Always an error: what the JSON shows, a topology rule can warn about. Here nothing is written. */
  readonly severity: "error";
  check(input: Declaration): readonly ConstructReported[];
}

/** A finding as a construct rule reports it. */
export type ConstructReported = Reported<ConstructSubject>;

/** A finding of a construct rule: its places are constructs and their props. */
export type ConstructFinding = Finding<Place>;
