import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { parseAddress } from "../../../domain/ipv4";
import type { AsPathChange, GuestNeighbor, Origination, Policy } from "../../model/guest";
import { isOpen, unknown } from "../../unknown/value";
import { defaultOriginate, type RouteSources } from "./frr-origins";
import { denyingAll, distributeList, filterList, permitting, prefixList, routeMap } from "./frr-policy";
import type { FrrLine } from "./frr-text";

/** What holds for every neighbour of a `router bgp` block. */
export interface NeighborDefaults {
  readonly asn: number | undefined;
  /** Hops to a neighbor without ebgp-multihop. */
  readonly leastMultihop: number;
  /** bgp ebgp-requires-policy. */
  readonly requiresPolicy: boolean;
}

/** The lines of one neighbour or peer-group, by what they are about. */
type Attributes = Map<string, FrrLine>;

/** Key of the line that sets, before the first line of a neighbor, whether it is activated by default. */
const DEFAULT = "bgp default ipv4-unicast";

/** The neighbours of a `router bgp` block, with what their peer-groups give them. */
export function neighborsOf(
  lines: readonly FrrLine[],
  defaults: NeighborDefaults,
  sources: RouteSources,
  originates: readonly Origination[],
): GuestNeighbor[] {
  const named = new Map<string, Attributes>();
  let unicast: FrrLine | undefined;
  for (const line of lines) {
    if (line.words.join(" ") === DEFAULT) unicast = line;
    if (line.words[0] !== "neighbor" || (line.family !== "" && !/^ipv4( unicast)?$/.test(line.family))) continue;
    note(named, line, unicast);
  }
  return [...named]
    .filter(([name, own]) => isAddress(name) && own.size > 0)
    .map(([address, own]) => neighbor(address, own, named, defaults, sources, originates));
}

const isAddress = (name: string): boolean => isOpen(name) || parseAddress(name) !== undefined;

function note(named: Map<string, Attributes>, line: FrrLine, unicast: FrrLine | undefined): void {
  const [, name = "", what = "", ...rest] = line.words;
  const attributes = named.get(name) ?? new Map<string, FrrLine>(unicast ? [[DEFAULT, unicast]] : []);
  named.set(name, attributes);
  if (line.no && (what === "" || what === "remote-as")) {
    named.delete(name);
    return;
  }
  const direction = /^(route-map|prefix-list|distribute-list|filter-list)$/.test(what) ? ` ${rest[1] ?? ""}` : "";
  const key = `${what}${direction}`;
  attributes.set(key === "peer-group" && rest.length === 0 ? "is-group" : key, line);
}

function neighbor(
  address: string,
  own: Attributes,
  named: ReadonlyMap<string, Attributes>,
  defaults: NeighborDefaults,
  sources: RouteSources,
  originates: readonly Origination[],
): GuestNeighbor {
  const group = named.get(own.get("peer-group")?.words[3] ?? "") ?? new Map<string, FrrLine>();
  const line = (key: string) => own.get(key) ?? group.get(key);
  const value = (key: string) => (line(key)?.no === false ? line(key)?.words.slice(3) : undefined);
  const remoteAsn = remoteOf(value("remote-as")?.[0], defaults.asn);
  const internal = remoteAsn === defaults.asn;
  const policies = (direction: "in" | "out") =>
    policiesOf(
      (key) => value(`${key} ${direction}`)?.[0],
      sources,
      direction === "out" ? asPathPolicies(address, value, defaults.asn ?? 0) : [],
    );
  const ownDefault = value("default-originate") !== undefined;
  const required = (direction: "in" | "out") => {
    const found = policies(direction);
    const filters = ["route-map", "prefix-list", "distribute-list", "filter-list"];
    return internal || !defaults.requiresPolicy || filters.some((key) => value(`${key} ${direction}`))
      ? found
      : [denyingAll(`bgp ebgp-requires-policy (no policy ${direction})`)];
  };
  const [password] = value("password") ?? [];
  return {
    address,
    remoteAsn,
    multihop: internal ? 255 : hops(value("ebgp-multihop"), defaults.leastMultihop),
    ...(value("disable-connected-check") && { connectedCheck: false }),
    ...(value("ttl-security") && { ttlSecurity: Number(value("ttl-security")?.[1]) || 1 }),
    shutdown: value("shutdown") !== undefined,
    active: line("activate") === undefined ? own.get(DEFAULT)?.no !== true : line("activate")?.no === false,
    password: password === undefined ? false : fingerprint(password),
    ...(value("passive") && { passive: true }),
    ...(value("allowas-in") && { allowedOwnAs: allowedOwnAs(value("allowas-in")?.[0]) }),
    ...nextHopOf(value),
    ...(value("weight") && { weight: Number(value("weight")?.[0]) || 0 }),
    ...(value("route-reflector-client") && { reflectorClient: true }),
    originates: ownDefault ? defaultOriginate(line("default-originate")!, sources, originates) : [],
    in: required("in"),
    out: [...(ownDefault ? [NO_OTHER_DEFAULT] : []), ...required("out")],
  };
}

/**
 * A neighbour with default-originate gets no default from the table, whether its own is there or not (measured with FRR
 * 8.4.4).
 */
const NO_OTHER_DEFAULT: Policy = {
  name: "default-originate takes the place of other defaults",
  terms: [
    { ...permitting(DEFAULT_ROUTE), action: "deny", prefixes: [{ action: "permit", prefix: DEFAULT_ROUTE }] },
    permitting("the rest"),
  ],
};

/** The words after a setting's name; undefined without it. */
type Value = (setting: string) => readonly string[] | undefined;

function remoteOf(text: string | undefined, own: number | undefined): GuestNeighbor["remoteAsn"] {
  if (text === "internal") return own ?? unknown("remote-as internal");
  if (text === "external") return text;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : unknown(text ?? "remote-as");
}

const hops = (multihop: readonly string[] | undefined, otherwise: number): number =>
  multihop ? Number(multihop[0] ?? 255) || 255 : otherwise;

/** Without a number FRR allows three. */
const allowedOwnAs = (written: string | undefined): number | "origin" =>
  written === "origin" ? written : Number(written ?? 3) || 3;

function nextHopOf(value: Value): Pick<GuestNeighbor, "nextHop"> {
  const unchanged = value("attribute-unchanged");
  if (unchanged && (unchanged.length === 0 || unchanged.includes("next-hop"))) return { nextHop: "unchanged" };
  return value("next-hop-self") ? { nextHop: "self" } : {};
}

/** FNV-1a, cut to 16 bits. */
function fingerprint(password: string): string {
  const hash = [...password].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  return (hash & 0xffff).toString(16).padStart(4, "0");
}

/** What changes the AS paths that a neighbor gets, after the lists and before the route-map (measured with FRR 8.4.4). */
function asPathPolicies(address: string, value: Value, own: number): Policy[] {
  const removed = value("remove-private-AS");
  const removal: AsPathChange = {
    kind: "remove-private",
    amongPublic: removed?.includes("all") ?? false,
    ...(removed?.includes("replace-AS") && { by: own }),
  };
  return [
    ...(removed ? [asPathPolicy(address, "remove-private-AS", removal)] : []),
    ...(value("as-override")
      ? [asPathPolicy(address, "as-override", { kind: "replace", asns: "neighbor", by: own })]
      : []),
  ];
}

function asPathPolicy(address: string, setting: string, change: AsPathChange): Policy {
  const name = `neighbor ${address} ${setting}`;
  return { name, terms: [{ ...permitting(name), asPathChanges: [change] }] };
}

function policiesOf(
  name: (key: string) => string | undefined,
  { lists, asn }: RouteSources,
  beforeRouteMap: readonly Policy[],
): Policy[] {
  const [map, prefixes, distribute, filter] = ["route-map", "prefix-list", "distribute-list", "filter-list"].map(name);
  return [
    ...(distribute === undefined ? [] : [distributeList(distribute, lists)]),
    ...(prefixes === undefined ? [] : [prefixList(prefixes, lists)]),
    ...(filter === undefined ? [] : [filterList(filter, lists)]),
    ...beforeRouteMap,
    ...(map === undefined ? [] : [routeMap(map, lists, { asn })]),
  ];
}
