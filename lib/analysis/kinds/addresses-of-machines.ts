import { referredAddress } from "../model/address";
import type { BgpConnection, Machine, Nic, RouteTable } from "../model/azure";
import { symbol } from "../unknown/value";

/** Routes and BGP peers that name a machine's `private_ip_address` name its first NIC's. */
export function addressesOfMachines(
  machines: readonly Machine[],
  nics: readonly Nic[],
): { readonly ofTable: (table: RouteTable) => RouteTable; readonly ofPeer: (peer: BgpConnection) => BgpConnection } {
  const byId = new Map(nics.map((nic) => [nic.id, nic]));
  const known = new Map(
    machines.flatMap(({ id, nics: [first = ""] }) => {
      const nic = byId.get(first);
      return nic ? [[symbol(`${id}.private_ip_address`), referredAddress(nic)] as const] : [];
    }),
  );
  return {
    ofTable: (table) => ({
      ...table,
      routes: table.routes.map((route) =>
        known.has(route.nextHopAddress ?? "") ? { ...route, nextHopAddress: known.get(route.nextHopAddress!)! } : route,
      ),
    }),
    ofPeer: (peer) => ({ ...peer, peerAddress: known.get(peer.peerAddress) ?? peer.peerAddress }),
  };
}
