import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Connection, Machine, Peering } from "../../analysis/model/azure";
import { shown } from "../../analysis/unknown/value";
import { INTERNET, type Link, onPremisesBox } from "./graph";
import { type SortedTopology, numberText } from "./sorted-topology";

/**
 * The links of a topology's components. From top to bottom of the picture, which is how packets go to the internet:
 * hub's gateway, circuit, site's gateway, Route Server, NVA, internet.
 */
export function componentLinks(known: SortedTopology): Link[] {
  return [
    ...connections(known),
    ...edges(known),
    ...peerings(known),
    ...sessions(known),
    ...exchanges(known),
    ...egresses(known),
    ...balanced(known),
    ...cards(known),
  ];
}

function connections(known: SortedTopology): Link[] {
  const origins = originNetworks(known);
  const rank = (end: string): number => {
    const gateway = known.topology.gateways.find(({ id }) => id === end);
    if (gateway === undefined) return 1;
    return origins.has(gateway.network) ? 2 : 0;
  };
  return known.topology.connections.flatMap((connection) => {
    const far = farEnd(connection);
    if (far === undefined) return [];
    // Circuits and sites lie below hubs, and above the networks that routes come from; of two alike, the first by id is
    // above.
    const [from, to] = [connection.gateway, far].sort(
      (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1),
    ) as [string, string];
    return [{ ids: [connection.id], kind: "connection" as const, from, to, label: shown(connection.name) }];
  });
}

const farEnd = ({ circuit, peerGateway, localNetworkGateway }: Connection): string | undefined =>
  circuit ?? peerGateway ?? localNetworkGateway;

/** Networks with a Route Server that has peers. */
function originNetworks({ topology }: SortedTopology): Set<string> {
  const peered = new Set(topology.bgpConnections.map(({ routeServer }) => routeServer));
  return new Set(topology.routeServers.filter(({ id }) => peered.has(id)).map(({ network }) => network));
}

function edges({ topology }: SortedTopology): Link[] {
  return topology.onPremises.map(({ name, circuit }) => ({
    ids: [],
    kind: "connection" as const,
    from: circuit,
    to: onPremisesBox(name),
  }));
}

/** One line for the two sides of a peering. */
function peerings({ topology }: SortedTopology): Link[] {
  const drawn = new Map<string, Link>();
  for (const one of topology.peerings) {
    const pair = [one.network, one.remote].sort().join("\n");
    const other = topology.peerings.find(
      (far) => far !== one && far.network === one.remote && far.remote === one.network,
    );
    if (!drawn.has(pair)) drawn.set(pair, peering(one, other));
  }
  return [...drawn.values()];
}

function peering(one: Peering, other: Peering | undefined): Link {
  const lends = (lender: Peering | undefined, borrower: Peering | undefined): boolean =>
    lender?.gatewayTransit === true && borrower?.useRemoteGateways === true;
  // From the one that borrows a gateway to the one that has it.
  const [from, to] = lends(one, other) ? [other!, one] : [one, other];
  return {
    ids: [from.id, ...(to ? [to.id] : [])],
    kind: "peering",
    from: from.network,
    to: from.remote,
    label: lends(to, from) ? "peering, lends its gateway" : "peering",
    heads: to ? ["from", "to"] : ["from"],
  };
}

function sessions(known: SortedTopology): Link[] {
  return known.topology.bgpConnections.map((session) => ({
    ids: [session.id],
    kind: "bgp" as const,
    from: session.routeServer,
    to: known.peerOf(session)?.id ?? shown(session.peerAddress),
    label: `${numberText(session.peerAsn)} - ${ROUTE_SERVER_ASN}`,
  }));
}

function exchanges({ topology }: SortedTopology): Link[] {
  return topology.routeServers.flatMap(({ id, network, branchToBranch }) => {
    if (branchToBranch === false) return [];
    const label = branchToBranch === true ? "branch-to-branch" : "branch-to-branch ?";
    return topology.gateways
      .filter((gateway) => gateway.network === network)
      .map((gateway) => ({ ids: [], kind: "exchange" as const, from: gateway.id, to: id, label }));
  });
}

function egresses(known: SortedTopology): Link[] {
  const own = known.topology.machines.flatMap((machine) => publicIps(known, machine));
  const nats = known.topology.natGateways.flatMap((nat) => {
    const behind = known.topology.machines.filter((machine) =>
      machine.nics.some((nic) => known.subnets.get(known.nics.get(nic)?.subnet ?? "")?.natGateway === nat.id),
    );
    const isUsed = known.topology.subnets.some(({ natGateway }) => natGateway === nat.id);
    const exit: Link[] = isUsed
      ? [{ ids: [], kind: "egress", from: nat.id, to: INTERNET, label: names(known, nat.publicIps) }]
      : [];
    return [...behind.map(({ id }): Link => ({ ids: [], kind: "egress", from: id, to: nat.id })), ...exit];
  });
  const balancers = known.topology.loadBalancers
    .filter(({ outboundPublicIps }) => outboundPublicIps.length > 0)
    .map(({ id, outboundPublicIps }): Link => ({
      ids: [],
      kind: "egress",
      from: id,
      to: INTERNET,
      label: names(known, outboundPublicIps),
    }));
  return [...own, ...nats, ...balancers];
}

function publicIps(known: SortedTopology, machine: Machine): Link[] {
  const held = machine.nics.flatMap((nic) => known.nics.get(nic)?.publicIp ?? []);
  return held.map((id) => ({
    ids: [id],
    kind: "egress" as const,
    from: machine.id,
    to: INTERNET,
    label: names(known, [id]),
  }));
}

function names({ topology }: SortedTopology, publicIps: readonly string[]): string {
  return (
    publicIps.map((id) => shown(topology.publicIps.find((one) => one.id === id)?.name ?? id)).join(", ") ||
    "no public IP"
  );
}

function balanced(known: SortedTopology): Link[] {
  return known.topology.loadBalancers.flatMap(({ id, backends }) =>
    backends.flatMap((nic): Link[] => {
      const to = known.machineOf(nic)?.id;
      return to === undefined ? [] : [{ ids: [], kind: "attachment", from: id, to }];
    }),
  );
}

/** A machine's NICs after its first. */
function cards({ topology, nics }: SortedTopology): Link[] {
  return topology.machines.flatMap(({ id, nics: [, ...more] }) =>
    more.filter((nic) => nics.has(nic)).map((nic): Link => ({ ids: [], kind: "attachment", from: id, to: nic })),
  );
}
