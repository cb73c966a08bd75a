import { contains, parsePrefix, type Ipv4Prefix } from "../../../domain/ipv4";
import type { Policy, PolicyTerm } from "../../model/guest";
import { after, type Alternatives, certain, either } from "../../unknown/alternatives";
import { and, claim, not, or, statement, type Truth } from "../../unknown/truth";
import { isOpen, shown, symbolsIn } from "../../unknown/value";
import { changedPath } from "./as-path";

/** A route on its way through policies. */
export interface PolicyRoute {
  readonly prefix: string;
  /** Nearest AS first. */
  readonly asPath: readonly number[];
  readonly communities: readonly string[];
  /** An address; or what `set ip next-hop` says instead: "unchanged", "peer-address". */
  readonly nextHop?: string;
  readonly localPreference?: number;
  readonly weight?: number;
  /** AS number of the neighbor that it goes to. */
  readonly neighborAsn?: number;
}

/** What policies do with a route. */
export interface PolicyResult {
  readonly permitted: boolean;
  /** With what the policies set; as it came in where it is denied. */
  readonly route: PolicyRoute;
  /** The line that decided last: of the term, or the policy's name where no term matched. Empty without policies. */
  readonly by: string;
}

/** An entry of a prefix-list. */
type PrefixEntry = NonNullable<PolicyTerm["prefixes"]>[number];

/**
 * The route through all policies one after the other; every one must permit. FRR's semantics: the first matching term
 * decides, and no match denies.
 *
 * @param machine the machine's name, for the claims that decide
 */
export function applyPolicies(
  policies: readonly Policy[],
  route: PolicyRoute,
  machine: string,
): Alternatives<PolicyResult> {
  return policies.reduce<Alternatives<PolicyResult>>(
    (results, policy) =>
      after(results, (result) => (result.permitted ? next(policy, result.route) : certain(result)), same),
    certain({ permitted: true, route, by: "" }),
  );

  function next(policy: Policy, current: PolicyRoute): Alternatives<PolicyResult> {
    return applyPolicy(policy, current, machine).map(({ when, result }) => ({
      when,
      result: result.permitted ? result : { ...result, route },
    }));
  }
}

/** True where the policies permit the route whatever is known only after apply. */
export const permitsForCertain = (results: Alternatives<PolicyResult>): boolean =>
  results.every(({ result }) => result.permitted);

/** True where the policies deny the route whatever is known only after apply. */
export const deniesForCertain = (results: Alternatives<PolicyResult>): boolean =>
  results.every(({ result }) => !result.permitted);

function applyPolicy(policy: Policy, route: PolicyRoute, machine: string): Alternatives<PolicyResult> {
  return policy.terms.reduceRight<Alternatives<PolicyResult>>(
    (rest, term) =>
      either(matchesTerm(policy, term, route, machine), certain(decided(policy, term, route)), rest, same),
    certain({ permitted: false, route, by: policy.name }),
  );
}

const same = (a: PolicyResult, b: PolicyResult): boolean =>
  a.permitted === b.permitted && JSON.stringify(a.route) === JSON.stringify(b.route);

function decided(policy: Policy, term: PolicyTerm, route: PolicyRoute): PolicyResult {
  const by = term.line === policy.name ? policy.name : `${policy.name}: ${term.line}`;
  const permitted = term.action === "permit";
  return { permitted, route: permitted ? changed(term, route) : route, by };
}

function changed(term: PolicyTerm, route: PolicyRoute): PolicyRoute {
  const { nextHop, localPreference, weight } = term;
  return {
    ...route,
    asPath: changedPath(term.asPathChanges, route.asPath, route.neighborAsn),
    communities: [...new Set([...route.communities, ...term.communities])],
    ...(nextHop !== undefined && { nextHop }),
    ...(localPreference !== undefined && { localPreference }),
    ...(weight !== undefined && { weight }),
  };
}

function matchesTerm(policy: Policy, term: PolicyTerm, route: PolicyRoute, machine: string): Truth {
  return and(
    term.prefixes === undefined || matchesPrefixes(term.prefixes, route.prefix),
    term.asPath === undefined || matchesPath(term.asPath, route.asPath),
    term.condition === undefined ||
      statement(`"${shown(`${policy.name}: ${term.condition}`)}" applies to ${shown(route.prefix)} on ${machine}`),
  );
}

/** A prefix-list: the first entry that matches decides, and no match denies. */
export function matchesPrefixes(entries: readonly PrefixEntry[], prefix: string): Truth {
  return entries.reduceRight<Truth>((rest, entry) => {
    const matched = matchesEntry(entry, prefix);
    return entry.action === "permit" ? or(matched, rest) : and(not(matched), rest);
  }, false);
}

/** Without ge and le the lengths have to be equal. */
function matchesEntry(entry: PrefixEntry, prefix: string): Truth {
  const [route, outer] = [parsePrefix(prefix), parsePrefix(entry.prefix)];
  if (!route || !outer) return matchesUnknown(entry, prefix, route, outer);
  const exact = entry.ge === undefined && entry.le === undefined;
  const [shortest, longest] = exact ? [outer.length, outer.length] : [entry.ge ?? outer.length, entry.le ?? 32];
  return contains(outer, route) && shortest <= route.length && route.length <= longest;
}

function matchesUnknown(
  entry: PrefixEntry,
  prefix: string,
  route: Ipv4Prefix | undefined,
  outer: Ipv4Prefix | undefined,
): Truth {
  if (outer?.length === 0 && entry.le === 32 && entry.ge === undefined) return true;
  // The same symbol has the same value.
  if (entry.prefix === prefix && entry.ge === undefined) return true;
  if (!isOpen(prefix) && !isOpen(entry.prefix)) return false;
  // Only 0.0.0.0/0 contains 0.0.0.0/0, and a symbol is a prefix of a network.
  const exact = entry.ge === undefined && entry.le === undefined;
  if ((route?.length === 0 && !outer) || (!route && outer?.length === 0 && exact)) return false;
  const lengths = [["ge", entry.ge] as const, ["le", entry.le] as const]
    .filter(([, length]) => length !== undefined)
    .map(([key, length]) => ` ${key} ${length}`);
  const unknowns = [...new Set([...symbolsIn(entry.prefix), ...symbolsIn(prefix)])];
  return claim(unknowns, `${shown(prefix)} matches ${shown(entry.prefix)}${lengths.join("")}`);
}

const expressions = new Map<string, RegExp | undefined>();

/** An AS path access-list: the first entry that matches decides, and no match denies. */
function matchesPath(entries: NonNullable<PolicyTerm["asPath"]>, path: readonly number[]): Truth {
  const text = path.join(" ");
  return entries.reduceRight<Truth>((rest, { action, regex }) => {
    const matched = expressionOf(regex)?.test(text) ?? statement(`the AS path "${text}" matches ${shown(regex)}`);
    return action === "permit" ? or(matched, rest) : and(not(matched), rest);
  }, false);
}

/** FRR's `_`: a blank, a comma, a brace or parenthesis, the beginning or the end. */
function expressionOf(regex: string): RegExp | undefined {
  if (!expressions.has(regex)) {
    try {
      expressions.set(regex, new RegExp(regex.replaceAll("_", "(?:^|[,{}() ]|$)")));
    } catch {
      expressions.set(regex, undefined);
    }
  }
  return expressions.get(regex);
}
