import { circuitsByExpression } from "./circuits-by-expression";
import type { Topology } from "./azure";

const cache = new WeakMap<Topology, ReadonlyMap<string, Topology>>();

/**
 * The island that a network belongs to, as a topology of its own: routes and paths of the others have no part in it.
 */
export function islandOf(topology: Topology, network: string | undefined): Topology {
  const islands = cache.get(topology) ?? split(topology);
  cache.set(topology, islands);
  return islands.get(network ?? "") ?? topology;
}

/** All islands, each once. */
export function islandsOf(topology: Topology): readonly Topology[] {
  return [...new Set(topology.networks.map(({ id }) => islandOf(topology, id)))];
}

function split(topology: Topology): Map<string, Topology> {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at)!;
    return at;
  };
  const join = (a: string, b: string): void => void parent.set(root(a), root(b));
  // Circuits that may turn out to be one are looked at together.
  for (const { id } of circuitsByExpression(topology)) join(`circuit ${id}`, "circuit told");
  const networkOfGateway = new Map(topology.gateways.map(({ id, network }) => [id, network]));
  for (const { network, remote } of topology.peerings) join(network, remote);
  for (const { gateway, circuit, peerGateway, localNetworkGateway } of topology.connections) {
    const network = networkOfGateway.get(gateway);
    if (network === undefined) continue;
    if (circuit !== undefined) join(network, `circuit ${circuit}`);
    if (peerGateway !== undefined) join(network, networkOfGateway.get(peerGateway) ?? peerGateway);
    if (localNetworkGateway !== undefined) join(network, `site ${localNetworkGateway}`);
  }
  const roots = new Set(topology.networks.map(({ id }) => root(id)));
  if (roots.size < 2) return new Map(topology.networks.map(({ id }) => [id, topology]));
  return parted(topology, root, networkOfGateway);
}

function parted(
  topology: Topology,
  root: (id: string) => string,
  networkOfGateway: ReadonlyMap<string, string>,
): Map<string, Topology> {
  const networkOfSubnet = new Map(topology.subnets.map(({ id, network }) => [id, network]));
  const networkOfNic = new Map(topology.nics.map(({ id, subnet }) => [id, networkOfSubnet.get(subnet)]));
  const networkOfServer = new Map(topology.routeServers.map(({ id, network }) => [id, network]));
  const groups = new Map<string, Record<string, unknown[]>>();
  const put = (key: keyof Topology, item: unknown, network: string | undefined): void => {
    if (network === undefined) return;
    const at = root(network);
    const lists = groups.get(at) ?? {};
    groups.set(at, lists);
    (lists[key] ??= []).push(item);
  };
  for (const item of topology.networks) put("networks", item, item.id);
  for (const item of topology.subnets) put("subnets", item, item.network);
  for (const item of topology.nics) put("nics", item, networkOfNic.get(item.id));
  for (const item of topology.machines) put("machines", item, networkOfNic.get(item.nics[0] ?? ""));
  for (const item of topology.gateways) put("gateways", item, item.network);
  for (const item of topology.routeServers) put("routeServers", item, item.network);
  for (const item of topology.bgpConnections) put("bgpConnections", item, networkOfServer.get(item.routeServer));
  for (const item of topology.connections) put("connections", item, networkOfGateway.get(item.gateway));
  for (const item of topology.peerings) put("peerings", item, item.network);
  for (const item of topology.privateEndpoints) put("privateEndpoints", item, networkOfSubnet.get(item.subnet));
  for (const item of topology.circuits) put("circuits", item, `circuit ${item.id}`);
  for (const item of topology.onPremises) put("onPremises", item, `circuit ${item.circuit}`);
  for (const item of topology.localNetworkGateways) put("localNetworkGateways", item, `site ${item.id}`);
  const byRoot = new Map(
    [...groups].map(([at, lists]) => [at, { ...topology, ...EMPTY, ...shared(topology, lists), ...lists }]),
  );
  return new Map(topology.networks.map(({ id }) => [id, byRoot.get(root(id))!]));
}

const EMPTY: Partial<Topology> = {
  networks: [],
  subnets: [],
  nics: [],
  machines: [],
  gateways: [],
  routeServers: [],
  bgpConnections: [],
  connections: [],
  peerings: [],
  privateEndpoints: [],
  circuits: [],
  onPremises: [],
  localNetworkGateways: [],
};

/** What several islands may use: only what this one does. */
function shared(topology: Topology, lists: Record<string, unknown[]>): Partial<Topology> {
  const subnets = (lists["subnets"] ?? []) as Topology["subnets"];
  const nics = (lists["nics"] ?? []) as Topology["nics"];
  const index = indexOf(topology);
  const pick = <T>(byId: ReadonlyMap<string, T>, ids: readonly (string | undefined)[]): T[] =>
    [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (byId.get(id) ?? [])));
  const conditional = [...subnets, ...nics].flatMap((one) => one.conditional ?? []).map(({ id }) => id);
  const natGateways = pick(index.natGateways, [...subnets.map(({ natGateway }) => natGateway), ...conditional]);
  const balancers = [
    ...new Set([
      ...nics.flatMap(({ id }) => index.balancersOfNic.get(id) ?? []),
      ...subnets.flatMap(({ id }) => index.balancersOfSubnet.get(id) ?? []),
    ]),
  ];
  return {
    routeTables: pick(index.routeTables, [...subnets.map(({ routeTable }) => routeTable), ...conditional]),
    securityGroups: pick(index.securityGroups, [
      ...[...subnets, ...nics].map(({ securityGroup }) => securityGroup),
      ...conditional,
    ]),
    natGateways,
    loadBalancers: balancers,
    publicIps: pick(index.publicIps, [
      ...nics.map(({ publicIp }) => publicIp),
      ...natGateways.flatMap(({ publicIps }) => publicIps),
      ...balancers.flatMap(({ outboundPublicIps }) => outboundPublicIps),
    ]),
  };
}

interface Index {
  readonly routeTables: ReadonlyMap<string, Topology["routeTables"][number]>;
  readonly securityGroups: ReadonlyMap<string, Topology["securityGroups"][number]>;
  readonly natGateways: ReadonlyMap<string, Topology["natGateways"][number]>;
  readonly publicIps: ReadonlyMap<string, Topology["publicIps"][number]>;
  readonly balancersOfNic: ReadonlyMap<string, readonly Topology["loadBalancers"][number][]>;
  readonly balancersOfSubnet: ReadonlyMap<string, readonly Topology["loadBalancers"][number][]>;
}

const indexes = new WeakMap<Topology, Index>();

function indexOf(topology: Topology): Index {
  const known = indexes.get(topology);
  if (known) return known;
  const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> =>
    new Map(list.map((item) => [item.id, item]));
  const under = (
    keys: (balancer: Topology["loadBalancers"][number]) => readonly (string | undefined)[],
  ): Map<string, Topology["loadBalancers"][number][]> => {
    const map = new Map<string, Topology["loadBalancers"][number][]>();
    for (const balancer of topology.loadBalancers)
      for (const key of keys(balancer)) if (key !== undefined) map.set(key, [...(map.get(key) ?? []), balancer]);
    return map;
  };
  const index: Index = {
    routeTables: byId(topology.routeTables),
    securityGroups: byId(topology.securityGroups),
    natGateways: byId(topology.natGateways),
    publicIps: byId(topology.publicIps),
    balancersOfNic: under(({ backends }) => backends),
    balancersOfSubnet: under(({ frontends }) => frontends.map(({ subnet }) => subnet)),
  };
  indexes.set(topology, index);
  return index;
}
