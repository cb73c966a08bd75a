import type { BgpConnection, Machine, Nic, Peering } from "./azure";
import { nicsAt } from "./next-hops";
import type { TopologyIndex } from "./topology-index";
import { and, type Truth } from "../unknown/truth";

/** The far side of a BGP connection, as far as the files have it. */
export interface BgpPeer {
  readonly nic: Nic;
  /** The machine that the NIC belongs to. */
  readonly machine?: Machine;
}

/** The NIC and machine that a Route Server's BGP connection peers with; undefined where no NIC has the peer's address. */
export function peerOf(index: TopologyIndex, { routeServer, peerAddress }: BgpConnection): BgpPeer | undefined {
  const server = index.topology.routeServers.find(({ id }) => id === routeServer);
  return server && peerAt(index, server.network, peerAddress);
}

/** The NIC and machine that have an address in a network, or in one that it is peered with. */
export function peerAt(index: TopologyIndex, network: string, address: string): BgpPeer | undefined {
  const nic = nicAt(index, network, address);
  if (!nic) return undefined;
  const machine = index.machineOf(nic.id);
  return { nic, ...(machine && { machine }) };
}

/** The NIC that has an address, literal or by reference, in a network or in one that it is peered with. */
function nicAt(index: TopologyIndex, network: string, address: string): Nic | undefined {
  const peered = index
    .peeringsOf(network)
    .flatMap((peering) => index.peeredSubnets(peering)?.map(({ id }) => id) ?? peering.remote);
  return nicsAt(index, [network, ...peered], address)[0];
}

/** A network at the other end of a peering, and whether one borrows the other's gateways. */
export interface Borrowing {
  readonly network: string;
  readonly borrows: Truth;
}

/**
 * The networks that may lend their gateways and Route Servers to this one. The lender has gateway transit on its side of
 * the peering, and the borrower "use remote gateways" (row 3.4).
 */
export const lenders = (index: TopologyIndex, network: string): readonly Borrowing[] =>
  index.peeringsOf(network).map((peering) => ({
    network: peering.remote,
    borrows: borrows(peering, index.reverse(peering)),
  }));

/** The networks that may use the gateways and Route Servers of this one. */
export const borrowers = (index: TopologyIndex, network: string): readonly Borrowing[] =>
  index.peeringsOf(network).map((peering) => ({
    network: peering.remote,
    borrows: borrows(index.reverse(peering), peering),
  }));

const borrows = (borrower: Peering | undefined, lender: Peering | undefined): Truth =>
  borrower && lender
    ? and(borrower.exists ?? true, lender.exists ?? true, borrower.useRemoteGateways, lender.gatewayTransit)
    : false;
