import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { isInside } from "../../domain/ipv4";
import { applyPolicies } from "../guest/frr/policy";
import type { BgpConnection, Machine } from "../model/azure";
import type { GuestNeighbor, LearnedCondition, Origination } from "../model/guest";
import { referredAddress } from "../model/nic-address";
import { resultIn } from "../unknown/alternatives";
import type { Scenario } from "../unknown/scenario";
import { and, not, statement, type Truth } from "../unknown/truth";
import { asnText } from "./asn-text";
import { existsWith } from "./link";
import { type Nva, type NvaEnd, numberOf, pathAsn } from "./nva";
import type { OwnRoute } from "./propagation";
import type { Rejection, Route } from "./route";

/** A machine whose configuration cannot be read may advertise the default, or nothing. */
export function unreadableAnnouncements(
  scenario: Scenario,
  connection: Pick<BgpConnection, "id" | "peerAsn" | "peerAddress">,
  name: string,
  machine: Machine | undefined,
): Route[] {
  // What is assumed of a machine replaces what could be read of it.
  const assume =
    machine && !machine.guest ? { machines: { [machine.name]: { announces: [DEFAULT_ROUTE] } } } : undefined;
  if (!scenario.isTrue(statement(`${name} advertises ${DEFAULT_ROUTE}`, assume))) return [];
  const origin = machine?.id ?? connection.id;
  return [
    {
      prefix: DEFAULT_ROUTE,
      asPath: [numberOf(connection.peerAsn) ?? 0],
      kind: "nva",
      origin,
      nextHop: connection.peerAddress,
      communities: [],
      stations: [`${name} (AS ${asnText(connection.peerAsn)})`],
      advertiser: origin,
    },
  ];
}

/** What an NVA brings into BGP for all of its neighbors, before their policies. */
export const ownRoutesOf = (nva: Nva): OwnRoute[] =>
  nva.bgp.originates.flatMap((origination) =>
    prefixesOf(nva, origination).flatMap((prefix) => ownRoutes(nva, origination, prefix)),
  );

/** One for each result that the policy of the origination may have. */
function ownRoutes(nva: Nva, origination: Origination, prefix: string): OwnRoute[] {
  const { machine, bgp } = nva;
  const { policy, orLearned } = origination;
  const before: Truth[] = [];
  return applyPolicies(policy ? [policy] : [], { prefix, asPath: [], communities: [] }, machine.name).flatMap(
    ({ when, result }) => {
      const isFirst = and(when, ...before.map(not));
      before.push(when);
      if (!result.permitted) return [];
      const { asPath, communities, nextHop } = result.route;
      return {
        speaker: machine.id,
        exists: and(existsWith(machine), isFirst, orLearned ? true : presence(nva, origination, prefix)),
        ...(orLearned && { condition: (scenario: Scenario) => isPresent(scenario, nva, origination) }),
        route: {
          prefix,
          asPath,
          kind: "nva" as const,
          origin: machine.id,
          ...(nextHop !== undefined && { nextHop }),
          communities,
          stations: [`${machine.name} (AS ${asnText(bgp.asn)})`],
          advertiser: machine.id,
        },
      };
    },
  );
}

/** `redistribute connected` brings the subnets of the machine's NICs. */
function prefixesOf({ subnets }: Nva, { prefix, by }: Origination): readonly string[] {
  const connected = subnets.flatMap(({ prefixes }) => prefixes);
  return by === "redistribute connected" && connected.length > 0 ? connected : [prefix];
}

/** The machine has a route to the subnets of its NICs, whatever else its user data tells. */
const presence = ({ subnets }: Nva, { present }: Origination, prefix: string): Truth =>
  subnets.some(({ prefixes }) => prefixes.includes(prefix)) || present;

/** Whether an NVA originates a prefix. */
const isPresent = (scenario: Scenario, nva: Nva, origination: Origination): boolean =>
  scenario.isTrue(presence(nva, origination, origination.prefix)) ||
  (origination.orLearned !== undefined && hasLearned(scenario, nva, origination.orLearned));

/** A route of its own that fits counts as well: those of NICs are not known where user data is read. */
function hasLearned(scenario: Scenario, { machine, tables }: Nva, condition: LearnedCondition): boolean {
  const propagation = tables();
  if ("within" in condition)
    return propagation.prefixes.some(
      (prefix) => isInside(prefix, condition.within) && propagation.best(machine.id, prefix, scenario).length > 0,
    );
  return propagation.prefixes.some(
    (prefix) =>
      prefix !== DEFAULT_ROUTE &&
      propagation
        .received(machine.id, prefix, scenario)
        .some((route) => resultIn(scenario, applyPolicies([condition.permittedBy], route, machine.name)).permitted),
  );
}

/** What an NVA originates for the neighbor of one session alone: past its outbound policies. */
export function originatedFor(scenario: Scenario, { nva, nic, neighbor, address }: NvaEnd): Route[] {
  const { machine, bgp } = nva;
  return neighbor.originates
    .filter((origination) => isPresent(scenario, nva, origination))
    .flatMap((origination) => {
      const own = { prefix: origination.prefix, asPath: [], communities: [] };
      const { permitted, route } = resultIn(
        scenario,
        applyPolicies(origination.policy ? [origination.policy] : [], own, machine.name),
      );
      const nextHop = route.nextHop ?? address ?? (nic && referredAddress(nic));
      return permitted
        ? {
            prefix: origination.prefix,
            asPath: [pathAsn(nva), ...route.asPath],
            kind: "nva" as const,
            origin: machine.id,
            ...(nextHop !== undefined && { nextHop }),
            communities: route.communities,
            stations: [`${machine.name} (AS ${asnText(bgp.asn)})`],
            advertiser: machine.id,
          }
        : [];
    });
}

/** Why an NVA does not originate what it is to originate for one neighbor: default-originate with a route-map. */
export const withheldFrom = (scenario: Scenario, { nva, neighbor, remote }: NvaEnd): Rejection[] =>
  neighbor.originates
    .filter((origination) => !isPresent(scenario, nva, origination))
    .map(({ prefix, policy, line }) => ({
      prefix,
      origin: nva.machine.id,
      at: nva.machine.id,
      cause: "outbound-policy",
      text: `${nva.machine.name} does not advertise it to ${remote}: it has no route that ${policy?.name} permits, which default-originate waits for`,
      got: line,
      want: `a route in its BGP table that ${policy?.name} permits`,
      fix: "let the route-map permit a route that the NVA always has, or leave it out",
    }));

/** The prefixes that an NVA may originate for a neighbor alone. */
export const originatedPrefixes = (neighbors: readonly GuestNeighbor[]): string[] => [
  ...new Set(neighbors.flatMap(({ originates }) => originates.map(({ prefix }) => prefix))),
];
