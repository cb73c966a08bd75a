import { DEFAULT_ROUTE, PLATFORM_ADDRESS } from "../../../domain/special-ranges";
import { type Address, holds, isPublic } from "../../model/address";
import type { SecurityRule, Subnet } from "../../model/azure";
import type { EffectiveRoute } from "../../results";
import type { RoutingState } from "../../routes/routing-state";
import { and, claim, not, or, type Truth } from "../../unknown/truth";
import { inPlatformTag } from "./platform";
import { isTag } from "../../security/tag-names";

export { isTag };

/** True for the two tags whose meaning depends on the routes of a subnet. */
const dependsOnRoutes = (text: string): boolean => isTag(text, "VirtualNetwork") || isTag(text, "Internet");

/** True for a rule with a tag whose meaning depends on routes. */
export const usesRoutedTag = ({ sources, destinations }: SecurityRule): boolean =>
  [...sources, ...destinations].some(dependsOnRoutes);

/** Whether a service tag contains an address; undefined for a text that is not a tag. */
export function inServiceTag(routing: RoutingState, subnet: Subnet, tag: string, address: Address): Truth {
  if (isTag(tag, "Any")) return true;
  if (isTag(tag, "VirtualNetwork")) return inVirtualNetwork(routing, subnet, address);
  // Internet is everything else (row 6.11).
  if (isTag(tag, "Internet")) return not(inVirtualNetwork(routing, subnet, address));
  if (isTag(tag, "AzureLoadBalancer")) return address.text === PLATFORM_ADDRESS;
  const platform = inPlatformTag(tag, address.text);
  if (platform !== undefined) return platform;
  return inChangingTag(tag, address);
}

/** Which addresses another tag contains changes from week to week. */
export const inChangingTag = (tag: string, address: Address): Truth =>
  isPublic(address) && claim(`service tag ${tag}`, `contains ${address.text}`);

/** The tag VirtualNetwork as it is in one subnet: what its routes lead to privately (rows 6.4, 6.5). */
function inVirtualNetwork(routing: RoutingState, subnet: Subnet, address: Address): Truth {
  if (address.text === PLATFORM_ADDRESS) return true;
  const truths: Truth[] = [];
  for (const prefix of routing.prefixes(subnet)) {
    const held = holds(prefix, address, "network");
    if (held === false) continue;
    const truth = and(or(...routing.activeRoutes(subnet, prefix).map((row) => isPrivate(routing, subnet, row))), held);
    if (truth === true) return true;
    truths.push(truth);
  }
  return or(...truths);
}

const PRIVATE_HOPS: ReadonlySet<EffectiveRoute["nextHop"]["kind"]> = new Set([
  "local",
  "circuit",
  "vpn",
  "hub",
  "appliance",
]);

/** A peered network is in the tag unless the peering is closed (row 3.5). */
function isPrivate({ index }: RoutingState, { network }: Subnet, { nextHop }: EffectiveRoute): Truth {
  if (nextHop.kind !== "peering") return PRIVATE_HOPS.has(nextHop.kind);
  const [peering] = index.peeringsOf(network, ({ remote }) => remote === nextHop.network);
  return peering?.virtualNetworkAccess ?? true;
}

/**
 * A UDR 0.0.0.0/0 to Internet takes precedence over a learned default: that the tag VirtualNetwork does not contain the
 * internet then is seen in labs only (row 6.6).
 */
export function isKeptNarrow(routing: RoutingState, subnet: Subnet): boolean {
  const defaults = routing.aside().rows(subnet, DEFAULT_ROUTE);
  return (
    defaults.some(({ source, nextHop }) => source === "User" && nextHop.kind === "internet") &&
    defaults.some(({ source }) => source === "VirtualNetworkGateway")
  );
}
