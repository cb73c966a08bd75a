import { contains, parsePrefix, type Ipv4Prefix } from "../../../domain/ipv4";
import type { Policy, PolicyTerm } from "../../model/guest";
import { isOpen } from "../../unknown/value";

/** A route on its way through policies. */
export interface PolicyRoute {
  readonly prefix: string;
  /** Nearest AS first. */
  readonly asPath: readonly number[];
  readonly communities: readonly string[];
  readonly nextHop?: string;
}

/** What policies make of a route. */
export interface PolicyResult {
  readonly verdict: "permit" | "deny" | "unknown";
  /** As it comes out; as it came in where it is denied. */
  readonly route: PolicyRoute;
  /** The line that decided last: of the term, or the policy's name where no term matched. Empty without policies. */
  readonly by: string;
}

type Answer = boolean | "unknown";

/**
 * The route through all policies one after the other; every one must permit. FRR's semantics: first matching term
 * decides, none denies.
 */
export function applyPolicies(policies: readonly Policy[], route: PolicyRoute): PolicyResult {
  let current = route;
  let by = "";
  let open: string | undefined;
  for (const policy of policies) {
    const one = applyPolicy(policy, current);
    if (one.verdict === "deny") return { verdict: "deny", route, by: one.by };
    if (one.verdict === "unknown") open ??= one.by;
    current = one.route;
    by = one.by;
  }
  return open === undefined
    ? { verdict: "permit", route: current, by }
    : { verdict: "unknown", route: current, by: open };
}

function applyPolicy(policy: Policy, route: PolicyRoute): PolicyResult {
  for (const [i, term] of policy.terms.entries()) {
    const matches = matchesTerm(term, route);
    if (matches === true) return decided(policy, term, route);
    if (matches === "unknown") {
      const otherwise = applyPolicy({ name: policy.name, terms: policy.terms.slice(i + 1) }, route);
      const then = decided(policy, term, route);
      // Where it makes no difference whether the term matches, the answer is known.
      if (then.verdict === otherwise.verdict && JSON.stringify(then.route) === JSON.stringify(otherwise.route))
        return then;
      return {
        verdict: "unknown",
        route: then.verdict === "permit" ? then.route : otherwise.route,
        by: `${policy.name}: ${term.condition ?? term.line}`,
      };
    }
  }
  return { verdict: "deny", route, by: policy.name };
}

function decided(policy: Policy, term: PolicyTerm, route: PolicyRoute): PolicyResult {
  const by = term.line === policy.name ? policy.name : `${policy.name}: ${term.line}`;
  return term.action === "deny"
    ? { verdict: "deny", route, by }
    : { verdict: "permit", route: changed(term, route), by };
}

function changed(term: PolicyTerm, route: PolicyRoute): PolicyRoute {
  const removes = term.removes ?? [];
  return {
    prefix: route.prefix,
    asPath: [...term.prepend, ...route.asPath].filter((asn) => !removes.includes(asn)),
    communities: [...new Set([...route.communities, ...term.communities])],
    ...(term.nextHop === undefined
      ? route.nextHop === undefined
        ? {}
        : { nextHop: route.nextHop }
      : { nextHop: term.nextHop }),
  };
}

function matchesTerm(term: PolicyTerm, route: PolicyRoute): Answer {
  const answers: Answer[] = [
    ...(term.prefixes ? [matchesPrefixes(term.prefixes, route.prefix)] : []),
    ...(term.asPath ? [matchesPath(term.asPath, route.asPath)] : []),
    ...(term.condition === undefined ? [] : ["unknown" as const]),
  ];
  return answers.includes(false) ? false : answers.includes("unknown") ? "unknown" : true;
}

/** A prefix-list: the first entry that holds the prefix decides. Without ge and le the length has to be equal. */
export function matchesPrefixes(entries: NonNullable<PolicyTerm["prefixes"]>, prefix: string): Answer {
  const route = parsePrefix(prefix);
  let open: Answer | undefined;
  for (const entry of entries) {
    const one = holds(entry, prefix, route);
    if (one === true)
      return open === undefined || open === (entry.action === "permit") ? entry.action === "permit" : "unknown";
    if (one === "unknown") open ??= entry.action === "permit";
  }
  return open === true ? "unknown" : false;
}

function holds(
  entry: NonNullable<PolicyTerm["prefixes"]>[number],
  prefix: string,
  route: Ipv4Prefix | undefined,
): Answer {
  const within = parsePrefix(entry.prefix);
  if (!route || !within) {
    if (entry.prefix === "0.0.0.0/0" && entry.le === 32 && entry.ge === undefined) return true;
    // The same symbol has the same value.
    if (entry.prefix === prefix && entry.ge === undefined) return true;
    return isOpen(prefix) || isOpen(entry.prefix) ? closedBy(route, within, entry) : false;
  }
  const [low, high] =
    entry.ge === undefined && entry.le === undefined
      ? [within.length, within.length]
      : [entry.ge ?? within.length, entry.le ?? 32];
  return contains(within, route) && low <= route.length && route.length <= high;
}

/** 0.0.0.0/0 is in no prefix but itself, so that a symbol for a real prefix never holds it. */
function closedBy(
  route: Ipv4Prefix | undefined,
  within: Ipv4Prefix | undefined,
  entry: { readonly ge?: number; readonly le?: number },
): Answer {
  if (route?.length === 0 && !within) return false;
  if (!route && within?.length === 0 && entry.ge === undefined && entry.le === undefined) return false;
  return "unknown";
}

const expressions = new Map<string, RegExp | undefined>();

function matchesPath(entries: NonNullable<PolicyTerm["asPath"]>, path: readonly number[]): Answer {
  const text = path.join(" ");
  for (const { action, regex } of entries) {
    const expression = expressionOf(regex);
    if (!expression) return "unknown";
    if (expression.test(text)) return action === "permit";
  }
  return false;
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
