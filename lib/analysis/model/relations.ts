import { hasAddress } from "./address";
import type { BgpConnection, Machine, Nic, Peering } from "./azure";
import type { TopologyIndex } from "./topology-index";
import type { Scenario } from "../unknown/scenario";

/** The far side of a BGP connection, as far as the files have it. */
export interface BgpPeer {
  readonly nic: Nic;
  /** The machine that the NIC belongs to. */
  readonly machine?: Machine;
}

/** The NIC and machine that a Route Server's BGP connection peers with; undefined where no NIC has the peer's address. */
export function peerOf(index: TopologyIndex, { routeServer, peerAddress }: BgpConnection): BgpPeer | undefined {
  const server = index.topology.routeServers.find(({ id }) => id === routeServer);
  const nic = server && nicAt(index, server.network, peerAddress);
  if (!nic) return undefined;
  const machine = index.machineOf(nic.id);
  return { nic, ...(machine && { machine }) };
}

/** The NIC that has an address, literal or by reference, in a network or in one that it is peered with. */
export function nicAt(index: TopologyIndex, network: string, address: string): Nic | undefined {
  return [network, ...index.peeringsOf(network).map(({ remote }) => remote)]
    .flatMap((id) => index.subnetsOf(id))
    .flatMap(({ id }) => index.nicsIn(id))
    .find((nic) => hasAddress(nic, address));
}

/**
 * The networks whose gateways and Route Servers a network uses: its own, and the one that lends it theirs. That one has
 * gateway transit on its side of the peering, and the borrower "use remote gateways" (row 3.4).
 */
export function gatewayNetworks(index: TopologyIndex, scenario: Scenario, network: string): readonly string[] {
  const toLender = index.peeringsOf(network).find((peering) => isLent(index, scenario, peering));
  return toLender ? [network, toLender.remote] : [network];
}

/** The networks that use the gateways and Route Servers of this one. */
export function borrowingNetworks(index: TopologyIndex, scenario: Scenario, network: string): readonly string[] {
  return index.peeringsOf(network).flatMap((peering) => {
    const other = index.reverse(peering);
    return other && scenario.isTrue(peering.gatewayTransit) && scenario.isTrue(other.useRemoteGateways)
      ? [peering.remote]
      : [];
  });
}

function isLent(index: TopologyIndex, scenario: Scenario, borrower: Peering): boolean {
  const lender = index.reverse(borrower);
  return lender !== undefined && scenario.isTrue(borrower.useRemoteGateways) && scenario.isTrue(lender.gatewayTransit);
}
