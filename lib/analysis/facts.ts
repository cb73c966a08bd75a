/** How well a statement about Azure is attested. */
export type Basis = "documented" | "seen" | "inferred" | "assumed";

/**
 * The statements about Azure that answers rest on, by their number in docs/how-azure-routes.md. Their texts and sources
 * are in facts/texts.ts: only who explains them needs those.
 */
const FACTS = {
  "0": "inferred",
  "1.1": "documented",
  "1.2": "seen",
  "1.3": "documented",
  "1.4": "seen",
  "1.5": "documented",
  "1.6": "seen",
  "1.7": "seen",
  "1.8": "seen",
  "1.9": "documented",
  "1.10": "documented",
  "1.11": "seen",
  "1.12": "seen",
  "1.13": "documented",
  "1.14": "seen",
  "1.15": "documented",
  "1.16": "seen",
  "1.17": "seen",
  "1.18": "seen",
  "1.19": "seen",
  "1.20": "seen",
  "2.1": "documented",
  "2.2": "documented",
  "2.3": "seen",
  "2.4": "documented",
  "2.5": "documented",
  "2.6": "documented",
  "2.7": "seen",
  "2.8": "documented",
  "2.9": "documented",
  "2.10": "documented",
  "2.11": "inferred",
  "2.12": "documented",
  "2.13": "documented",
  "3.1": "documented",
  "3.2": "documented",
  "3.3": "documented",
  "3.4": "documented",
  "3.5": "documented",
  "3.6": "documented",
  "3.7": "documented",
  "3.8": "documented",
  "3.9": "documented",
  "3.10": "documented",
  "3.11": "seen",
  "3.12": "documented",
  "3.13": "seen",
  "3.14": "seen",
  "3.15": "documented",
  "3.16": "seen",
  "3.17": "documented",
  "3.18": "documented",
  "3.19": "documented",
  "3.20": "documented",
  "3.21": "documented",
  "4.1": "documented",
  "4.2": "seen",
  "4.3": "documented",
  "4.4": "seen",
  "4.5": "documented",
  "4.6": "documented",
  "4.7": "documented",
  "4.8": "inferred",
  "4.9": "documented",
  "4.10": "documented",
  "4.11": "documented",
  "4.12": "documented",
  "4.13": "documented",
  "5.1": "documented",
  "5.2": "documented",
  "5.3": "documented",
  "5.4": "documented",
  "5.5": "documented",
  "5.6": "documented",
  "5.7": "documented",
  "5.8": "documented",
  "5.9": "documented",
  "5.10": "documented",
  "6.1": "documented",
  "6.2": "documented",
  "6.3": "documented",
  "6.4": "documented",
  "6.5": "documented",
  "6.6": "seen",
  "6.7": "documented",
  "6.8": "documented",
  "6.9": "seen",
  "6.10": "documented",
  "6.11": "documented",
  "6.12": "documented",
  "6.13": "documented",
  "6.14": "documented",
  "7.1": "documented",
  "7.2": "documented",
  "8.1": "seen",
  "8.2": "seen",
  "8.3": "seen",
  "8.4": "documented",
  "8.5": "seen",
  "8.6": "documented",
  "8.7": "documented",
  "8.8": "documented",
  "8.9": "inferred",
  "9": "documented",
  "10.1": "documented",
  "10.2": "documented",
  "10.3": "seen",
  "10.4": "seen",
  "10.5": "documented",
  "10.6": "seen",
  "10.7": "seen",
  "10.8": "documented",
  "11.1": "documented",
  "11.2": "documented",
  "11.3": "documented",
  "11.4": "documented",
  "11.5": "documented",
  "11.6": "documented",
  "12.1": "documented",
  "12.2": "documented",
  "13.1": "documented",
  "13.2": "documented",
  "13.3": "documented",
  "13.4": "documented",
  "13.5": "documented",
  "13.6": "documented",
  "14.1": "documented",
  "14.2": "documented",
  "14.3": "seen",
  "14.4": "documented",
  "14.5": "documented",
  "14.6": "documented",
  "14.7": "documented",
  "14.8": "documented",
  "14.9": "documented",
  "14.10": "documented",
  "14.11": "documented",
  "14.12": "documented",
  "14.13": "inferred",
  "14.14": "documented",
  A1: "assumed",
  A2: "assumed",
  A3: "assumed",
  A4: "assumed",
} as const satisfies Record<string, Basis>;

/** Thin evidence: the rule of `check` that reports verdicts which rest on it. */
const REPORTED_BY: { readonly [id in FactId]?: `FT${number}` } = {
  "1.7": "FT127",
  "3.6": "FT127",
  "3.14": "FT124",
  "4.7": "FT127",
  "5.5": "FT127",
  "5.7": "FT120",
  "6.6": "FT127",
  "8.4": "FT126",
  "8.6": "FT123",
};

/** The number of a statement in docs/how-azure-routes.md: "2.1". */
export type FactId = keyof typeof FACTS;

/** The basis that counts for a statement. */
export type BasisOf<Id extends FactId> = (typeof FACTS)[Id];

/** A statement that an answer rests on. */
export interface Fact {
  /** "2.1". */
  readonly row: FactId;
  readonly basis: Basis;
}

/** Every id, in the order of the page. */
export const FACT_IDS: readonly FactId[] = (Object.keys(FACTS) as FactId[]).sort((a, b) =>
  a.localeCompare(b, "en", { numeric: true }),
);

export const isFactId = (id: string): id is FactId => Object.hasOwn(FACTS, id);

/** How well a statement is attested. */
export const basisOf = (id: FactId): Basis => FACTS[id];

/** The rule that reports verdicts which rest on a statement with thin evidence; undefined where the evidence is good. */
export const ruleReporting = (id: FactId): string | undefined => REPORTED_BY[id];

/** The statements that an answer rests on, each with how well it is attested. */
export const facts = (...ids: readonly FactId[]): Fact[] => ids.map((row) => ({ row, basis: FACTS[row] }));

/** Each statement once, in the order of first use. */
export function joinFacts(lists: readonly (readonly Fact[])[]): Fact[] {
  return [...new Map(lists.flat().map((fact) => [fact.row, fact])).values()];
}
