import type { Nic, Subnet } from "../model/azure";
import type { TopologyIndex } from "../model/topology-index";
import { GATEWAY_SUBNET, isSubnetNamed } from "../../domain/reserved-subnet";
import type { Trace } from "../results";
import type { FlowQuery } from "./flow/query";

/** A flow, and the paths that its packets and their answers take. */
export interface FollowedFlow {
  readonly query: FlowQuery;
  readonly traces: readonly Trace[];
}

/**
 * Ids of everything that decides about the packets of a flow: stations, what decided there, and the networks, subnets,
 * route tables and security groups that these are in.
 */
export function componentsOnPath(index: TopologyIndex, { query, traces }: FollowedFlow): ReadonlySet<string> {
  const hops = traces.flatMap((trace) => trace.hops);
  const stations = [query.from, query.to, query.toFirewall?.firewall, ...hops.map(({ id }) => id)].flatMap(
    (id) => id ?? [],
  );
  const decisive = hops.flatMap(({ decisions }) => decisions.flatMap(({ at }) => at ?? []));
  return new Set([...stations, ...decisive, ...stations.flatMap((id) => placesOf(index, id))]);
}

/** Where a station is, and what is associated with it. */
function placesOf(index: TopologyIndex, id: string): readonly string[] {
  const machine = index.machines.get(id);
  const nics = [id, ...(machine?.nics ?? [])].flatMap((one) => index.nics.get(one) ?? index.firewallNic(one) ?? []);
  const gateway = index.gateways.get(id);
  const endpoint = index.topology.privateEndpoints.find((one) => one.id === id);
  const subnets = [...nics.map(({ subnet }) => subnet), endpoint?.subnet ?? ""].flatMap(
    (one) => index.subnets.get(one) ?? [],
  );
  const ofGateway = gateway ? index.subnetsOf(gateway.network, ({ name }) => isSubnetNamed(name, GATEWAY_SUBNET)) : [];
  return [
    ...nics.flatMap((nic) => [nic.id, ...groupsOf(index, nic)]),
    ...[...subnets, ...ofGateway].flatMap((subnet) => [
      subnet.id,
      subnet.network,
      ...groupsOf(index, subnet),
      ...index.possiblyAssociated(subnet, "routeTable"),
    ]),
    ...(gateway ? [gateway.network] : []),
  ];
}

const groupsOf = (index: TopologyIndex, component: Subnet | Nic): readonly string[] =>
  index.possiblyAssociated(component, "securityGroup");
