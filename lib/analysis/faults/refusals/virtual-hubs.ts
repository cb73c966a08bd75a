import { reservedAsn } from "../../../domain/asn";
import { groupsByKey } from "../../../domain/group-by";
import type { Topology, VirtualHubConnection } from "../../model/azure";
import { isUnknown, shown } from "../../unknown/value";
import { networkName, type Refusal } from "./refusal";

/** What Azure refuses about virtual hubs (row 14.14). */
export const virtualHubs = (topology: Topology): Refusal[] =>
  topology.virtualHubs.length === 0
    ? []
    : [...connectedTwice(topology), ...besideGateway(topology), ...intentBesideTables(topology), ...asns(topology)];

/** The connections that are there for certain. */
const certain = ({ virtualHubConnections }: Topology): readonly VirtualHubConnection[] =>
  virtualHubConnections.filter(({ exists }) => exists === undefined);

function connectedTwice(topology: Topology): Refusal[] {
  const byNetwork = groupsByKey(certain(topology), ({ network }) => network);
  return [...byNetwork].flatMap(([network, connections]): Refusal[] => {
    const [first, second] = connections;
    if (!first || !second) return [];
    return [
      {
        networks: [network],
        at: second.id,
        text: `${networkName(topology, network)} is connected to a virtual hub by ${first.name} already`,
        got: `${connections.length} connections`,
        want: "one connection to one virtual hub",
        fix: `remove ${second.name}, or connect another VNet`,
        row: "14.14",
      },
    ];
  });
}

function besideGateway(topology: Topology): Refusal[] {
  const gateways = new Map(topology.gateways.map((gateway) => [gateway.network, gateway]));
  return certain(topology).flatMap(({ id, name, network }): Refusal[] => {
    const gateway = gateways.get(network);
    if (!gateway || gateway.exists !== undefined) return [];
    return [
      {
        networks: [network],
        at: id,
        text: `${name} connects ${networkName(topology, network)}, which has the gateway ${gateway.name}`,
        got: gateway.name,
        want: "a VNet without a gateway",
        fix: `remove ${gateway.name}, or ${name}`,
        row: "14.14",
      },
    ];
  });
}

function intentBesideTables(topology: Topology): Refusal[] {
  const connections = new Map(topology.virtualHubConnections.map((connection) => [connection.id, connection]));
  const tables = groupsByKey(topology.hubRouteTables, ({ hub }) => hub);
  return topology.routingIntents
    .filter(({ exists }) => exists === undefined)
    .flatMap(({ id, name, hub }): Refusal[] => {
      const own = tables.get(hub) ?? [];
      const custom = own.find(({ builtIn, exists }) => builtIn === undefined && exists === undefined);
      const route = own
        .filter(({ builtIn }) => builtIn === "default")
        .flatMap(({ routes }) => routes)
        .find(({ nextHop, exists }) => exists === undefined && connections.has(nextHop));
      if (!custom && !route) return [];
      return [
        {
          networks: topology.virtualHubConnections.filter((one) => one.hub === hub).map(({ network }) => network),
          at: id,
          text: custom
            ? `${name} is in a hub that has the route table ${custom.name}`
            : `${name} is in a hub whose default table has a route to ${connections.get(route!.nextHop)!.name}`,
          got: custom ? custom.name : `${route!.prefix} -> ${connections.get(route!.nextHop)!.name}`,
          want: "no route tables of your own, and no static route to a VNet connection",
          fix: custom ? `remove ${custom.name}, or the routing intent` : "remove the route, or the routing intent",
          row: "14.14",
        },
      ];
    });
}

const asns = (topology: Topology): Refusal[] =>
  topology.hubBgpConnections.flatMap(({ id, name, peerAsn, connection }): Refusal[] => {
    const refusal = isUnknown(peerAsn) ? undefined : reservedAsn(peerAsn);
    if (refusal === undefined || isUnknown(peerAsn)) return [];
    const network = topology.virtualHubConnections.find((one) => one.id === connection)?.network;
    return [
      {
        networks: network === undefined ? [] : [network],
        at: id,
        text: `${shown(name)} peers with AS ${peerAsn}, which ${refusal}`,
        got: String(peerAsn),
        want: "an AS number that a virtual hub accepts: 64512-65514, for example",
        fix: '"peer_asn": 65001',
        row: "14.10",
      },
    ];
  });
