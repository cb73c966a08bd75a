import { contains, parsePrefix } from "../../../domain/ipv4";
import { groupBy } from "../../../domain/group-by";
import { bgpTable } from "../../bgp/bgp-table";
import type { Machine, RouteServer } from "../../model/azure";
import { referredAddress } from "../../model/nic-address";
import { shown } from "../../unknown/value";
import type { CheckContext } from "../context";
import { list, verb } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT133. */
export const advertisedInsideVnet: TopologyRule = {
  id: "FT133",
  name: "advertised-inside-vnet",
  severity: "warning",
  summary: "An NVA advertises a prefix inside the VNet that learns it, and no subnet uses the route.",
  why: "The system routes of a VNet and of its peerings take precedence over BGP, also over longer prefixes: traffic between subnets bypasses the NVA.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-injection-in-spokes"],
  facts: ["2.2"],
  example: "an NVA that advertises the prefix of another subnet of its VNet to the Route Server",
  check: (context) =>
    context.topology.routeServers
      .filter(({ network }) => context.index.gatewaysOf(network).length === 0)
      .flatMap((server) =>
        groupBy(unused(context, server), ({ machine }) => machine.id).map((group) => {
          const { machine } = group[0];
          const prefixes = group.map(({ prefix }) => prefix);
          const nic = context.index.nics.get(machine.nics[0] ?? "");
          const network = context.index.networks.get(server.network);
          return reported({
            at: machine.id,
            also: [server.id, server.network],
            text: `${machine.name} advertises ${list(prefixes)} to ${server.name}, and no subnet uses ${verb(prefixes, "this route", "these routes")}: ${verb(prefixes, "it lies", "they lie")} in ${network?.name ?? server.network} or in a VNet that is peered with it`,
            got: `${list(prefixes)} by BGP`,
            want: "UDRs for prefixes inside of these VNets",
            fix: `in the route tables of the subnets that send there, add routes for ${list(prefixes)} with next hop ${nic ? shown(referredAddress(nic)) : machine.name}`,
            rows: ["2.2"],
          });
        }),
      ),
};

interface Advertised {
  readonly machine: Machine;
  readonly prefix: string;
}

/** What machines advertise to a Route Server inside the ranges of its network and of its peers, and no table has. */
function unused({ topology, index, routes }: CheckContext, server: RouteServer): Advertised[] {
  const near = [server.network, ...index.peeringsOf(server.network).map(({ remote }) => remote)];
  const ranges = near
    .flatMap((id) => index.networks.get(id)?.addressSpace ?? [])
    .flatMap((one) => parsePrefix(one) ?? []);
  return bgpTable(topology, server.id).flatMap(({ prefix, neighbor, from }) => {
    const machine = topology.machines.find(({ name }) => name === neighbor);
    const parsed = parsePrefix(prefix);
    const isInside = parsed !== undefined && ranges.some((range) => contains(range, parsed));
    if (!machine || !isInside) return [];
    const isUsed = routes.some((table) =>
      table.routes.some((route) => route.prefix === prefix && route.learned?.from[0] === from[0]),
    );
    return isUsed ? [] : [{ machine, prefix }];
  });
}
