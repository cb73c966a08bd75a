import type { CheckContext } from "./context";
import { isDefault } from "./nvas";

/** The networks that learn a default route from a circuit. */
export function networksLearningDefault({ topology, routes }: CheckContext): ReadonlySet<string> {
  const learning = new Set(
    routes
      .filter((table) => table.routes.some(({ prefix, nextHop }) => isDefault(prefix) && nextHop.kind === "circuit"))
      .map(({ id }) => id),
  );
  return new Set(topology.subnets.filter(({ id }) => learning.has(id)).map(({ network }) => network));
}
