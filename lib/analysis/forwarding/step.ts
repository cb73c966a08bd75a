import type { Gateway, Nic, Subnet } from "../model/azure";
import type { Hop } from "../results";
import type { RoutingState } from "../routes/routing-state";
import type { Edge } from "./edge";
import type { PathOutcome } from "./packet-trace";
import type { Transit } from "./transit";

/** What comes next for a packet: it ends, or it goes on to a station. */
export type Step = PathOutcome | Leg;

/** A packet, and the station that it goes on to. */
export interface Leg {
  readonly transit: Transit;
  readonly at: Station;
}

/** Where something is decided about a packet. */
export type Station =
  | Origin
  | { readonly kind: "arriving"; readonly nic: Nic }
  /** Out of a tunnel of the NIC's machine. */
  | { readonly kind: "emerging"; readonly nic: Nic }
  | InHub
  | PastFirewall
  | EnteredGateway;

/** Where a packet sets out: at the NIC that sends it, or at the edge by which it comes into Azure. */
export type Origin =
  { readonly kind: "leaving"; readonly nic: Nic } | { readonly kind: "crossing"; readonly edge: Edge };

/** A virtual hub. */
export interface InHub {
  readonly kind: "in-hub";
  readonly hub: string;
  /** Id of the route table that the packet follows. */
  readonly table: string;
}

/** Behind the firewall of a virtual hub. */
export interface PastFirewall {
  readonly kind: "past-firewall";
  readonly hub: string;
  /** The firewall's NIC. */
  readonly nic: Nic;
}

/** A gateway by which a packet enters a network. */
export interface EnteredGateway {
  readonly kind: "entering";
  readonly gateway: Gateway;
  /** Id of the connection by which it comes. */
  readonly connection?: string;
}

/** Where a packet is routed: by the table of a subnet. */
export interface RoutingPoint {
  readonly subnet: Subnet;
  /** The NIC that sends it; absent where it enters by the network's gateway. */
  readonly nic?: Nic;
}

/** The packet arrives at a NIC. */
export const arriving = (transit: Transit, nic: Nic): Leg => ({ transit, at: { kind: "arriving", nic } });

/** The station of a NIC: its machine, or itself where the files have no machine. */
export function machineHop({ index }: RoutingState, nic: Nic): Omit<Hop, "decisions"> {
  const machine = index.machineOf(nic.id);
  return {
    kind: "machine",
    name: machine?.name ?? nic.name,
    id: machine?.id ?? nic.id,
    detail: index.addressOf(nic).text,
  };
}

/** The station of a customer's edge. */
export const edgeHop = ({ name, speaker, over }: Edge, detail: string): Omit<Hop, "decisions"> => ({
  kind: "on-premises",
  name,
  ...(over.kind === "vpn" && { id: speaker }),
  detail,
});

/** Names of stations by their ids. */
export const namesOf = ({ index }: RoutingState, stations: readonly string[]): string[] =>
  stations.map((id) => {
    const nic = index.nics.get(id);
    const table = index.hubRouteTables.get(id.replace(/^hub /, ""));
    if (table) return index.virtualHubs.get(table.hub)?.name ?? table.name;
    const other = index.firewalls.get(id) ?? index.gateways.get(id.replace(/^vpn /, ""));
    return nic ? index.nameOf(nic) : (other?.name ?? id);
  });
