import { applyPolicies } from "../guest/frr/policy";
import { referredAddress } from "../model/nic-address";
import type { BgpConnection, Machine, Nic } from "../model/azure";
import type { GuestBgp, GuestNeighbor, Origination } from "../model/guest";
import { resultIn } from "../unknown/alternatives";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import { asnText } from "./asn-text";
import type { Route } from "./route";

/** A machine whose configuration cannot be read may advertise the default, or nothing. */
export function unreadableAnnouncements(
  scenario: Scenario,
  connection: BgpConnection,
  name: string,
  machine: Machine | undefined,
): Route[] {
  if (!scenario.isTrue(statement(`${name} advertises 0.0.0.0/0`))) return [];
  const asn = isUnknown(connection.peerAsn) ? 0 : connection.peerAsn;
  return [
    {
      prefix: "0.0.0.0/0",
      asPath: [asn],
      kind: "nva",
      origin: machine?.id ?? connection.id,
      nextHop: connection.peerAddress,
      communities: [],
      stations: [`${name} (AS ${asnText(connection.peerAsn)})`],
    },
  ];
}

/** What a guest advertises to a Route Server. Both instances exchange what they learn: one session is enough. */
export function announcements(
  scenario: Scenario,
  machine: Machine,
  nic: Nic | undefined,
  bgp: GuestBgp,
  neighbors: readonly GuestNeighbor[],
): Route[] {
  const routes = neighbors.flatMap((neighbor) => [
    ...bgp.originates.flatMap((origination) => announced(scenario, machine, nic, bgp, origination, neighbor.out)),
    ...neighbor.originates.flatMap((origination) => announced(scenario, machine, nic, bgp, origination, [])),
  ]);
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}

function announced(
  scenario: Scenario,
  machine: Machine,
  nic: Nic | undefined,
  bgp: GuestBgp,
  origination: Origination,
  out: GuestNeighbor["out"],
): Route[] {
  if (!scenario.isTrue(origination.present)) return [];
  const own = { prefix: origination.prefix, asPath: [], communities: [] };
  const policies = [...(origination.policy ? [origination.policy] : []), ...out];
  const passed = resultIn(scenario, applyPolicies(policies, own, machine.name));
  if (!passed.permitted) return [];
  const nextHop = passed.route.nextHop ?? (nic && referredAddress(nic));
  return [
    {
      prefix: origination.prefix,
      asPath: [isUnknown(bgp.asn) ? 0 : bgp.asn, ...passed.route.asPath],
      kind: "nva",
      origin: machine.id,
      ...(nextHop !== undefined && { nextHop }),
      communities: passed.route.communities,
      stations: [`${machine.name} (AS ${asnText(bgp.asn)})`],
    },
  ];
}
