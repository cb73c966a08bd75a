import { isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import { ROUTE_SERVER_ASN } from "../../domain/asn";
import { parseAddress, parsePrefix } from "../../domain/ipv4";
import type { RouteServer } from "../model/azure";
import type { GuestBgp, GuestNeighbor } from "../model/guest";
import type { TopologyIndex } from "../model/topology-index";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isOpen } from "../unknown/value";
import { asnText } from "./asn-text";

/**
 * The guest's neighbor that is an instance of the Route Server. Fixed addresses count: Azure normally gives the 4th and
 * 5th of the subnet.
 */
export function neighborFor(
  index: TopologyIndex,
  scenario: Scenario,
  bgp: GuestBgp,
  server: RouteServer,
  instance: 0 | 1,
): GuestNeighbor | undefined {
  const address = server.addresses[instance];
  const exact = bgp.neighbors.find((neighbor) => neighbor.address === address);
  if (exact || !isOpen(address)) return exact;
  const subnet = index.subnetsOf(server.network).find(({ name }) => isSubnetNamed(name, ROUTE_SERVER_SUBNET));
  const prefix = subnet && parsePrefix(subnet.prefixes[0] ?? "");
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

/** Why a session with a Route Server's instance does not come up. */
export interface NeighborRefusal {
  readonly text: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** What mends it on the guest's side. */
  readonly mend: Partial<GuestNeighbor>;
}

/** Why the guest's configuration of a neighbor keeps the session from coming up; undefined where it does not. */
export function neighborRefusal(scenario: Scenario, neighbor: GuestNeighbor): NeighborRefusal | undefined {
  const address = isOpen(neighbor.address) ? "ADDRESS" : neighbor.address;
  if (!scenario.same(neighbor.remoteAsn, ROUTE_SERVER_ASN)) {
    return {
      text: `its remote-as is not ${ROUTE_SERVER_ASN}`,
      got: `remote-as ${asnText(neighbor.remoteAsn)}`,
      want: `remote-as ${ROUTE_SERVER_ASN}`,
      fix: `in frr.conf: neighbor ${address} remote-as ${ROUTE_SERVER_ASN}`,
      mend: { remoteAsn: ROUTE_SERVER_ASN },
    };
  }
  if (neighbor.multihop < 2) {
    return {
      text: "ebgp-multihop is missing, and the Route Server is not in the NVA's subnet",
      got: `neighbor ${address} without ebgp-multihop`,
      want: "eBGP over more than one hop (Azure Route Server)",
      fix: `in frr.conf: neighbor ${address} ebgp-multihop 4, of both instances or of their peer-group`,
      mend: { multihop: 4 },
    };
  }
  if (neighbor.password) {
    return {
      text: "Azure Route Server has no MD5",
      got: `neighbor ${address} password`,
      want: "no password",
      fix: `no neighbor ${address} password`,
      mend: { password: false },
    };
  }
  if (neighbor.shutdown)
    return {
      text: "it is shut down",
      got: `neighbor ${address} shutdown`,
      want: "a session",
      fix: `no neighbor ${address} shutdown`,
      mend: { shutdown: false },
    };
  if (!neighbor.active)
    return {
      text: "IPv4 unicast is not activated",
      got: "no activate",
      want: "address-family ipv4 unicast",
      fix: `in frr.conf, address-family ipv4 unicast: neighbor ${address} activate`,
      mend: { active: true },
    };
  return undefined;
}
