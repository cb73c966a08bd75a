import { differentKey } from "../kinds/differing-values";
import type { Topology } from "../model/azure";
import { circuitsByExpression } from "../model/circuits-by-expression";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";

/**
 * For each circuit that is the same as an earlier one, that one. Each two are tried (row A1), unless a precondition
 * demands that they are different.
 */
export function sameCircuits(topology: Topology, scenario: Scenario): ReadonlyMap<string, string> {
  const candidates = circuitsByExpression(topology);
  const same = new Map<string, string>();
  candidates.forEach(({ id }, at) => {
    const earlier = candidates
      .slice(0, at)
      .filter((other) => topology.different?.includes(differentKey(other.id, id)) !== true)
      .find((other) => !scenario.isTrue(statement(`${other.id} is another circuit than ${id}`)));
    if (earlier) same.set(id, same.get(earlier.id) ?? earlier.id);
  });
  return same;
}
