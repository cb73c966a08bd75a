import { contains, mustParse } from "../../domain/ipv4";
import { isServiceTag } from "../../domain/service-tag";
import { NON_MICROSOFT_PREFIXES } from "../../domain/special-ranges";
import { type Address, isPublic } from "../model/address";
import { lengthOf } from "../model/prefix-length";
import type { EffectiveRoute } from "../results";
import type { Assumed } from "../unknown/scenario";
import { claim, type Truth } from "../unknown/truth";
import { isOpen } from "../unknown/value";

/* Routes whose prefix is the name of a service: a service tag, or a service endpoint (row 4.3). */

/** True for the name of a service in place of a prefix. */
export const isService = (prefix: string): boolean => !isOpen(prefix) && isServiceTag(prefix);

const NON_MICROSOFT = NON_MICROSOFT_PREFIXES.map(mustParse);

/** True for an address that may be one of a service's, which changes from week to week. */
export const mayBeOfService = (address: Address): boolean =>
  address.asked === true &&
  isPublic(address) &&
  !NON_MICROSOFT.some((range) => address.range !== undefined && contains(range, address.range));

/** The prefixes of a table in the order in which they may hold such an address: a service has longer ones than most. */
export function withServices(prefixes: readonly string[]): readonly string[] {
  const isHost = (prefix: string): boolean => !isService(prefix) && lengthOf(prefix) >= HOST_LENGTH;
  return [
    ...prefixes.filter(isHost),
    ...prefixes.filter(isService),
    ...prefixes.filter((prefix) => !isService(prefix) && !isHost(prefix)),
  ];
}

const HOST_LENGTH = 32;

/** Whether a service to which a route of a subnet leads has such an address. */
export function serviceHolds(subnet: string, { prefix, nextHop, why }: EffectiveRoute, { text }: Address): Truth {
  const name = nextHop.kind === "service" ? `${ENDPOINT}${prefix} of ${subnet}` : `${TAG}${prefix} (${why})`;
  return claim(name, `contains ${text}`);
}

const TAG = "service tag ";
const ENDPOINT = "service endpoint ";

/** Answers that give an address to one service tag, and to no other service that a route leads to. */
export const claimsThat =
  (tag: string, assumed?: Assumed): Assumed =>
  (question) => {
    const [about = ""] = question.about;
    if (about === `${TAG}${tag}` || about.startsWith(`${TAG}${tag} (`)) return true;
    return about.startsWith(TAG) || about.startsWith(ENDPOINT) ? false : assumed?.(question);
  };
