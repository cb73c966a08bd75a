import type { FactId } from "../facts";
import { contains, overlaps, parsePrefix, parseSource } from "../../domain/ipv4";
import { asnRefusal } from "../../domain/asn";
import type { Network, Peering, RouteTable, Subnet, Topology } from "../model/azure";
import { isOpen, isUnknown, shown } from "../unknown/value";

/** A configuration that the plan takes and Azure does not: the apply ends there. */
export interface Refusal {
  /** Ids of the networks that it concerns. */
  readonly networks: readonly string[];
  /** Id of the component to change. */
  readonly at: string;
  /** One sentence, lower case, no full stop. */
  readonly text: string;
  readonly got: string;
  readonly want: string;
  /** The smallest edit. */
  readonly fix: string;
  /** Row of docs/how-azure-routes.md. */
  readonly row: FactId;
}

/** Everything in the topology that Azure would refuse, as far as its documentation says so; sorted by place. */
export function refusals(topology: Topology): Refusal[] {
  const all = [
    ...topology.subnets.flatMap((subnet) => reservedSubnet(topology, subnet)),
    ...topology.routeTables.flatMap((table) => routeTable(topology, table)),
    ...topology.peerings.flatMap((peering) => remoteGateways(topology, peering)),
    ...topology.networks.flatMap((network) => twoRemotes(topology, network)),
    ...overlapping(topology),
    ...misplaced(topology),
    ...tooManyPeers(topology),
    ...asnRefused(topology),
  ];
  return all.sort((a, b) => (`${a.at}\n${a.text}` < `${b.at}\n${b.text}` ? -1 : 1));
}

/** Azure's limits (section 9 of docs/how-azure-routes.md) beyond which it refuses. */
export const REFUSED_BEYOND = {
  routesInTable: 400,
  tagRoutesInTable: 25,
  peersOfRouteServer: 8,
  peeringsOfNetwork: 500,
} as const;

function reservedSubnet(topology: Topology, { id, name, network, routeTable, securityGroup }: Subnet): Refusal[] {
  if (name !== "GatewaySubnet" && name !== "RouteServerSubnet") return [];
  const where = `${topology.networks.find((one) => one.id === network)?.name ?? network}/${name}`;
  const found: Refusal[] = [];
  if (securityGroup !== undefined) {
    const group = topology.securityGroups.find((one) => one.id === securityGroup)?.name ?? securityGroup;
    found.push({
      networks: [network],
      at: id,
      text: `${where} has a network security group`,
      got: group,
      want: `no network security group on ${name} (Azure)`,
      fix: "remove the association",
      row: "3.8",
    });
  }
  const table = topology.routeTables.find((one) => one.id === routeTable);
  if (table && name === "GatewaySubnet" && table.propagation === false) {
    found.push({
      networks: [network],
      at: table.id,
      text: `${where} has a route table without propagation`,
      got: '"bgp_route_propagation_enabled": false',
      want: "propagation on GatewaySubnet (Azure)",
      fix: '"bgp_route_propagation_enabled": true',
      row: "3.8",
    });
  }
  const defaults = table?.routes.filter(({ prefix }) => parsePrefix(prefix)?.length === 0) ?? [];
  if (table && defaults.length > 0) {
    found.push({
      networks: [network],
      at: table.id,
      text: `${where} has a route 0.0.0.0/0`,
      got: `0.0.0.0/0 -> ${defaults[0]!.nextHopAddress ?? defaults[0]!.nextHopType}`,
      want: `no default route on ${name} (Azure)`,
      fix: "remove that route",
      row: "3.8",
    });
  }
  return found;
}

function routeTable(topology: Topology, { id, name, routes }: RouteTable): Refusal[] {
  const networks = [
    ...new Set(topology.subnets.filter((subnet) => subnet.routeTable === id).map(({ network }) => network)),
  ].sort();
  const prefixes = routes.map(({ prefix }) => prefix.toLowerCase());
  const twice = [...new Set(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index))].sort();
  const found = twice.map((prefix): Refusal => {
    const names = routes.filter((route) => route.prefix.toLowerCase() === prefix).map((route) => route.name);
    return {
      networks,
      at: id,
      text: `${name} has ${prefix} twice`,
      got: names.sort().join(", "),
      want: "each prefix once in a route table: user-defined routes do not share the load",
      fix: `keep one of ${names.join(", ")}`,
      row: "2.4",
    };
  });
  const tags = routes.filter(({ prefix }) => !/^[\d.]+\/\d+$/.test(prefix) && /^[A-Za-z.]+$/.test(prefix));
  return [
    ...found,
    ...beyond(networks, id, name, "routes", routes.length, REFUSED_BEYOND.routesInTable),
    ...beyond(networks, id, name, "routes for service tags", tags.length, REFUSED_BEYOND.tagRoutesInTable),
  ];
}

function beyond(
  networks: readonly string[],
  at: string,
  name: string,
  what: string,
  count: number,
  most: number,
): Refusal[] {
  if (count <= most) return [];
  return [
    {
      networks,
      at,
      text: `${name} has ${count} ${what}`,
      got: String(count),
      want: `at most ${most} (Azure)`,
      fix: `leave out ${count - most}, or join some`,
      row: "9",
    },
  ];
}

/** Row 3.4. */
function remoteGateways(topology: Topology, peering: Peering): Refusal[] {
  if (peering.useRemoteGateways !== true) return [];
  const { id, name, network, remote } = peering;
  const refuse = (text: string, got: string, want: string, fix: string, at = id): Refusal => ({
    networks: [network, remote].sort(),
    at,
    text,
    got,
    want,
    fix,
    row: "3.4",
  });
  const own = sourcesOf(topology, network);
  if (own.length > 0) {
    return [
      refuse(
        `${name} uses the remote gateway, and ${nameOf(topology, network)} has one of its own`,
        own.join(", "),
        "neither gateway nor Route Server in a VNet that uses another's (Azure)",
        '\"use_remote_gateways\": false',
      ),
    ];
  }
  if (!topology.networks.some((one) => one.id === remote && one.outside === undefined)) return [];
  if (sourcesOf(topology, remote).length === 0) {
    return [
      refuse(
        `${name} uses the gateway of ${nameOf(topology, remote)}, which has none`,
        "neither gateway nor Route Server",
        "a gateway or Route Server in the remote VNet",
        '\"use_remote_gateways\": false',
      ),
    ];
  }
  const other = topology.peerings.find((one) => one.network === remote && one.remote === network);
  if (other?.gatewayTransit !== false) return [];
  return [
    refuse(
      `${name} uses the gateway of ${nameOf(topology, remote)}, whose side does not lend it`,
      `"allow_gateway_transit": false in ${other.name}`,
      "allow_gateway_transit = true on the side that has the gateway",
      '\"allow_gateway_transit\": true',
      other.id,
    ),
  ];
}

function twoRemotes(topology: Topology, { id, name }: Network): Refusal[] {
  const using = topology.peerings.filter((peering) => peering.network === id && peering.useRemoteGateways === true);
  const peerings = topology.peerings.filter((peering) => peering.network === id).length;
  const many = beyond([id], id, name, "peerings", peerings, REFUSED_BEYOND.peeringsOfNetwork);
  if (using.length < 2) return many;
  const names = using.map((peering) => peering.name).sort();
  return [
    ...many,
    {
      networks: [id],
      at: using.at(-1)!.id,
      text: `${name} uses the gateways of ${using.length} VNets`,
      got: names.join(", "),
      want: "use_remote_gateways on one peering of a VNet at most (Azure)",
      fix: "use_remote_gateways = false on all but one",
      row: "3.4",
    },
  ];
}

function overlapping(topology: Topology): Refusal[] {
  const sides = new Set(topology.peerings.map(({ network, remote }) => `${network}\n${remote}`));
  const spaces = new Map(topology.networks.map(({ id, addressSpace }) => [id, addressSpace]));
  const pairs = topology.peerings.filter(
    ({ network, remote }) => network < remote || !sides.has(`${remote}\n${network}`),
  );
  return pairs.flatMap(({ id, network, remote }) => {
    const [a, b] = [network, remote].map((one) => spaces.get(one) ?? []) as [readonly string[], readonly string[]];
    const clash = a.flatMap((left) =>
      b.filter((right) => sharesAddresses(left, right)).map((right) => `${left} and ${right}`),
    )[0];
    if (clash === undefined) return [];
    const [left, right] = [nameOf(topology, network), nameOf(topology, remote)];
    return [
      {
        networks: [network, remote].sort(),
        at: id,
        text: `${left} and ${right} are peered and share addresses`,
        got: clash,
        want: "address spaces without a common address (Azure)",
        fix: `give ${right} another address space`,
        row: "10.1",
      },
    ];
  });
}

/** Subnets beside their network's ranges, and addresses beside their subnet's: as far as all of them are known. */
function misplaced(topology: Topology): Refusal[] {
  const networks = new Map(topology.networks.map((network) => [network.id, network]));
  const subnets = new Map(topology.subnets.map((subnet) => [subnet.id, subnet]));
  const beside = (prefix: string, ranges: readonly string[]): boolean => {
    const [own, around] = [parseSource(prefix), ranges.map(parsePrefix)];
    return own !== undefined && !ranges.some(isOpen) && !around.some((range) => range && contains(range, own));
  };
  return [
    ...topology.subnets.flatMap(({ id, name, network, prefixes }): Refusal[] => {
      const home = networks.get(network);
      const prefix = home && prefixes.find((one) => beside(one, home.addressSpace));
      if (!home || prefix === undefined) return [];
      return [
        {
          networks: [network],
          at: id,
          text: `${shown(name)} lies outside of ${shown(home.name)}`,
          got: `${prefix}, in ${home.addressSpace.join(", ") || "no address space"}`,
          want: "a subnet's prefix within its VNet's address space (Azure)",
          fix: "change the prefix, or add it to the address space",
          row: "1.1",
        },
      ];
    }),
    ...topology.nics.flatMap(({ id, name, subnet, address }): Refusal[] => {
      const home = subnets.get(subnet);
      if (!home || address === undefined || isOpen(address) || !beside(address, home.prefixes)) return [];
      return [
        {
          networks: [home.network],
          at: id,
          text: `${shown(name)}'s address lies outside of ${shown(home.name)}`,
          got: `${address}, in ${home.prefixes.join(", ") || "no prefix"}`,
          want: "an address of the NIC's own subnet (Azure)",
          fix: "change the address, or the subnet",
          row: "1.1",
        },
      ];
    }),
  ];
}

function tooManyPeers(topology: Topology): Refusal[] {
  return topology.routeServers.flatMap(({ id, name, network }) =>
    beyond(
      [network],
      id,
      name,
      "BGP peers",
      topology.bgpConnections.filter(({ routeServer }) => routeServer === id).length,
      REFUSED_BEYOND.peersOfRouteServer,
    ),
  );
}

function asnRefused(topology: Topology): Refusal[] {
  return topology.bgpConnections.flatMap(({ id, name, peerAsn, routeServer }) => {
    if (isUnknown(peerAsn)) return [];
    const refusal = asnRefusal(peerAsn);
    if (refusal === undefined) return [];
    const network = topology.routeServers.find((server) => server.id === routeServer)?.network;
    return [
      {
        networks: network === undefined ? [] : [network],
        at: id,
        text: `${name} peers with AS ${peerAsn}, which ${refusal}`,
        got: String(peerAsn),
        want: "an AS number that a Route Server peers with: 64512-65514, for example",
        fix: '"peer_asn": 65001',
        row: "3.15",
      },
    ];
  });
}

function sharesAddresses(left: string, right: string): boolean {
  const [a, b] = [parsePrefix(left), parsePrefix(right)];
  return a !== undefined && b !== undefined && overlaps(a, b);
}

const sourcesOf = (topology: Topology, network: string): string[] =>
  [...topology.gateways, ...topology.routeServers]
    .filter((one) => one.network === network)
    .map(({ name }) => name)
    .sort();
const nameOf = (topology: Topology, id: string): string =>
  topology.networks.find((network) => network.id === id)?.name ?? id;
