import { componentNamed } from "./find";
import type { Machine, Topology } from "./azure";

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
  const left = Object.fromEntries(
    Object.entries(topology).map(([key, list]) => [
      key,
      (list as readonly { readonly id?: string }[]).filter((component) => component.id !== id),
    ]),
  ) as unknown as Topology;
  const gone = topology.machines.find((one) => one.id === id);
  return gone ? withoutNics(left, gone) : detached(left, id);
}

/** A machine takes its NICs along, and the sessions with them. */
function withoutNics(topology: Topology, { nics }: Machine): Topology {
  const addresses = topology.nics.filter(({ id }) => nics.includes(id)).map(({ address }) => address);
  return {
    ...topology,
    nics: topology.nics.filter(({ id }) => !nics.includes(id)),
    bgpConnections: topology.bgpConnections.filter(({ peerAddress }) => !addresses.includes(peerAddress)),
  };
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
  const nics = topology.machines.find(({ id }) => id === machine)?.nics ?? [];
  const addresses = topology.nics.filter(({ id }) => nics.includes(id)).map(({ address }) => address);
  return {
    ...topology,
    bgpConnections: topology.bgpConnections.filter(
      ({ routeServer, peerAddress }) => routeServer !== server || !addresses.includes(peerAddress),
    ),
  };
}
