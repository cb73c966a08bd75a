import { facts } from "../facts";
import type { Subnet, UserRoute } from "../model/azure";
import { routeIn } from "../kinds/route-table";
import { lenders } from "../model/relations";
import type { EffectiveRoute, NextHop } from "../results";
import { equals } from "../unknown/truth";
import { isOpen, symbolsIn } from "../unknown/value";
import type { RouteContext } from "./route-context";

const NEXT_HOP_TYPES: Readonly<Record<string, EffectiveRoute["nextHopType"]>> = {
  internet: "Internet",
  none: "None",
  vnetlocal: "VnetLocal",
  virtualappliance: "VirtualAppliance",
  virtualnetworkgateway: "VirtualNetworkGateway",
};

/** The prefixes for which a subnet may have user-defined routes. */
export const userPrefixes = ({ index }: RouteContext, subnet: Subnet): readonly string[] =>
  index
    .possiblyAssociated(subnet, "routeTable")
    .flatMap((id) => index.routeTables.get(id)?.routes ?? [])
    .map(({ prefix }) => prefix);

/** A subnet's user-defined routes to a prefix. */
export function userRoutes(context: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute[] {
  const { index } = context;
  // Which table it is makes no difference where none has the prefix.
  if (!userPrefixes(context, subnet).includes(prefix)) return [];
  const table = index.routeTableOf(subnet);
  if (!table) return [];
  return index
    .present(table.routes, (route) => route.prefix === prefix)
    .map((route) => routeIn(context.scenario, route))
    .map((route) => ({
      source: "User",
      state: "Active",
      prefix,
      nextHopType: nextHopTypeOf(route),
      nextHopAddress: route.nextHopAddress ?? null,
      nextHop: nextHopOf(context, subnet, route),
      why: `UDR ${route.name} of ${table.name}`,
      facts: facts("2.1"),
    }));
}

const nextHopTypeOf = ({ nextHopType }: UserRoute): EffectiveRoute["nextHopType"] =>
  NEXT_HOP_TYPES[nextHopType.toLowerCase()] ?? "VirtualAppliance";

function nextHopOf(context: RouteContext, subnet: Subnet, route: UserRoute): NextHop {
  // Of a type known only after apply only one is tried; where the others lead is left undecided.
  const isAppliance =
    !isOpen(route.nextHopType) ||
    context.scenario.isTrue(equals(symbolsIn(route.nextHopType).join(", "), "VirtualAppliance"));
  if (!isAppliance) return { kind: "appliance", address: route.nextHopType };
  switch (nextHopTypeOf(route)) {
    case "Internet":
      return { kind: "internet" };
    case "None":
      return { kind: "none" };
    case "VnetLocal":
      return { kind: "local" };
    case "VirtualNetworkGateway":
      return toVpnGateway(context, subnet.network);
    default:
      return { kind: "appliance", address: route.nextHopAddress ?? "" };
  }
}

/** The VPN gateway of the network, or of the one whose gateways it borrows; an ExpressRoute gateway is no next hop. */
function toVpnGateway({ index, scenario }: RouteContext, network: string): NextHop {
  const lender = lenders(index, network).find(({ borrows }) => scenario.isTrue(borrows));
  const gateways = [network, ...(lender ? [lender.network] : [])].flatMap((id) => index.gatewaysOf(id));
  const vpn = gateways.find(({ kind }) => kind === "Vpn");
  return vpn ? { kind: "vpn", gateway: vpn.id, connection: "" } : { kind: "none" };
}
