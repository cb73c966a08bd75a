import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Connection, Machine, Peering } from "../../analysis/model/azure";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { publicIpsOf } from "../../analysis/model/nic-address";
import { shown } from "../../analysis/unknown/value";
import { asnText, peerMachine } from "./bgp-speakers";
import { INTERNET, type Link, onPremisesBox } from "./graph";
import { virtualHubLinks } from "./virtual-hub-links";

/**
 * The links of a topology's components. From top to bottom of the picture, which is how packets go to the internet:
 * hub's gateway, circuit, site's gateway, Route Server, NVA, internet.
 */
export function componentLinks(index: TopologyIndex): Link[] {
  return [
    ...connections(index),
    ...virtualHubLinks(index),
    ...edges(index),
    ...peerings(index),
    ...sessions(index),
    ...exchanges(index),
    ...egresses(index),
    ...backends(index),
    ...furtherNics(index),
  ];
}

function connections(index: TopologyIndex): Link[] {
  const origins = originNetworks(index);
  const rank = (end: string): number => {
    const gateway = index.topology.gateways.find(({ id }) => id === end);
    if (gateway === undefined) return 1;
    return origins.has(gateway.network) ? 2 : 0;
  };
  return index.topology.connections.flatMap((connection) => {
    const far = farEnd(connection);
    if (far === undefined) return [];
    // Circuits and sites are below hubs, and above the networks that originate routes; of two alike, the first by id
    // is above.
    const [from, to] = [connection.gateway, far].sort(
      (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1),
    ) as [string, string];
    return [{ ids: [connection.id], kind: "connection" as const, from, to, label: shown(connection.name) }];
  });
}

const farEnd = ({ circuit, peerGateway, localNetworkGateway }: Connection): string | undefined =>
  circuit ?? peerGateway ?? localNetworkGateway;

/** Networks that originate routes: their Route Server has peers. */
function originNetworks({ topology }: TopologyIndex): Set<string> {
  const peered = new Set(topology.bgpConnections.map(({ routeServer }) => routeServer));
  return new Set(topology.routeServers.filter(({ id }) => peered.has(id)).map(({ network }) => network));
}

function edges({ topology }: TopologyIndex): Link[] {
  // A site by VPN has a box of its own.
  return topology.onPremises
    .filter(({ over }) => over === "circuit")
    .map(({ name, at }) => ({ ids: [], kind: "connection" as const, from: at, to: onPremisesBox(name) }));
}

/** One link for both sides of a peering. */
function peerings({ topology }: TopologyIndex): Link[] {
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
  // From the network that uses the remote gateway to the one that has it.
  const [from, to] = lends(one, other) ? [other!, one] : [one, other];
  return {
    ids: [from.id, ...(to ? [to.id] : [])],
    kind: "peering",
    from: from.network,
    to: from.remote,
    label: lends(to, from) ? "peering, gateway transit" : "peering",
    heads: to ? ["from", "to"] : ["from"],
  };
}

function sessions(index: TopologyIndex): Link[] {
  return index.topology.bgpConnections.map((session) => ({
    ids: [session.id],
    kind: "bgp" as const,
    from: session.routeServer,
    to: peerMachine(index, session)?.id ?? shown(session.peerAddress),
    label: `${asnText(session.peerAsn)} - ${ROUTE_SERVER_ASN}`,
  }));
}

function exchanges({ topology }: TopologyIndex): Link[] {
  return topology.routeServers.flatMap(({ id, network, branchToBranch }) => {
    if (branchToBranch === false) return [];
    const label = branchToBranch === true ? "branch-to-branch" : "branch-to-branch ?";
    return topology.gateways
      .filter((gateway) => gateway.network === network)
      .map((gateway) => ({ ids: [], kind: "exchange" as const, from: gateway.id, to: id, label }));
  });
}

function egresses(index: TopologyIndex): Link[] {
  const own = index.topology.machines.flatMap((machine) => publicIps(index, machine));
  const nats = index.topology.natGateways.flatMap((nat) => {
    const behind = index.topology.machines.filter((machine) =>
      machine.nics.some((nic) => index.subnets.get(index.nics.get(nic)?.subnet ?? "")?.natGateway === nat.id),
    );
    const isUsed = index.topology.subnets.some(({ natGateway }) => natGateway === nat.id);
    const exit: Link[] = isUsed
      ? [{ ids: [], kind: "egress", from: nat.id, to: INTERNET, label: names(index, nat.publicIps) }]
      : [];
    return [...behind.map(({ id }): Link => ({ ids: [], kind: "egress", from: id, to: nat.id })), ...exit];
  });
  const balancers = index.topology.loadBalancers
    .filter(({ outbound }) => outbound.length > 0)
    .map(({ id, outbound }): Link => ({
      ids: [],
      kind: "egress",
      from: id,
      to: INTERNET,
      label: names(index, [...new Set(outbound.flatMap(({ publicIps }) => publicIps))]),
    }));
  const firewalls = index.topology.firewalls
    .filter(({ subnet, egressIps }) => subnet !== undefined && egressIps.length > 0)
    .map(({ id, egressIps }): Link => ({
      ids: [],
      kind: "egress",
      from: id,
      to: INTERNET,
      label: names(index, egressIps),
    }));
  return [...own, ...nats, ...balancers, ...firewalls];
}

function publicIps(index: TopologyIndex, machine: Machine): Link[] {
  const held = machine.nics.flatMap((nic) => publicIpsOf(index.nics.get(nic) ?? {}));
  return held.map((id) => ({
    ids: [id],
    kind: "egress" as const,
    from: machine.id,
    to: INTERNET,
    label: names(index, [id]),
  }));
}

function names({ topology }: TopologyIndex, publicIps: readonly string[]): string {
  return (
    publicIps.map((id) => shown(topology.publicIps.find((one) => one.id === id)?.name ?? id)).join(", ") ||
    "no public IP"
  );
}

function backends(index: TopologyIndex): Link[] {
  return index.topology.loadBalancers.flatMap(({ id, backends }) =>
    backends.flatMap((nic): Link[] => {
      const to = index.machineOf(nic)?.id;
      return to === undefined ? [] : [{ ids: [], kind: "attachment", from: id, to }];
    }),
  );
}

/** The NICs of a machine after its first. */
function furtherNics({ topology, nics }: TopologyIndex): Link[] {
  return topology.machines.flatMap(({ id, nics: [, ...more] }) =>
    more.filter((nic) => nics.has(nic)).map((nic): Link => ({ ids: [], kind: "attachment", from: id, to: nic })),
  );
}
