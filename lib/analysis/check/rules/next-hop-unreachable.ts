import { groupBy } from "../../../domain/group-by";
import { lostNextHop, type NextHopFault, noVpnGateway } from "../../faults/next-hops";
import type { Subnet, UserRoute } from "../../model/azure";
import { nextHopsAt, reachablePlaces } from "../../model/next-hops";
import { gatewayNetworks, mayHaveGatewayElsewhere, nextHopProblem } from "../../model/next-hop-problem";
import { networkAt } from "../../model/network-at";
import { isOpen } from "../../unknown/value";
import type { CheckContext } from "../context";
import { reported, type TopologyRule } from "../topology-rule";

/** FT132. Default routes are causes of other findings, and VNets behind a circuit are FT063's. */
export const nextHopUnreachable: TopologyRule = {
  id: "FT132",
  name: "next-hop-unreachable",
  severity: "error",
  summary: "A user-defined route has a next hop that Azure cannot send packets to.",
  why: "Azure accepts the route, and drops every packet that follows it.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["2.5", "2.12"],
  example: "a UDR 172.20.0.0/16 to VirtualNetworkGateway in a VNet with an ExpressRoute gateway only",
  check: (context) => {
    const reportedElsewhere = new Set(context.causes.map(({ fault }) => keyOf(fault)));
    const lost = context.topology.subnets
      .flatMap((subnet) => lostRoutes(context, subnet).map((fault) => ({ subnet, fault })))
      .filter(({ fault }) => !reportedElsewhere.has(keyOf(fault)));
    return groupBy(lost, ({ fault }) => keyOf(fault)).map((group) => {
      const { at, text, got, want, fix, facts } = group[0].fault;
      const finding = reported({ at, also: group.map(({ subnet }) => subnet.id), text, got, want, fix });
      return { ...finding, facts };
    });
  },
};

const keyOf = ({ at, text }: Pick<NextHopFault, "at" | "text">): string => `${at}\n${text}`;

const lostRoutes = (context: CheckContext, subnet: Subnet): NextHopFault[] =>
  context.index.routeTables
    .get(subnet.routeTable ?? "")
    ?.routes.flatMap((route) => lost(context, subnet, route) ?? []) ?? [];

function lost({ index, whole }: CheckContext, subnet: Subnet, route: UserRoute): NextHopFault | undefined {
  const { prefix, nextHopType, nextHopAddress } = route;
  const { network } = subnet;
  if (isOpen(prefix)) return undefined;
  const type = nextHopType.toLowerCase();
  if (type === "virtualnetworkgateway") {
    const hasGateway = gatewayNetworks(index, network).some((id) =>
      index.gatewaysOf(id).some(({ kind }) => kind === "Vpn"),
    );
    return hasGateway || mayHaveGatewayElsewhere(index, network) ? undefined : noVpnGateway({ index, subnet, prefix });
  }
  if (type !== "virtualappliance" || nextHopAddress === undefined) return undefined;
  if (nextHopsAt(index, reachablePlaces(index, network), nextHopAddress).length > 0) return undefined;
  const problem = nextHopProblem(index, network, nextHopAddress);
  const isCovered = problem?.kind === "out-of-reach" && problem.peering === undefined;
  if (!problem || (isCovered && networkAt(whole.networks, nextHopAddress))) return undefined;
  return lostNextHop({ index, subnet, prefix }, nextHopAddress, problem);
}
