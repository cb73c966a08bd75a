import { isPrivateAsn, MSEE_ASN, ROUTE_SERVER_ASN } from "../../../domain/asn";
import type { Connection, Gateway, OnPremises } from "../../model/azure";
import { edited } from "../../model/repair";
import type { TopologyIndex } from "../../model/topology-index";
import type { Scenario } from "../../unknown/scenario";
import { and } from "../../unknown/truth";
import { existsWith, type Link, rejected } from "../link";
import type { Rejection, Route, SpeakerId } from "../route";

/** Between a gateway and the edges of a circuit, both ways (rows 3.12 to 3.16). @param circuit the speaker's id */
export function circuitLinks(index: TopologyIndex, gateway: Gateway, connection: Connection, circuit: string): Link[] {
  const component = index.circuits.get(connection.circuit ?? "");
  const adjacency = {
    connection: connection.id,
    // A circuit that its provider has not provisioned carries nothing.
    exists: and(existsWith(gateway, connection, component), component?.provisioned ?? true),
  };
  return [
    { ...adjacency, ...toCircuit(gateway, connection, circuit, component?.name ?? "circuit") },
    { ...adjacency, ...toGateway(index, gateway, connection, circuit) },
  ];
}

const toCircuit = (gateway: Gateway, connection: Connection, circuit: string, name: string): Omit<Link, "exists"> => ({
  from: gateway.id,
  to: circuit,
  // A gateway does not advertise to any circuit what it learned from one (row 3.13).
  carries: (route) => route.connection === undefined && !staysWithin(route),
  keepsBack: (route) =>
    route.asPath.includes(MSEE_ASN)
      ? rejected(
          {
            at: route.origin,
            cause: "azure-asn-in-path",
            text: `the circuit's edges reject a path with their own AS number ${MSEE_ASN}`,
            got: `AS path ${[ROUTE_SERVER_ASN, ...route.asPath].join(" ")}`,
            want: `no ${MSEE_ASN} in the path`,
            fix: `remove ${MSEE_ASN} from what the NVA prepends`,
          },
          route,
        )
      : undefined,
  pass: (route) => ({
    ...route,
    asPath: [ROUTE_SERVER_ASN, ...route.asPath],
    neighbor: gateway.id,
    connection: connection.id,
    stations: [...route.stations, `${name} (${MSEE_ASN})`],
  }),
});

const staysWithin = ({ communities }: Route): boolean =>
  communities.some((community) => community === "no-advertise" || community === "no-export");

const toGateway = (
  index: TopologyIndex,
  gateway: Gateway,
  connection: Connection,
  circuit: string,
): Omit<Link, "exists"> => ({
  from: circuit,
  to: gateway.id,
  carries: ({ neighbor, origin }) => neighbor !== gateway.id && origin !== gateway.network,
  keepsBack: (route, scenario) => notToGateway(index, scenario, gateway, route),
  pass: (route) => ({
    ...route,
    asPath: [MSEE_ASN, ...route.asPath.map((asn) => (asn === ROUTE_SERVER_ASN ? MSEE_ASN : asn))],
    neighbor: circuit,
    connection: connection.id,
    stations: [...route.stations, gateway.name],
  }),
});

/** What a gateway refuses of the networks behind other gateways. */
function notToGateway(
  index: TopologyIndex,
  scenario: Scenario,
  gateway: Gateway,
  route: Route,
): Rejection | "filtered" | undefined {
  const branch = index.branchConnections.get(route.connection ?? "");
  if (branch) {
    const isOpen = index.hubGateways.get(branch.gateway)?.nonVirtualWanTraffic ?? false;
    return scenario.isTrue(and(isOpen, gateway.virtualWanTraffic)) ? undefined : "filtered";
  }
  const sender = index.gateways.get(route.neighbor ?? "");
  if (!sender) return undefined;
  const closed = [sender, gateway].find(({ remoteVnetTraffic }) => !scenario.isTrue(remoteVnetTraffic));
  if (closed) return remoteTrafficOff(closed, gateway, route);
  if (route.kind !== "nva") return undefined;
  const blocking = index
    .routeServersOf(gateway.network)
    .find((server) => scenario.isTrue(and(existsWith(server), server.branchToBranch)));
  return blocking && routeServerInNetwork(blocking.id, blocking.name, gateway, route);
}

const remoteTrafficOff = (closed: Gateway, gateway: Gateway, route: Route): Rejection =>
  rejected(
    {
      at: closed.id,
      towards: gateway.network,
      cause: "remote-vnet-traffic-off",
      text: `${closed.name} does not exchange traffic with other virtual networks over ExpressRoute`,
      got: '"remote_vnet_traffic_enabled": false',
      want: "true on both gateways",
      fix: '"remote_vnet_traffic_enabled": true',
      repair: (topology) => edited(topology, "gateways", closed.id, { remoteVnetTraffic: true }),
    },
    route,
  );

const routeServerInNetwork = (server: string, name: string, gateway: Gateway, route: Route): Rejection =>
  rejected(
    {
      at: server,
      towards: gateway.network,
      cause: "route-server-in-network",
      text: `${name} has branch-to-branch on: its network drops what NVAs of other networks advertise`,
      got: `a Route Server with branch-to-branch in the network of ${gateway.name}`,
      want: "no Route Server there",
      fix: `remove ${name} from that network`,
      repair: (topology) => ({ ...topology, routeServers: topology.routeServers.filter(({ id }) => id !== server) }),
    },
    route,
  );

/** Between a customer's edge and a circuit, both ways. @param circuit the speaker's id */
export function edgeLinks(edge: OnPremises, circuit: string): Link[] {
  const speaker = edgeSpeaker(edge);
  const announced = edge.announces.map(({ prefix, asPath, links }): Route => ({
    prefix,
    asPath,
    ...(links && { links }),
    kind: "outside",
    origin: speaker,
    communities: [],
    stations: [edge.name],
  }));
  return [
    {
      from: speaker,
      to: circuit,
      exists: true,
      origination: { possible: announced, routes: () => announced },
      carries: ({ neighbor }) => neighbor === undefined,
      pass: (route) => ({ ...route, neighbor: speaker, stations: [...route.stations, `circuit (${MSEE_ASN})`] }),
    },
    {
      from: circuit,
      to: speaker,
      exists: true,
      carries: ({ neighbor }) => neighbor !== speaker,
      pass: (route) => ({
        ...route,
        asPath: [MSEE_ASN, ...withoutLeadingPrivateAsns(route.asPath)],
        neighbor: circuit,
        stations: [...route.stations, edge.name],
      }),
    },
  ];
}

/** Speaker id of a customer's edge. */
export const edgeSpeaker = (edge: OnPremises): SpeakerId => `on-premises:${edge.name}`;

/** Private AS numbers are removed up to the first public one (row 3.16). */
function withoutLeadingPrivateAsns(asPath: readonly number[]): number[] {
  const first = asPath.findIndex((asn) => !isPrivateAsn(asn));
  return first === -1 ? [] : asPath.slice(first);
}
