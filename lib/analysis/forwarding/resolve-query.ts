import { hostAddress, parsePrefix } from "../../domain/ipv4";
import { isPublic, knownAddress } from "../model/address";
import type { Nic, Topology } from "../model/azure";
import { islandOf } from "../model/islands";
import { TopologyIndex } from "../model/topology-index";
import { TopologyError } from "../model/topology-error";
import type { PathQuery } from "../results";
import { edgesWith, networkBehind } from "./edge";
import type { FlowQuery } from "./flow/query";
import { nicsToInternet } from "./nics-to-internet";
import { type PathEndpoint, resolveEndpoint } from "./path-endpoint";
import { someInternetAddress } from "./public-space";

/** A question with its ends resolved, in the part of the topology that it concerns. */
export interface ResolvedQuery {
  readonly island: Topology;
  readonly flow: FlowQuery;
  /** Names of the ends. */
  readonly from: string;
  readonly to: string;
  /** The address that the packet is sent to. */
  readonly destination: string;
}

/** @throws TopologyError where an end is not in the topology, or no end is a VM of it */
export function resolveQuery(topology: Topology, query: PathQuery): ResolvedQuery {
  const to = resolveEndpoint(topology, query.to);
  const from = behindEdges(topology, senderTo(topology, resolveEndpoint(topology, query.from), to), to);
  if (!from.nic && !from.edges) {
    if (!to.nic && !to.firewall) throw noMachine(topology, query);
    if (from.address !== undefined && !isPublic(knownAddress(from.address))) throw privateSender(topology, query);
  }
  const island = islandOfEnds(topology, from, to);
  const isElsewhere = to.nic !== undefined && !island.nics.includes(to.nic);
  const resolved = flowBetween(
    island,
    from,
    isElsewhere ? { ...to, nic: undefined, address: addressOf(topology, to) } : to,
    query,
  );
  const isAsked = (to.nic ? from : to).address !== undefined;
  return isAsked ? { ...resolved, flow: { ...resolved.flow, asked: true } } : resolved;
}

/** A machine sends to the internet from the NIC that the user says. */
function senderTo(topology: Topology, from: PathEndpoint, to: PathEndpoint): PathEndpoint {
  const isInternet = !to.nic && !to.firewall && (to.address === undefined || isPublic(knownAddress(to.address)));
  const [id] = isInternet && from.machine ? nicsToInternet(from.machine) : [];
  const nic = topology.nics.find((one) => one.id === id);
  return nic ? { ...from, nic } : from;
}

/** A sender that is no VM, with the on-premises edges that announce its address. */
function behindEdges(topology: Topology, from: PathEndpoint, to: PathEndpoint): PathEndpoint {
  const { nic, address } = from;
  if (nic || address === undefined) return from;
  // Who sends to a public IP comes by the internet, whoever else announces the address.
  if (isPublic(knownAddress(address)) && to.nic?.publicIp !== undefined) return from;
  const edges = edgesWith(new TopologyIndex(topology), address);
  const names = [...new Set(edges.map(({ name }) => name))].join(" or ");
  return edges.length > 0 ? { ...from, name: `${address} (${names})`, edges } : from;
}

/** The part of the topology that the sender is in; of several, the receiver's. */
function islandOfEnds(topology: Topology, { nic, edges = [] }: PathEndpoint, to: PathEndpoint): Topology {
  if (nic) return islandOf(topology, networkOf(topology, nic));
  const index = new TopologyIndex(topology);
  const islands = edges.map((edge) => islandOf(topology, networkBehind(index, edge)));
  const home = to.nic ?? (to.firewall && index.firewallNic(to.firewall.firewall));
  const receiving = home && islandOf(topology, networkOf(topology, home));
  return islands.find((island) => island === receiving) ?? islands[0] ?? receiving ?? topology;
}

/** A flow of an island. @param options its protocol and port: @default TCP, 443 */
export function flowBetween(
  island: Topology,
  from: PathEndpoint,
  to: PathEndpoint,
  { protocol = "tcp", port = 443 }: Pick<PathQuery, "protocol" | "port"> = {},
): ResolvedQuery {
  const internet = someInternetAddress(island);
  const flow: FlowQuery = {
    ...(from.nic ? { from: from.nic.id } : { fromAddress: from.address ?? internet }),
    ...(from.edges && { isFromPremises: true as const }),
    ...(to.nic ? { to: to.nic.id } : { toAddress: to.address ?? internet }),
    ...(to.firewall && !from.nic && !from.edges && { toFirewall: to.firewall }),
    protocol,
    port: protocol === "icmp" ? null : port,
  };
  const destination = to.nic ? (to.nic.address ?? to.name) : (to.address ?? (to.firewall ? to.name : internet));
  return { island, flow, from: from.name, to: to.name, destination };
}

/** The network of a NIC; undefined where the files do not have its subnet. */
export const networkOf = (topology: Topology, nic: Nic): string | undefined =>
  topology.subnets.find(({ id }) => id === nic.subnet)?.network;

/** Azure reserves the first four addresses of a subnet. */
const FIRST_HOST = 4;
/** Of TEST-NET-1: for a NIC of which no address is known. */
const UNROUTED = "192.0.2.1";

/**
 * A NIC of a part that nothing connects to this one is only an address here: the one that was asked for, its own, or one
 * that it may have.
 */
function addressOf(topology: Topology, { address, nic }: PathEndpoint): string {
  const known = address ?? nic?.address;
  if (known !== undefined) return known;
  const prefix = parsePrefix(topology.subnets.find(({ id }) => id === nic?.subnet)?.prefixes[0] ?? "");
  return prefix ? hostAddress(prefix, FIRST_HOST) : UNROUTED;
}

const machineNames = (topology: Topology): string => topology.machines.map(({ name }) => name).join(", ") || "no VM";

const noMachine = (topology: Topology, { from, to }: PathQuery): TopologyError =>
  new TopologyError({
    text: "neither end is a VM of the topology",
    got: `${from} and ${to}`,
    want: "a VM's name as one of them",
    have: machineNames(topology),
  });

const privateSender = (topology: Topology, { from }: PathQuery): TopologyError =>
  new TopologyError({
    text: `${from} is a private address that no VM of the topology has, and no on-premises router advertises`,
    got: from,
    want: "a VM's name, a public address, or an address of a local network gateway or of an assumed router",
    have: machineNames(topology),
  });
