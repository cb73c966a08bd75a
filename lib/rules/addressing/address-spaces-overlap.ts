import { overlaps } from "../../domain/ipv4";
import type { Declaration, NetworkDeclaration } from "../declaration";
import { moveSpace, networkName, relation, spacesOf } from "../networks";
import { groupBy } from "../../domain/group-by";
import { pairs } from "../pairs";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT005. Azure prefers the range of the own VNet, so the addresses of the other VNet are unreachable. */
export const addressSpacesOverlap: ConstructRule = {
  id: "FT005",
  name: "address-spaces-overlap",
  severity: "error",
  summary: "Two VNets on one circuit, or peered with one site, have overlapping address spaces.",
  why: "VNets on one circuit learn each other's address spaces. Where two overlap, a gateway prefers its own VNet, and the addresses of the other VNet are unreachable. Azure does not peer a VNet with two that overlap.",
  sources: [
    "https://learn.microsoft.com/azure/expressroute/virtual-network-connectivity-guidance",
    "https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview",
  ],
  check: (app) => neighbours(app).flatMap((two) => clashes(app, two)),
};

interface Neighbours {
  readonly earlier: NetworkDeclaration;
  readonly later: NetworkDeclaration;
  readonly joined: "are on one circuit" | "are joined by peering";
}

/**
 * Every two VNets on one circuit or around one site, each pair once. Two circuits exchange no routes, even at a common
 * gateway.
 */
function neighbours(app: Declaration): Neighbours[] {
  const onCircuits = groupBy(app.connections, ({ circuit }) => circuit).flatMap((connections) =>
    pairsOf(
      app,
      connections.map(({ network }) => network),
      "are on one circuit",
    ),
  );
  const aroundSites = groupBy(app.peerings, ({ site }) => site).flatMap(([first, ...others]) =>
    pairsOf(app, [first.site, first.hub, ...others.map(({ hub }) => hub)], "are joined by peering"),
  );
  const all = [...aroundSites, ...onCircuits];
  return [...new Map(all.map((two) => [`${two.earlier.path} ${two.later.path}`, two])).values()];
}

const pairsOf = (app: Declaration, paths: readonly string[], joined: Neighbours["joined"]): Neighbours[] =>
  pairs(app.networks.filter(({ path }) => paths.includes(path))).map(([earlier, later]) => ({
    earlier,
    later,
    joined,
  }));

function clashes(app: Declaration, { earlier, later, joined }: Neighbours): ConstructReported[] {
  return spacesOf(later).flatMap((mine) =>
    spacesOf(earlier)
      .filter((theirs) => overlaps(mine.prefix, theirs.prefix))
      .map((theirs) => ({
        at: mine.at,
        also: theirs.at,
        text:
          `${mine.prefix.text} of ${networkName(later)} ${relation(mine.prefix, theirs.prefix)} ` +
          `${theirs.prefix.text} of ${networkName(earlier)}, and both ${joined}`,
        got: `${mine.prefix.text} and ${theirs.prefix.text}`,
        want:
          joined === "are on one circuit"
            ? "address spaces that do not overlap on one circuit (ExpressRoute)"
            : "address spaces that do not overlap (VNet peering)",
        fix: moveSpace(app, mine.at, mine.prefix.length),
      })),
  );
}
