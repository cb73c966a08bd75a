import type { Scenario } from "../unknown/scenario";
import { parsePrefix } from "../../domain/ipv4";
import { type Address, holds } from "../model/address";
import type { EffectiveRoute } from "../results";

/** A range that is not known counts as longer than any: it belongs to one network. */
const OPEN_LENGTH = 33;

/** Prefix length, for choosing the longest. */
export const lengthOf = (prefix: string): number => parsePrefix(prefix)?.length ?? OPEN_LENGTH;

/** Tables are looked up in again and again. */
const inOrder = new WeakMap<readonly EffectiveRoute[], readonly EffectiveRoute[]>();

/** The rows that an address goes by: longest prefix first, then all equals (rows 2.1, 2.6). */
export function lookup(rows: readonly EffectiveRoute[], address: Address, scenario: Scenario): EffectiveRoute[] {
  const active =
    inOrder.get(rows) ??
    rows.filter(({ state }) => state === "Active").sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix));
  inOrder.set(rows, active);
  const best = active.find(({ prefix, source }) =>
    scenario.isTrue(holds(prefix, address, source === "User" ? "user" : "network")),
  );
  return best ? active.filter(({ prefix }) => prefix === best.prefix) : [];
}
