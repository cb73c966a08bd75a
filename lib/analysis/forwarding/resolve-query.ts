import { hostAddress, parsePrefix } from "../../domain/ipv4";
import { isPublic, knownAddress } from "../model/address";
import type { Nic, Topology } from "../model/azure";
import { islandOf } from "../model/islands";
import { TopologyError } from "../model/topology-error";
import type { PathQuery } from "../results";
import type { FlowQuery } from "./flow/query";
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
  const protocol = query.protocol ?? "tcp";
  const port = protocol === "icmp" ? null : (query.port ?? 443);
  const from = resolveEndpoint(topology, query.from);
  const to = resolveEndpoint(topology, query.to);
  const nic = from.nic ?? to.nic;
  if (!nic) throw noMachine(topology, query);
  const island = islandOf(topology, networkOf(topology, nic));
  const internet = someInternetAddress(island);
  const flow = { ...sender(from, internet), ...receiver(topology, island, { to, internet }), protocol, port };
  if (!from.nic && from.address !== undefined && !isPublic(knownAddress(from.address)))
    throw privateSender(topology, query);
  const destination = to.nic ? (to.nic.address ?? to.name) : (to.address ?? internet);
  return { island, flow, from: from.name, to: to.name, destination };
}

/** The network of a NIC; undefined where the files do not have its subnet. */
export const networkOf = (topology: Topology, nic: Nic): string | undefined =>
  topology.subnets.find(({ id }) => id === nic.subnet)?.network;

const sender = (from: PathEndpoint, internet: string): Pick<FlowQuery, "from" | "fromAddress"> =>
  from.nic ? { from: from.nic.id } : { fromAddress: from.address ?? internet };

function receiver(
  topology: Topology,
  island: Topology,
  { to, internet }: { readonly to: PathEndpoint; readonly internet: string },
): Pick<FlowQuery, "to" | "toAddress"> {
  if (!to.nic) return { toAddress: to.address ?? internet };
  return island.nics.includes(to.nic) ? { to: to.nic.id } : { toAddress: addressIn(topology, to.nic) };
}

/** Azure reserves the first four addresses of a subnet. */
const FIRST_HOST = 4;
/** Of TEST-NET-1: for a NIC of which no address is known. */
const UNROUTED = "192.0.2.1";

/** A NIC of a part that nothing connects to this one is only an address here: its own, or one that it may have. */
function addressIn(topology: Topology, nic: Nic): string {
  if (nic.address !== undefined) return nic.address;
  const prefix = parsePrefix(topology.subnets.find(({ id }) => id === nic.subnet)?.prefixes[0] ?? "");
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
    text: `${from} is a private address that no VM of the topology has`,
    got: from,
    want: "a VM's name, or a public address",
    have: machineNames(topology),
  });
