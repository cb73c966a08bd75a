import { DATA_PATH, FORWARDING, ORDER } from "./facts/data-path";
import type { AzureFact, Basis } from "./facts/fact";
import { INTERNET_ADDRESS } from "./facts/internet-address";
import { LEARNED_DEFAULT } from "./facts/learned-default";
import { ASSUMPTIONS, LIMITS, REGIONS } from "./facts/networks";
import { PROPAGATION } from "./facts/propagation";
import { SECURITY_GROUPS } from "./facts/security-groups";
import { SELECTION } from "./facts/selection";
import { SYSTEM_ROUTES } from "./facts/system-routes";

const FACTS = {
  ...ORDER,
  ...SYSTEM_ROUTES,
  ...SELECTION,
  ...PROPAGATION,
  ...LEARNED_DEFAULT,
  ...INTERNET_ADDRESS,
  ...SECURITY_GROUPS,
  ...FORWARDING,
  ...DATA_PATH,
  ...LIMITS,
  ...REGIONS,
  ...ASSUMPTIONS,
} as const;

/** The number of a statement in docs/how-azure-routes.md: "2.1". */
export type FactId = keyof typeof FACTS;

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

/** What Azure does, by the id of the statement. */
export const factOf = (id: FactId): AzureFact => FACTS[id];

/** The facts that an answer rests on, each with how well it is attested. */
export const facts = (...ids: readonly FactId[]): Fact[] =>
  ids.map((row) => ({ row, basis: FACTS[row].evidence[0].basis }));

/** Each fact once, in the order of first use. */
export function joinFacts(lists: readonly (readonly Fact[])[]): Fact[] {
  return [...new Map(lists.flat().map((fact) => [fact.row, fact])).values()];
}
