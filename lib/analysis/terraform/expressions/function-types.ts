import type { Value } from "../value";

/** A function of values that are all known. */
export type StrictFunction = (...values: readonly Value[]) => Value;

/** A function that also works where parts of its values are known only after apply; undefined where it cannot. */
export type LenientFunction = (...values: readonly Value[]) => Value | undefined;
