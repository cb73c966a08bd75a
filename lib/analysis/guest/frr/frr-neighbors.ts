import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { parseAddress } from "../../../domain/ipv4";
import type { GuestNeighbor, Origination, Policy } from "../../model/guest";
import { isOpen, unknown, type Unknown } from "../../unknown/value";
import { defaultOriginate, type RouteSources } from "./frr-origins";
import { denyingAll, distributeList, filterList, prefixList, routeMap } from "./frr-policy";
import type { FrrLine } from "./frr-text";

/** What holds for every neighbour of a `router bgp` block. */
export interface NeighborDefaults {
  readonly asn: number | undefined;
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
      direction === "in" && typeof remoteAsn === "number" ? remoteAsn : undefined,
    );
  const ownDefault = value("default-originate") !== undefined;
  const required = (direction: "in" | "out") => {
    const found = policies(direction);
    return found.length > 0 || internal || !defaults.requiresPolicy
      ? found
      : [denyingAll(`bgp ebgp-requires-policy (no policy ${direction})`)];
  };
  return {
    address,
    remoteAsn,
    multihop: hops(value("ebgp-multihop"), value("ttl-security"), internal),
    shutdown: value("shutdown") !== undefined,
    active: line("activate") === undefined ? own.get(DEFAULT)?.no !== true : line("activate")?.no === false,
    password: value("password") !== undefined,
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
    {
      action: "deny",
      prefixes: [{ action: "permit", prefix: "0.0.0.0/0" }],
      prepend: [],
      communities: [],
      line: "0.0.0.0/0",
    },
    { action: "permit", prepend: [], communities: [], line: "the rest" },
  ],
};

/**
 * `external` accepts any other AS number. In this model a guest peers with Route Servers only, which have this one.
 */
function remoteOf(text: string | undefined, own: number | undefined): number | Unknown<number> {
  if (text === "internal") return own ?? unknown("remote-as internal");
  if (text === "external") return ROUTE_SERVER_ASN;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : unknown(text ?? "remote-as");
}

function hops(
  multihop: readonly string[] | undefined,
  security: readonly string[] | undefined,
  internal: boolean,
): number {
  if (internal) return 255;
  if (security) return Number(security[1]) || 1;
  return multihop ? Number(multihop[0] ?? 255) || 255 : 1;
}

function policiesOf(
  name: (key: string) => string | undefined,
  { lists }: RouteSources,
  lastAs: number | undefined,
): Policy[] {
  const [map, prefixes, distribute, filter] = ["route-map", "prefix-list", "distribute-list", "filter-list"].map(name);
  const use = lastAs === undefined ? {} : { lastAs };
  return [
    ...(distribute === undefined ? [] : [distributeList(distribute, lists)]),
    ...(prefixes === undefined ? [] : [prefixList(prefixes, lists)]),
    ...(filter === undefined ? [] : [filterList(filter, lists)]),
    ...(map === undefined ? [] : [routeMap(map, lists, use)]),
  ];
}
