import { hostAddress, parseAddress, parsePrefix } from "../../domain/ipv4";
import { type Address, knownAddress } from "../model/address";
import type { BgpServer } from "../model/bgp-servers";
import type { GuestBgp, GuestNeighbor } from "../model/guest";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isOpen, symbolsIn } from "../unknown/value";

/**
 * The guest's neighbor that is an instance of the Route Server. Fixed addresses count: Azure normally gives the 4th and
 * 5th of the subnet.
 */
export function neighborFor(
  scenario: Scenario,
  bgp: GuestBgp,
  server: BgpServer,
  instance: 0 | 1,
): GuestNeighbor | undefined {
  const address = server.addresses[instance];
  const exact = bgp.neighbors.find((neighbor) => neighbor.address === address);
  if (exact || !isOpen(address)) return exact;
  const prefix = parsePrefix(server.near ?? "");
  return bgp.neighbors.find((neighbor) => {
    const fixed = parseAddress(neighbor.address);
    if (fixed === undefined || !prefix || fixed > prefix.last) return false;
    const offset = fixed - prefix.first;
    // Another address of the subnet belongs to at most one instance, and nobody knows to which.
    return (
      offset === 4 + instance ||
      (offset > 5 &&
        instance === 0 &&
        scenario.isTrue(statement(`${neighbor.address} is an address of ${server.name}`)))
    );
  });
}

/** The address of an instance: that of the guest's neighbor, or the one that Azure normally gives. */
export function instanceAddress(server: BgpServer, instance: 0 | 1, neighbor: GuestNeighbor | undefined): Address {
  const address = server.addresses[instance];
  const known = [neighbor?.address ?? "", address].find((one) => parseAddress(one) !== undefined);
  if (known !== undefined) return knownAddress(known);
  const prefix = parsePrefix(server.near ?? "");
  return prefix
    ? knownAddress(hostAddress(prefix, 4 + instance))
    : { text: symbolsIn(address).join(", "), within: server.near === undefined ? [] : [server.near] };
}
