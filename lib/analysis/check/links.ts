import { groupBy } from "../../domain/group-by";
import type { Machine, Topology } from "../model/azure";
import type { Component } from "../model/component";
import type { TopologyIndex } from "../model/topology-index";
import { shown } from "../unknown/value";
import type { CheckContext } from "./context";
import type { Failure } from "./failures";

/** Something between client and NVA that fails as a whole, with the ids of all that goes with it. */
export interface FailingLink extends Failure {
  readonly ids: readonly string[];
}

/**
 * Circuits, and Route Servers with several peers: with one, the session says it. Where nothing could take over, because
 * there is one circuit and one region, what hangs on a gateway is not tried one by one.
 */
export function links({ topology, index }: CheckContext): FailingLink[] {
  const { circuits, connections, gateways, routeServers } = topology;
  const regions = regionsOf(topology, index);
  const used = circuits.filter(({ id }) => connections.some(({ circuit }) => circuit === id));
  const servers = routeServers.filter(
    ({ id }) => topology.bgpConnections.filter(({ routeServer }) => routeServer === id).length > 1,
  );
  const always = [...used.map(failing("circuit")), ...servers.map(failing("route-server"))];
  if (used.length < 2 && regions.length < 2) return always;
  const joined = new Set(connections.map(({ gateway }) => gateway));
  return [
    ...always,
    ...connections.map(failing("connection")),
    ...gateways.filter(({ id }) => joined.has(id)).map(failing("gateway")),
    ...(regions.length < 2 ? [] : regions),
  ];
}

const failing =
  (kind: Failure["kind"]) =>
  ({ id, name }: Component): FailingLink => ({ kind, without: shown(name), id, ids: [id] });

/** The VNets of a location, with their machines. */
function regionsOf({ networks, machines }: Topology, index: TopologyIndex): FailingLink[] {
  const networkOf = ({ nics: [nic] }: Machine): string | undefined =>
    index.subnets.get(index.nics.get(nic ?? "")?.subnet ?? "")?.network;
  const placed = networks.flatMap(({ id, location }) => (location === undefined ? [] : [{ id, location }]));
  return groupBy(placed, ({ location }) => location.toLowerCase().replaceAll(" ", "")).map((group) => ({
    kind: "region",
    without: group[0].location,
    id: group[0].location,
    ids: [
      ...machines.filter((machine) => group.some(({ id }) => id === networkOf(machine))).map(({ id }) => id),
      ...group.map(({ id }) => id),
    ],
  }));
}
