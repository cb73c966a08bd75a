import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { parsePrefix, canonical } from "../../../domain/ipv4";
import type { GuestTunnel, LearnedCondition, LocalAddress, Origination, Policy, PolicyTerm } from "../../model/guest";
import type { Boot } from "../cloud-init/boot";
import type { FrrLists } from "./frr-lists";
import { routeMap, type PolicyUse } from "./frr-policy";
import type { FrrLine } from "./frr-text";
import { kernelRoutes, type KernelRoute } from "./kernel-routes";
import { prefixOf } from "../packet-filter/match";
import { applyPolicies, deniesForCertain, permitsForCertain } from "./policy";
import { or, statement, type Truth } from "../../unknown/truth";
import { symbol } from "../../unknown/value";

/** The routes that `network` and `redistribute` lines bring into BGP. */
export interface RouteSources {
  /** The machine's name, for claims. */
  readonly machine: string;
  /** The guest's AS number; 0 where it is known only after apply. */
  readonly asn: number;
  readonly lists: FrrLists;
  readonly kernel: readonly KernelRoute[];
  readonly statics: readonly { readonly prefix: string; readonly line: string }[];
  /** Addresses of the guest's own links, which bring the prefixes of their networks. */
  readonly connected: readonly LocalAddress[];
  /** False after `no bgp network import-check`. */
  readonly importCheck: boolean;
}

/** The sources of a configuration's routes. */
export function routeSources(
  boot: Boot,
  lines: readonly FrrLine[],
  {
    tunnels,
    addresses,
    ...settings
  }: Pick<RouteSources, "asn" | "lists" | "importCheck"> & {
    readonly tunnels: readonly GuestTunnel[];
    readonly addresses: readonly LocalAddress[];
  },
): RouteSources {
  const kernel = kernelRoutes(boot);
  return {
    machine: boot.machine,
    ...settings,
    kernel: [...kernel, ...tunnelRoutes(tunnels, kernel)],
    statics: staticRoutes(lines),
    connected: addresses.map((one) => ({ ...one, prefix: cut(one.prefix) })),
  };
}

/** What leads into a tunnel is in the main table, except a default, which has a table of its own. */
const tunnelRoutes = (tunnels: readonly GuestTunnel[], known: readonly KernelRoute[]): KernelRoute[] =>
  tunnels
    .filter(({ byPolicy }) => byPolicy !== true)
    .flatMap(({ prefixes }) => prefixes)
    .filter((prefix) => prefix !== DEFAULT_ROUTE && !known.some((one) => one.prefix === prefix))
    .map((prefix) => ({ prefix, metric: 0, present: true }));

/** Prefixes of the guest's own routes besides the default. */
export const ownPrefixes = ({ kernel, statics }: RouteSources): string[] => [
  ...new Set(
    [...statics, ...kernel.filter(({ present }) => present === true)]
      .map(({ prefix }) => prefix)
      .filter((prefix) => prefix !== DEFAULT_ROUTE),
  ),
];

function staticRoutes(lines: readonly FrrLine[]): { prefix: string; line: string }[] {
  const found = new Map<string, { prefix: string; line: string }>();
  for (const { words, no, text, block } of lines) {
    if (block !== "" || words[0] !== "ip" || words[1] !== "route" || words.includes("vrf")) continue;
    const dotted = words[2]?.includes("/") ? words[2] : `${words[2] ?? ""}/${words[3] ?? ""}`;
    const prefix = prefixOf(dotted);
    if (prefix === undefined) continue;
    if (no) found.delete(prefix);
    else found.set(prefix, { prefix, line: text });
  }
  return [...found.values()];
}

/** The route of a `network` line: the routing table must have it, except after `no bgp network import-check`. */
export function networkOrigin(line: FrrLine, sources: RouteSources): Origination[] {
  const written = line.words[1] ?? "";
  const prefix = prefixOf(
    written.includes("/")
      ? written
      : line.words[2] === "mask"
        ? `${written}/${line.words[3] ?? ""}`
        : `${written}/${classLength(written)}`,
  );
  if (prefix === undefined) return [];
  return [
    {
      prefix: cut(prefix),
      by: "network",
      ...(sources.importCheck ? presence(cut(prefix), line, sources) : { present: true }),
      ...policyOf(line, sources, {}),
      line: line.text,
    },
  ];
}

type Presence = Pick<Origination, "present" | "healthCheck">;

/** Whether the guest's routing table has the prefix. */
function presence(prefix: string, line: FrrLine, { statics, kernel, connected, machine }: RouteSources): Presence {
  if (statics.some((route) => route.prefix === prefix)) return { present: true };
  const routes = [...kernel, ...connected].filter((route) => route.prefix === prefix);
  return anyPresent(routes) ?? { present: announces(machine, prefix, line) };
}

const presenceIn = ({ present, healthCheck }: Presence): Presence => ({
  present,
  ...(healthCheck !== undefined && { healthCheck }),
});

/** One of the routes is enough; undefined without routes. */
export function anyPresent(routes: readonly Presence[]): Presence | undefined {
  if (routes.length === 0) return undefined;
  const lasting = routes.filter(({ healthCheck }) => healthCheck === undefined);
  const healthCheck = routes[0]?.healthCheck;
  return {
    present: or(...routes.map(({ present }) => present)),
    ...(lasting.length === 0 && healthCheck !== undefined && { healthCheck }),
  };
}

/** What only the machine knows. */
const announces = (machine: string, prefix: string, { text }: FrrLine): Truth =>
  statement(`${machine} advertises ${prefix} ("${text}")`);

/** What a `redistribute` line brings in; undefined where only the machine knows. */
export function redistributed(line: FrrLine, sources: RouteSources): Origination[] | undefined {
  const protocol = line.words[1] ?? "";
  const by = `redistribute ${protocol}`;
  if (protocol === "kernel") {
    return sources.kernel
      .filter((route) => selectable(route, sources.kernel))
      .flatMap((route) => kernelOrigin(route, line, sources));
  }
  if (protocol === "static") {
    // FRR redistributes the route that it selects: the kernel's, where both have the prefix.
    const statics = sources.statics.filter(({ prefix }) => !sources.kernel.some((route) => route.prefix === prefix));
    return statics.map(({ prefix }) => ({
      prefix,
      by,
      present: true,
      ...policyOf(line, sources, { protocol }),
      line: line.text,
    }));
  }
  if (protocol === "connected")
    return [{ prefix: symbol("the machine's own subnet"), present: true as Truth }, ...sources.connected].map(
      ({ prefix, ...presence }) => ({
        prefix,
        by,
        ...presenceIn(presence),
        ...policyOf(line, sources, { protocol }),
        line: line.text,
      }),
    );
  return undefined;
}

/** Of routes to one prefix FRR sees the one with the lowest metric. */
function selectable(route: KernelRoute, all: readonly KernelRoute[]): boolean {
  return !all.some(
    ({ prefix, metric, present, healthCheck }) =>
      prefix === route.prefix && metric < route.metric && present === true && healthCheck === undefined,
  );
}

function kernelOrigin(route: KernelRoute, line: FrrLine, sources: RouteSources): Origination[] {
  const { policy } = policyOf(line, sources, { protocol: "kernel", metric: route.metric });
  const origin: Origination = {
    prefix: route.prefix,
    by: "redistribute kernel",
    present: route.present,
    ...(route.healthCheck !== undefined && { healthCheck: route.healthCheck }),
    ...(policy ? { policy } : {}),
    line: line.text,
  };
  if (!policy) return [origin];
  const own = { prefix: route.prefix, asPath: [], communities: [] };
  return deniesForCertain(applyPolicies([policy], own, sources.machine)) ? [] : [origin];
}

/** The route-map of a line, where it has one. */
export function policyOf(line: FrrLine, sources: RouteSources, use: PolicyUse): { policy?: Policy } {
  const place = line.words.indexOf("route-map");
  const name = place < 0 ? undefined : line.words[place + 1];
  return name === undefined ? {} : { policy: routeMap(name, sources.lists, { asn: sources.asn, ...use }) };
}

/**
 * 0.0.0.0/0 of default-originate. With a route-map it waits for any route of the table that the map permits, and gets
 * what the map sets. Routes from neighbors count, and a network that the routing table does not have (measured with FRR
 * 8.4.4). A map that permits nothing never lets it go.
 */
export function defaultOriginate(line: FrrLine, sources: RouteSources, others: readonly Origination[]): Origination[] {
  const { policy } = policyOf(line, sources, {});
  const origin = { prefix: DEFAULT_ROUTE, by: "default-originate", line: line.text };
  if (!policy) return [{ ...origin, present: true }];
  if (!policy.terms.some(({ action }) => action === "permit")) return [{ ...origin, present: false, policy }];
  const found = others
    .filter((other) => {
      const own = { prefix: other.prefix, asPath: [], communities: [] };
      return permitsForCertain(applyPolicies(other.policy ? [other.policy, policy] : [policy], own, sources.machine));
    })
    .map((one) => (one.by === "network" ? { present: true } : one));
  return [
    {
      ...origin,
      ...orLearned(anyPresent(found), { permittedBy: policy }),
      policy: {
        name: policy.name,
        terms: policy.terms
          .filter(({ action }) => action === "permit")
          .slice(0, 1)
          .map(setsOnly),
      },
    },
  ];
}

/** What routes of the guest's own do not make present for good, a neighbor's may. */
export function orLearned(
  own: Presence = { present: false },
  condition: LearnedCondition,
): Presence & Pick<Origination, "orLearned"> {
  return own.present === true && own.healthCheck === undefined ? own : { ...own, orLearned: condition };
}

/** What a term sets; it matched another route. */
const setsOnly = ({ action, asPathChanges, communities, nextHop, line }: PolicyTerm): PolicyTerm => ({
  action,
  asPathChanges,
  communities,
  ...(nextHop === undefined ? {} : { nextHop }),
  line,
});

const cut = (prefix: string): string => {
  const parsed = parsePrefix(prefix);
  return parsed ? canonical(parsed) : prefix;
};

/** Without a length, FRR uses the address class. */
function classLength(address: string): number {
  const first = Number(address.split(".")[0]);
  return address === "0.0.0.0" ? 0 : first < 128 ? 8 : first < 192 ? 16 : 24;
}
