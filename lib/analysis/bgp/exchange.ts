import { contains, isInside, parsePrefix, parseSource } from "../../domain/ipv4";
import { applyPolicies, deniesForCertain } from "../guest/frr/policy";
import type { Policy } from "../model/guest";
import { referredAddress } from "../model/nic-address";
import { resultIn } from "../unknown/alternatives";
import type { Scenario } from "../unknown/scenario";
import { statement, type Truth } from "../unknown/truth";
import { rejected } from "./link";
import { type NvaEnd, numberOf, pathAsn } from "./nva";
import type { Rejection, Route } from "./route";

/** What an NVA does with a route: sends it to a neighbor, or accepts it from one (measured with FRR 8.4.4). */

const isInternal = ({ nva, remoteAsn }: NvaEnd): boolean =>
  numberOf(nva.bgp.asn) !== undefined && numberOf(nva.bgp.asn) === numberOf(remoteAsn);

/** A route as the NVA sends it to a neighbor; undefined where it does not, or why a policy keeps it back. */
export function sentBy(scenario: Scenario, end: NvaEnd, route: Route): Route | Rejection | undefined {
  const { nva, neighbor, remoteAsn } = end;
  const internal = isInternal(end);
  if (staysWith(end, route)) return undefined;
  const neighborAsn = numberOf(remoteAsn);
  const { prefix, communities, preference } = route;
  const result = resultIn(
    scenario,
    applyPolicies(
      neighbor.out,
      { prefix, asPath: route.asPath, communities, ...(neighborAsn !== undefined && { neighborAsn }) },
      nva.machine.name,
    ),
  );
  if (!result.permitted) return deniedBy(result.by, end, route);
  const { asPath, nextHop: written, localPreference } = result.route;
  const nextHop = nextHopSent(end, route, written);
  return {
    prefix,
    asPath: internal ? asPath : [pathAsn(nva), ...asPath],
    kind: "nva",
    origin: route.origin,
    ...(nextHop !== undefined && { nextHop }),
    communities: result.route.communities,
    stations: route.stations,
    advertiser: nva.machine.id,
    ...(internal && {
      preference: {
        weight: 0,
        localPreference: localPreference ?? preference?.localPreference ?? DEFAULT_LOCAL_PREFERENCE,
        internal,
        reachable: true,
      },
    }),
  };
}

const DEFAULT_LOCAL_PREFERENCE = 100;

/** Well-known communities (RFC 1997), summaries, and what neighbors of the same AS know from each other. */
function staysWith(end: NvaEnd, { prefix, communities, preference }: Route): boolean {
  const { nva, neighbor } = end;
  const internal = isInternal(end);
  return (
    communities.includes("no-advertise") ||
    (!internal && (communities.includes("no-export") || communities.includes("local-as"))) ||
    (internal && preference?.internal === true && neighbor.reflectorClient !== true) ||
    (nva.bgp.summarizes ?? []).some((summary) => isInside(prefix, summary))
  );
}

function nextHopSent(end: NvaEnd, route: Route, written: string | undefined): string | undefined {
  const { nic, neighbor } = end;
  const own = end.address ?? (nic && referredAddress(nic));
  const learned = route.nextHop ?? own;
  const setting = written ?? neighbor.nextHop;
  if (setting === "unchanged") return learned;
  if (written !== undefined && written !== "peer-address") return written;
  if (route.neighbor === undefined) return learned;
  return setting === undefined && (isInternal(end) || isThirdParty(end, route)) ? learned : own;
}

/** A next hop in the subnet of both ends stays: the neighbor reaches it without a detour. */
function isThirdParty({ nva, nic, neighbor }: NvaEnd, { nextHop }: Route): boolean {
  const subnet = nva.subnets.find(({ id }) => id === nic?.subnet);
  return (
    nextHop !== undefined &&
    (subnet?.prefixes ?? []).some((prefix) => holds(prefix, nextHop) && holds(prefix, neighbor.address))
  );
}

function holds(prefix: string, address: string): boolean {
  const [outer, inner] = [parsePrefix(prefix), parseSource(address)];
  return outer !== undefined && inner !== undefined && contains(outer, inner);
}

const deniedBy = (by: string, { nva, remote }: NvaEnd, route: Route): Rejection =>
  rejected(
    {
      at: nva.machine.id,
      cause: "outbound-policy",
      text: `${nva.machine.name} does not advertise it to ${remote}: ${by}`,
      got: by,
      want: `an outbound policy that permits ${route.prefix}`,
      fix: by.startsWith("bgp ebgp-requires-policy")
        ? "in frr.conf, router bgp: no bgp ebgp-requires-policy; or a route-map in both directions"
        : `permit ${route.prefix} in it`,
    },
    route,
  );

/** True where the policies deny the prefix whatever else a route to it has: asks nothing. */
export const deniesPrefix = (policies: readonly Policy[], prefix: string, machine: string): boolean =>
  policies.some(
    (policy) =>
      policy.terms.every(({ asPath }) => asPath === undefined) &&
      deniesForCertain(applyPolicies([policy], { prefix, asPath: [], communities: [] }, machine)),
  );

/** A route as the NVA has it that a neighbor sends; undefined where it does not accept it. */
export function acceptedBy(scenario: Scenario, end: NvaEnd, route: Route): Route | undefined {
  const { nva, neighbor } = end;
  if (isLoop(end, route)) return undefined;
  const results = applyPolicies(neighbor.in, { ...route, ...localPreferenceOf(end, route) }, nva.machine.name);
  // What it learns matters only where it says so: no value is asked for otherwise.
  if (!nva.relays) return deniesForCertain(results) ? undefined : route;
  const { permitted, route: changed } = resultIn(scenario, results);
  if (!permitted) return undefined;
  const { asPath, communities, nextHop: written, localPreference = DEFAULT_LOCAL_PREFERENCE, weight } = changed;
  const nextHop = written === "peer-address" ? neighbor.address : written === "unchanged" ? route.nextHop : written;
  return {
    ...route,
    asPath,
    communities,
    ...(nextHop !== undefined && { nextHop }),
    preference: {
      weight: weight ?? neighbor.weight ?? 0,
      localPreference,
      internal: isInternal(end),
      reachable: resolves(end, nextHop),
    },
  };
}

const localPreferenceOf = (end: NvaEnd, { preference }: Route): { readonly localPreference?: number } =>
  isInternal(end) && preference ? { localPreference: preference.localPreference } : {};

/** The guest's own AS number in the path, more often than it allows. */
function isLoop({ nva, neighbor }: NvaEnd, { asPath }: Route): boolean {
  const own = numberOf(nva.bgp.asn);
  const { allowedOwnAs = 0 } = neighbor;
  const times = asPath.filter((asn) => asn === own).length;
  return allowedOwnAs === "origin" ? times > 0 && asPath.at(-1) !== own : times > allowedOwnAs;
}

/** Whether the guest has a route to a next hop besides its default, or may use that one. */
export function resolves({ nva, near }: NvaEnd, address: string | undefined): Truth {
  const { machine, bgp, subnets } = nva;
  const { routes = [], resolvesByDefault } = bgp;
  const place = address !== undefined && parseSource(address) ? address : (near ?? "");
  const tunnelled = (machine.guest?.tunnels ?? []).filter(({ byPolicy }) => byPolicy !== true);
  const own = [...subnets, ...tunnelled].flatMap(({ prefixes }) => prefixes);
  if ([...own, ...routes].some((prefix) => holds(prefix, place))) return true;
  return (
    resolvesByDefault ??
    statement(
      `FRR of ${machine.name} resolves next hops by the default route (FRR 9.1 and newer, or "ip nht resolve-via-default")`,
    )
  );
}
