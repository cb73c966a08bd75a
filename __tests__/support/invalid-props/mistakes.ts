import * as fc from "fast-check";
import { HUB_ROWS } from "./hub";
import { NVA_ROWS } from "./nva";
import type { ConstructName, Row } from "./row";
import { SITE_AND_CIRCUIT_ROWS } from "./site-and-circuit";
import { HOLDERS, WRONG_TYPES } from "./wrong-types";
import { unknownName } from "./values";

/** One mistake: the prop in which it is made, the value, and the rule that has to name it. */
export interface Mistake {
  readonly construct: ConstructName;
  /** "client.size" */
  readonly prop: string;
  readonly value: unknown;
  /** The rules any of which explains it. */
  readonly rules: readonly string[];
}

const ROWS: readonly Row[] = [...HUB_ROWS, ...SITE_AND_CIRCUIT_ROWS, ...NVA_ROWS, ...WRONG_TYPES];

/** Random mistakes in the props of some constructs. */
export function mistakesIn(...constructs: readonly ConstructName[]): fc.Arbitrary<Mistake> {
  const rows = ROWS.filter(([construct]) => constructs.includes(construct));
  const holders = HOLDERS.filter(([construct]) => constructs.includes(construct));
  const wrongValue = fc
    .constantFrom(...rows)
    .chain(([construct, prop, rules, values]) =>
      values.map((value) => ({ construct, prop, value, rules: rules.split(" ") })),
    );
  const misspelt = fc
    .tuple(fc.constantFrom(...holders), unknownName, fc.oneof(fc.string(), fc.integer(), fc.boolean()))
    .map(([[construct, holder], name, value]) => ({ construct, prop: `${holder}${name}`, value, rules: ["FT001"] }));
  return fc.oneof({ weight: rows.length, arbitrary: wrongValue }, { weight: holders.length, arbitrary: misspelt });
}

/** Every prop that a mistake can be made in, for values that may well be valid. */
export const PLACES: readonly (readonly [ConstructName, string])[] = [
  ...new Map(ROWS.map(([construct, prop]) => [`${construct}.${prop}`, [construct, prop] as const])).values(),
];
