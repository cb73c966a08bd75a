import type * as fc from "fast-check";
import type { Changes } from "../apps";

/** A construct of the article's topology. */
export type ConstructName = keyof Changes;

/** Values that a prop must not have, and the rules that may reject them: "FT013 FT014". */
export type Row = readonly [construct: ConstructName, prop: string, rules: string, values: fc.Arbitrary<unknown>];
