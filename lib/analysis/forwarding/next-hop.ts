import { isInside } from "../../domain/ipv4";
import { noVpnGateway } from "../faults/next-hops";
import { balancedTo, notInFiles } from "../faults/not-modelled";
import { mayHaveGatewayElsewhere } from "../model/next-hop-problem";
import { isPublic } from "../model/address";
import type { LoadBalancer } from "../model/azure";
import { endpointWithoutRoute, keptInNetwork, noSuchAddress, routeDrops } from "../faults/routing";
import type { EffectiveRoute } from "../results";
import { toAppliance } from "./appliance";
import { intoCircuit, intoVpn } from "./beyond-gateway";
import { toInternet } from "./leave-azure";
import { ownerOf } from "./owner";
import { crossPeering } from "./peering";
import { endpointAt, toPrivateEndpoint } from "./private-endpoint";
import { arriving, type RoutingPoint, type Step } from "./step";
import type { Transit } from "./transit";

/** Along a route of a subnet, to its next hop. */
export function followRoute(transit: Transit, from: RoutingPoint, row: EffectiveRoute): Step[] {
  const { nextHop } = row;
  switch (nextHop.kind) {
    case "local":
      return deliver(transit, from, from.subnet.network, row);
    case "peering":
      return deliver(transit, from, nextHop.network);
    case "appliance":
      return toAppliance(transit, from, { row, address: nextHop.address });
    case "internet":
      return [toInternet(transit, from, row)];
    case "none":
      return [dropped(transit, from, row)];
    case "circuit":
      return intoCircuit(transit, nextHop);
    case "vpn":
      return intoVpn(transit, nextHop.gateway);
    case "hub":
      return [{ transit, at: { ...nextHop, kind: "in-hub" } }];
    case "service":
      return [toService(transit, nextHop.service)];
    case "private-endpoint":
      return [overEndpointRoute(transit, from, nextHop.endpoint)];
  }
}

/** By a route to None, or by one to a VPN gateway that is not there. */
function dropped(transit: Transit, { subnet }: RoutingPoint, row: EffectiveRoute): Step {
  const { index } = transit.routing;
  const { hop, packet } = transit;
  if (row.source !== "User" || row.nextHopType !== "VirtualNetworkGateway")
    return transit.drop(routeDrops(subnet.id, hop, packet.destination.text, row));
  const network = index.networks.get(subnet.network)?.name ?? subnet.network;
  return mayHaveGatewayElsewhere(index, subnet.network)
    ? transit.undetermined(notInFiles(subnet.id, hop, `the VPN gateway of ${network}`))
    : transit.drop({
        reason: "next-hop-unreachable",
        hop,
        ...noVpnGateway({ index, subnet, prefix: row.prefix }),
      });
}

/** To the NIC in a network, the own or a peered one, that has the address. */
function deliver(transit: Transit, from: RoutingPoint, to: string, row?: EffectiveRoute): Step[] {
  const crossed = crossPeering(transit, from, to);
  if ("disposition" in crossed) return [crossed];
  const { routing, packet, hop } = crossed;
  const nic = ownerOf(routing, to, packet);
  if (nic) return [arriving(crossed, nic)];
  const network = routing.index.networks.get(to) ?? { id: to, name: to };
  const address = packet.destination.text;
  const endpoint = endpointAt(crossed, to);
  if (endpoint)
    return routing.scenario.isTrue(routing.index.networks.get(to)?.endpointPolicies ?? false)
      ? [toPrivateEndpoint(crossed, endpoint)]
      : [crossed.drop(endpointWithoutRoute(endpoint, hop, { network, address, table: from.subnet }))];
  const balancer = balancerAt(crossed, to);
  if (balancer) return [crossed.undetermined(balancedTo(hop, balancer, address))];
  const isOfNetwork = routing.index.networks.get(to)?.addressSpace.some((range) => isInside(`${address}/32`, range));
  if (row?.source === "User" && isPublic(packet.destination) && isOfNetwork !== true)
    return [
      crossed.drop(keptInNetwork(network, hop, { row, address, table: from.subnet.routeTable ?? from.subnet.id })),
    ];
  return routing.index.isOutside(to)
    ? [crossed.undetermined(notInFiles(network.id, hop, `the owner of ${address} in ${network.name}`))]
    : [crossed.drop(noSuchAddress(network, hop, address))];
}

/** The load balancer of a network that has the packet's destination address. */
const balancerAt = ({ routing: { index }, packet }: Transit, network: string): LoadBalancer | undefined =>
  index.present(index.topology.loadBalancers, ({ frontends }) =>
    frontends.some(
      ({ address, subnet = "" }) =>
        address === packet.destination.text && index.subnets.get(subnet)?.network === network,
    ),
  )[0];

const toService = (transit: Transit, service: string): Step =>
  transit
    .to({ kind: "service", name: service, detail: "via the service endpoint" })
    .end({ kind: "service", direct: true });

/** By the /32 of a private endpoint, which may be in a peered network. */
function overEndpointRoute(transit: Transit, from: RoutingPoint, id: string): Step {
  const { index } = transit.routing;
  const endpoint = index.topology.privateEndpoints.find((one) => one.id === id)!;
  const crossed = crossPeering(transit, from, index.subnets.get(endpoint.subnet)?.network ?? from.subnet.network);
  return "disposition" in crossed ? crossed : toPrivateEndpoint(crossed, endpoint);
}
