import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { contains, type Ipv4Prefix, parseSource } from "../../domain/ipv4";
import { edgeSpeaker } from "../bgp/links/circuit-links";
import type { SpeakerId } from "../bgp/route";
import { isPublic, knownAddress } from "../model/address";
import type { BranchConnection, Connection, Machine, Nic } from "../model/azure";
import type { TopologyIndex } from "../model/topology-index";

/** Where packets cross between Azure and a customer's network: on the far side of a circuit or of a VPN connection. */
export interface Edge {
  /** Name of the customer's router; of the local network gateway where nobody describes a router. */
  readonly name: string;
  /** The router or site as BGP calls it. */
  readonly speaker: SpeakerId;
  readonly over: Crossing;
}

/** The circuit, or the VPN gateway, on Azure's side of an edge. */
export type Crossing =
  | { readonly kind: "circuit"; readonly circuit: string }
  | { readonly kind: "vpn"; readonly gateway: string; readonly connection: string }
  /** A tunnel of an NVA's own. */
  | { readonly kind: "tunnel"; readonly machine: string; readonly nic: string };

/** An edge with what is behind it. */
interface KnownEdge extends Edge {
  readonly prefixes: readonly string[];
}

/** The edges that the files or the user describe. */
export const edgesOf = (index: TopologyIndex): KnownEdge[] => [
  ...index.topology.onPremises
    .filter(({ over }) => over === "circuit")
    .map((router): KnownEdge => ({
      name: router.name,
      speaker: edgeSpeaker(router),
      over: { kind: "circuit", circuit: router.at },
      prefixes: router.announces.map(({ prefix }) => prefix),
    })),
  ...index
    .present(index.topology.connections, ({ localNetworkGateway }) => localNetworkGateway !== undefined)
    .flatMap((connection) => vpnEdges(index, connection)),
  ...index
    .present(index.topology.branchConnections, ({ site }) => site !== undefined)
    .flatMap((connection) => siteEdges(index, connection)),
  ...index.topology.machines.flatMap((machine) => tunnelEdges(index, machine)),
];

/** Behind the tunnels of an NVA. */
const tunnelEdges = ({ nics }: TopologyIndex, machine: Machine): KnownEdge[] =>
  (machine.guest?.tunnels ?? []).flatMap(({ name, prefixes }) => {
    const nic = nics.get(machine.nics[0] ?? "");
    return nic ? [{ ...tunnelEdge(machine, nic, name), prefixes }] : [];
  });

/** The other end of a machine's tunnels. @param tunnel its name, where user data shows it */
export const tunnelEdge = (machine: Machine, nic: Nic, tunnel: string | undefined): Edge => ({
  name: `${tunnel ?? "a tunnel"} of ${machine.name}`,
  speaker: `${machine.id} tunnel`,
  over: { kind: "tunnel", machine: machine.id, nic: nic.id },
});

/** The routers that the user describes at a connection, and the site as the file configures it. */
function vpnEdges({ topology, sites, gateways }: TopologyIndex, connection: Connection): KnownEdge[] {
  const site = sites.get(connection.localNetworkGateway!);
  const gateway = gateways.get(connection.gateway);
  if (!site || !gateway) return [];
  const over = { kind: "vpn", gateway: gateway.id, connection: connection.id } as const;
  const routers = topology.onPremises.filter(({ at }) => at === connection.id);
  const isDefault = gateway.defaultSite === site.id;
  return [
    ...routers.map(({ name, announces }) => ({ name, prefixes: announces.map(({ prefix }) => prefix) })),
    { name: site.name, prefixes: [...site.addressSpace, ...(isDefault ? [DEFAULT_ROUTE] : [])] },
  ].map((edge) => ({ ...edge, speaker: site.id, over }));
}

/** The same of a VPN gateway in a virtual hub. */
function siteEdges({ topology }: TopologyIndex, connection: BranchConnection): KnownEdge[] {
  const site = topology.vpnSites.find(({ id }) => id === connection.site);
  if (!site) return [];
  const over = { kind: "vpn", gateway: connection.gateway, connection: connection.id } as const;
  const routers = topology.onPremises.filter(({ at }) => at === connection.id);
  return [
    ...routers.map(({ name, announces }) => ({ name, prefixes: announces.map(({ prefix }) => prefix) })),
    { name: site.name, prefixes: site.addressSpace },
  ].map((edge) => ({ ...edge, speaker: site.id, over }));
}

/** The edges that an address is behind: those with the longest prefix that holds it. None for an address in Azure. */
export function edgesWith(index: TopologyIndex, text: string): Edge[] {
  const address = parseSource(text);
  if (!address || isInAzure(index, address)) return [];
  // A default route says where the internet is reached, not that its addresses are there.
  const shortest = isPublic(knownAddress(text)) ? 2 : 0;
  const holders = edgesOf(index).flatMap((edge) => {
    const lengths = edge.prefixes.flatMap((prefix) => {
      const parsed = parseSource(prefix);
      return parsed && parsed.length >= shortest && contains(parsed, address) ? [parsed.length] : [];
    });
    return lengths.length > 0 ? [{ edge, length: Math.max(...lengths) }] : [];
  });
  const longest = Math.max(...holders.map(({ length }) => length));
  const found = holders.filter(({ length }) => length === longest).map(({ edge }) => edge);
  return [...new Map(found.map((edge) => [JSON.stringify(edge.over), edge])).values()];
}

/** True for an address in the range of a network of the files. */
export const isInAzure = ({ topology }: TopologyIndex, address: Ipv4Prefix): boolean =>
  topology.networks.some(({ addressSpace }) =>
    addressSpace.some((range) => {
      const parsed = parseSource(range);
      return parsed !== undefined && contains(parsed, address);
    }),
  );

/** A network that packets reach from an edge first. */
export function networkBehind(
  { topology, gateways, nics, subnets, hubGateways }: TopologyIndex,
  { over }: Edge,
): string | undefined {
  if (over.kind === "tunnel") return subnets.get(nics.get(over.nic)?.subnet ?? "")?.network;
  const gateway =
    over.kind === "vpn"
      ? over.gateway
      : [...topology.connections, ...topology.branchConnections].find(
          ({ circuit }) => circuit !== undefined && circuit === over.circuit,
        )?.gateway;
  const hub = hubGateways.get(gateway ?? "")?.hub;
  const connected = topology.virtualHubConnections.find((connection) => connection.hub === hub);
  return gateways.get(gateway ?? "")?.network ?? connected?.network;
}
