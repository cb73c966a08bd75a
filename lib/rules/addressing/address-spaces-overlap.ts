import { overlaps } from "../../domain/ipv4";
import type { Declaration, NetworkDeclaration } from "../declaration";
import { moveSpace, networkName, relation, spacesOf } from "../networks";
import { groupBy } from "../../domain/group-by";
import { pairs } from "../pairs";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT005. A gateway prefers the range of its own VNet, so the addresses of the other VNet are unreachable. */
export const addressSpacesOverlap: ConstructRule = {
  id: "FT005",
  name: "address-spaces-overlap",
  severity: "error",
  summary: "Two VNets on one circuit have overlapping address spaces.",
  why: "VNets on one circuit learn each other's address spaces. Where two overlap, a gateway prefers its own VNet, and the addresses of the other VNet are unreachable.",
  sources: ["https://learn.microsoft.com/azure/expressroute/virtual-network-connectivity-guidance"],
  check: (app) => neighbours(app).flatMap(([earlier, later]) => clashes(app, earlier, later)),
};

/**
 * Every two VNets on one circuit, each pair once. Two circuits exchange no routes, even at a common gateway.
 */
function neighbours(app: Declaration): (readonly [NetworkDeclaration, NetworkDeclaration])[] {
  const couples = groupBy(app.connections, ({ circuit }) => circuit).flatMap((connections) => {
    const paths = new Set(connections.map(({ network }) => network));
    return pairs(app.networks.filter(({ path }) => paths.has(path)));
  });
  return [...new Map(couples.map((couple) => [couple.map(({ path }) => path).join(" "), couple])).values()];
}

function clashes(app: Declaration, earlier: NetworkDeclaration, later: NetworkDeclaration): ConstructReported[] {
  return spacesOf(later).flatMap((mine) =>
    spacesOf(earlier)
      .filter((theirs) => overlaps(mine.prefix, theirs.prefix))
      .map((theirs) => ({
        at: mine.at,
        also: theirs.at,
        text:
          `${mine.prefix.text} of ${networkName(later)} ${relation(mine.prefix, theirs.prefix)} ` +
          `${theirs.prefix.text} of ${networkName(earlier)}, and both are on one circuit`,
        got: `${mine.prefix.text} and ${theirs.prefix.text}`,
        want: "address spaces that do not overlap on one circuit (ExpressRoute)",
        fix: moveSpace(app, mine.at, mine.prefix.length),
      })),
  );
}
