import { facts } from "../facts";
import type { Decision, EffectiveRoute } from "../results";
import type { RoutingState } from "../routes/routing-state";
import { shown } from "../unknown/value";
import { followRoute } from "./next-hop";
import type { Subnet } from "../model/azure";
import type { RoutingPoint, Step } from "./step";
import type { Transit } from "./transit";

/**
 * By the table of a subnet, which always has a default route: the longest prefix, then every equal next hop (section 2).
 */
export function route(transit: Transit, from: RoutingPoint): Step[] {
  const rows = transit.routing.lookup(from.subnet, transit.packet.destination);
  return withDifferentNextHops(rows).flatMap((row) =>
    followRoute(transit.decided(routeDecision(transit, from, row)), from, row),
  );
}

const withDifferentNextHops = (rows: readonly EffectiveRoute[]): EffectiveRoute[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row.nextHop), row])).values(),
];

function routeDecision({ routing }: Transit, { subnet, nic }: RoutingPoint, row: EffectiveRoute): Decision {
  const beaten = row.source === "User" ? beatenBy(routing, subnet, row.prefix) : undefined;
  const target = row.nextHop.kind === "appliance" ? shown(row.nextHop.address) : row.nextHopType;
  return {
    kind: "route",
    text: `${shown(row.prefix)} -> ${target}`,
    because: beaten === undefined ? row.why : `${row.why} beats ${beaten}`,
    ok: true,
    at: subnet.id,
    facts: nic ? row.facts : [...facts("8.3"), ...row.facts],
  };
}

/** What a user-defined route takes precedence over: a learned route to the same prefix, or a system route. */
function beatenBy(routing: RoutingState, subnet: Subnet, prefix: string): "BGP" | "system" | undefined {
  const beaten = routing
    .aside()
    .rows(subnet, prefix)
    .filter(({ state }) => state === "Invalid");
  if (beaten.length === 0) return undefined;
  return beaten.some(({ source }) => source === "VirtualNetworkGateway") ? "BGP" : "system";
}
