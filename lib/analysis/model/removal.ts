import { componentNamed } from "./find";
import type { BgpConnection, Machine, Topology } from "./azure";
import { peerOf } from "./relations";
import { TopologyIndex } from "./topology-index";

/**
 * The topology with one thing gone: a component, or the BGP session "vm-nva100 - rs-hub100".
 * What is left may refer to it; nothing is put in its place.
 * @throws TopologyError where there is no such thing
 */
export function without(topology: Topology, what: string): Topology {
  const [machine, server] = what.split(" - ");
  if (machine !== undefined && server !== undefined)
    return withoutSession(topology, componentNamed(topology, machine).id, componentNamed(topology, server).id);
  const { id } = componentNamed(topology, what);
  const { machines } = topology;
  // A Route Server's peer that is not in the files might announce anything: the session goes with its machine.
  const separate = machines.some((one) => one.id === id)
    ? withoutSessions(topology, (_, peer) => peer === id)
    : topology;
  const left = Object.fromEntries(
    Object.entries(separate).map(([key, list]) => [
      key,
      (list as readonly { readonly id?: string }[]).filter((component) => component.id !== id),
    ]),
  ) as unknown as Topology;
  const gone = machines.find((one) => one.id === id);
  return gone ? withoutNics(left, gone) : detached(left, id);
}

/** A machine's NICs go with it. */
function withoutNics(topology: Topology, { nics }: Machine): Topology {
  return { ...topology, nics: topology.nics.filter(({ id }) => !nics.includes(id)) };
}

/** What hung on the component hangs on nothing. */
function detached(topology: Topology, id: string): Topology {
  return {
    ...topology,
    connections: topology.connections.filter(
      ({ gateway, circuit, peerGateway, localNetworkGateway }) =>
        ![gateway, circuit, peerGateway, localNetworkGateway].includes(id),
    ),
    peerings: topology.peerings.filter(({ network, remote }) => network !== id && remote !== id),
    nics: topology.nics.map((nic) =>
      nic.publicIp === id || nic.securityGroup === id
        ? {
            ...nic,
            ...(nic.publicIp === id && { publicIp: undefined }),
            ...(nic.securityGroup === id && { securityGroup: undefined }),
          }
        : nic,
    ),
    natGateways: topology.natGateways.map((gateway) => ({
      ...gateway,
      publicIps: gateway.publicIps.filter((ip) => ip !== id),
    })),
    loadBalancers: topology.loadBalancers.map((balancer) => ({
      ...balancer,
      outboundPublicIps: balancer.outboundPublicIps.filter((ip) => ip !== id),
    })),
  };
}

function withoutSession(topology: Topology, machine: string, server: string): Topology {
  return withoutSessions(topology, (connection, peer) => connection.routeServer === server && peer === machine);
}

/** @param gone told a BGP connection, and the id of the machine that is its peer */
function withoutSessions(
  topology: Topology,
  gone: (connection: BgpConnection, peer: string | undefined) => boolean,
): Topology {
  const index = new TopologyIndex(topology);
  return {
    ...topology,
    bgpConnections: topology.bgpConnections.filter(
      (connection) => !gone(connection, peerOf(index, connection)?.machine?.id),
    ),
  };
}
