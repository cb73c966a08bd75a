import { isInside } from "../../../domain/ipv4";
import type { GuestBgp, GuestTunnel, LocalAddress, Origination } from "../../model/guest";
import { isOpen, unknown } from "../../unknown/value";
import { leaveUnread, type Boot } from "../cloud-init/boot";
import { frrLists } from "./frr-lists";
import { neighborsOf } from "./frr-neighbors";
import {
  anyPresent,
  networkOrigin,
  orLearned,
  ownPrefixes,
  policyOf,
  redistributed,
  routeSources,
  type RouteSources,
} from "./frr-origins";
import type { FrrLine } from "./frr-text";
import { type RoutingSuite, suiteOf } from "./suite";
import { prefixOf } from "../packet-filter/match";

/**
 * Quagga's session with a Route Server in another subnet comes up without ebgp-multihop.
 * @see https://learn.microsoft.com/azure/route-server/peer-route-server-with-virtual-appliance
 */
const QUAGGA_MULTIHOP = 255;

/** A maximum-prefix of this size is never reached by a Route Server's routes. */
const MAX_PREFIX_WITHOUT_EFFECT = 1000;

const DAEMONS = "/etc/frr/daemons";

/**
 * Without what later lines negate: `no router bgp`, `no network …`, `no redistribute …`, `no aggregate-address …`.
 */
export function withoutNegated(lines: readonly FrrLine[]): FrrLine[] {
  return lines.reduce<FrrLine[]>((kept, line) => {
    const negates = line.no && /^(router|network|redistribute|aggregate-address)$/.test(line.words[0] ?? "");
    return negates ? kept.filter((one) => !isNegatedBy(one, line)) : [...kept, line];
  }, []);
}

function isNegatedBy(line: FrrLine, { words, block }: FrrLine): boolean {
  const [what = "", of = ""] = words;
  if (what !== "router") return line.block === block && line.words[0] === what && line.words[1] === of;
  const header = words.join(" ");
  // Without an AS number: whichever it is.
  if (words.length === 2) return line.text.startsWith(header) || line.block.startsWith(header);
  return line.text === header || line.block === header;
}

/** The configuration that FRR or Quagga reads at its start, and what commands put into it later. */
export function frrText(boot: Boot): string {
  const { folder, configuration } = suiteOf(boot);
  const own = ["zebra", "staticd", "bgpd"]
    .map((name) => boot.files.get(`${folder}/${name}.conf`))
    .filter((text) => text !== undefined);
  const start = boot.files.has(configuration) ? [boot.files.get(configuration)!] : own;
  return [...start, ...boot.vtysh.map(({ text }) => text)].join("\nend\n");
}

/** What the guest has besides Azure's NICs. */
interface OwnLinks {
  readonly tunnels: readonly GuestTunnel[];
  readonly addresses: readonly LocalAddress[];
}

const NO_LINKS: OwnLinks = { tunnels: [], addresses: [] };

/** What the guest's FRR is configured to do in BGP; undefined where it has no BGP, or does not run it. */
export function frrBgp(boot: Boot, lines: readonly FrrLine[], links: OwnLinks = NO_LINKS): GuestBgp | undefined {
  const headers = [...new Set(lines.filter(({ text }) => text.startsWith("router bgp")).map(({ text }) => text))];
  // That of the default VRF first.
  const inDefault = (text: string) => !/ (vrf|view) /.test(text);
  const header = headers.find(inDefault) ?? headers[0];
  if (header === undefined) return undefined;
  const suite = suiteOf(boot);
  if (suite.isQuagga) {
    // Each daemon of Quagga's is a unit of its own; that of the suite starts those that the file names.
    if (!boot.units.has("bgpd") && !boot.units.has("quagga"))
      leaveUnread(boot, { file: suite.configuration, line: "nothing starts bgpd" }, ["bgp"]);
  } else if (!runs(boot)) {
    boot.bgpOff = `${DAEMONS} says bgpd=no`;
    boot.notes.push(
      `${DAEMONS} says bgpd=no: FRR reads "${header}" and does not run BGP (sed -i 's/^bgpd=no/bgpd=yes/' ${DAEMONS})`,
    );
    return undefined;
  }
  if (boot.frrStopped !== undefined) {
    boot.bgpOff = boot.frrStopped.split(",", 1)[0]!;
    boot.notes.push(`${boot.frrStopped}: FRR reads "${header}" and does not run BGP (systemctl restart frr)`);
    return undefined;
  }
  for (const other of headers.filter((text) => text !== header || !inDefault(text)))
    leaveUnread(boot, { file: suite.configuration, line: other }, ["bgp"]);
  return router(boot, suite, lines, header, links);
}

const runs = (boot: Boot): boolean => /^\s*bgpd\s*=\s*"?yes/m.test(boot.files.get(DAEMONS) ?? "");

function router(
  boot: Boot,
  { configuration, isQuagga }: RoutingSuite,
  all: readonly FrrLine[],
  header: string,
  links: OwnLinks,
): GuestBgp {
  const lines = all.filter(({ block }) => block === header);
  const number = header.split(" ")[2] ?? "";
  const asn = /^\d+$/.test(number) ? Number(number) : undefined;
  const old = /^frr version (\d+)\.(\d+)/.exec(all.find(({ text }) => text.startsWith("frr version"))?.text ?? "");
  const before74 = isQuagga || (old !== null && (Number(old[1]) < 7 || (Number(old[1]) === 7 && Number(old[2]) < 4)));
  const datacenter = all.some(({ text }) => text === "frr defaults datacenter");
  const sources = routeSources(boot, all, {
    asn: asn ?? 0,
    lists: frrLists(all),
    importCheck: switchOf(lines, "bgp network import-check", !before74),
    ...links,
  });
  const own = withAggregates(
    lines,
    sources,
    lines.flatMap((line) => originsOf(boot, configuration, line, sources)),
  );
  const defaults = {
    asn,
    leastMultihop: isQuagga ? QUAGGA_MULTIHOP : 1,
    requiresPolicy: switchOf(lines, "bgp ebgp-requires-policy", !datacenter && !before74),
  };
  const lists = all.filter(({ block, words }) => block.startsWith("route-map ") || isUnreadEntry(words));
  for (const line of [...lines, ...lists])
    if (isUnread(line) || isUnreadEntry(line.words))
      leaveUnread(boot, { file: configuration, line: line.text }, ["bgp"]);
  const resolvesByDefault =
    datacenter || all.some(({ text }) => text.endsWith("ip nht resolve-via-default"))
      ? switchOf(all, "ip nht resolve-via-default", false)
      : undefined;
  return {
    asn: asn ?? unknown(number),
    neighbors: neighborsOf(lines, defaults, sources, own.originates),
    ...own,
    routes: ownPrefixes(sources),
    ...(resolvesByDefault !== undefined && { resolvesByDefault }),
  };
}

/** The last line of this name decides, with or without "no". */
function switchOf(lines: readonly FrrLine[], name: string, otherwise: boolean): boolean {
  const last = lines.filter(({ words }) => words.join(" ") === name).at(-1);
  return last ? !last.no : otherwise;
}

const inIpv4 = ({ family }: FrrLine): boolean => family === "" || /^ipv4( unicast)?$/.test(family);

function originsOf(boot: Boot, file: string, line: FrrLine, sources: RouteSources): Origination[] {
  if (line.no || !inIpv4(line)) return [];
  if (line.words[0] === "network") return networkOrigin(line, sources);
  if (line.words[0] !== "redistribute") return [];
  const found = redistributed(line, sources);
  if (!found) leaveUnread(boot, { file, line: line.text }, ["bgp"]);
  return found ?? [];
}

/** An aggregate is there while a longer prefix inside it is; `summary-only` keeps those back. */
function withAggregates(
  lines: readonly FrrLine[],
  sources: RouteSources,
  originates: readonly Origination[],
): Pick<GuestBgp, "originates" | "summarizes"> {
  const found = lines.flatMap((line) => {
    const prefix =
      line.words[0] === "aggregate-address" && !line.no && inIpv4(line) ? prefixOf(line.words[1] ?? "") : undefined;
    return prefix === undefined
      ? []
      : [{ line, prefix, inner: originates.filter((one) => isInside(one.prefix, prefix)) }];
  });
  const only = found.filter(({ line }) => line.words.includes("summary-only"));
  const hidden = new Set(only.flatMap(({ inner }) => inner));
  const aggregates = found.map(({ line, prefix, inner }): Origination => ({
    prefix,
    by: "aggregate-address",
    ...orLearned(anyPresent(inner), { within: prefix }),
    ...policyOf(line, sources, {}),
    line: line.text,
  }));
  return {
    originates: [...originates.filter((one) => !hidden.has(one)), ...aggregates],
    ...(only.length > 0 && { summarizes: only.map(({ prefix }) => prefix) }),
  };
}

/** Entries of lists, and headers of route-maps, that are no such thing: what they would let pass is not known. */
function isUnreadEntry(words: readonly string[]): boolean {
  const text = words.join(" ");
  if (/^ip prefix-list \S+ (seq \S+ )?(permit|deny) /.test(text))
    return !/ (permit|deny) (any|\S+\/\d+)( (ge|le) \d+){0,2}$/.test(text) && !isOpen(text);
  return /^(ip prefix-list|access-list|route-map|(bgp|ip) as-path access-list) .*[$`]/.test(text);
}

/** Lines of a neighbour's that the reading follows, or that change nothing in what is exchanged. */
const NEIGHBOR =
  /^neighbor \S+( (remote-as|ebgp-multihop|peer-group|activate|shutdown|password|route-map|prefix-list|distribute-list|filter-list|default-originate|description|timers|update-source|soft-reconfiguration|send-community|capability|dont-capability-negotiate|override-capability|strict-capability-match|advertisement-interval|weight|bfd|next-hop-self|addpath-\S+|enforce-first-as|graceful-restart\S*|graceful-shutdown|passive|maximum-prefix-out|attribute-unchanged|route-reflector-client|ttl-security|disable-connected-check|as-override|allowas-in|remove-private-AS|disable-link-bw-encoding-ieee|extended-optional-parameters|sender-as-path-loop-detection)\b.*)?$/;
/** Lines of a router that the reading follows, or that change nothing in what is exchanged. */
const ROUTER =
  /^(network|redistribute|aggregate-address|maximum-paths|distance|timers|address-family|read-quanta|write-quanta|coalesce-time|update-delay|segment-routing|bmp|exit)\b|^bgp (router-id|log-neighbor-changes|ebgp-requires-policy|network import-check|default (ipv4-unicast|ipv6-unicast|show-hostname|show-nexthop-hostname|local-preference)|bestpath|graceful-restart|graceful-shutdown|always-compare-med|deterministic-med|fast-external-failover|fast-convergence|cluster-id|client-to-client|dampening|minimum-holdtime|route-reflector|suppress-fib-pending|reject-as-sets|hard-administrative-reset|default-originate timer|session-dscp|tcp-keepalive|update-delay|labeled-unicast|allow-martian-nexthop|conditional-advertisement timer|nexthop|snmp|long-lived-graceful-restart|lu-label)\b/;
const ROUTE_MAP = /^(match|set|description|call|continue|on-match)\b/;

/** Lines that bear on what is exchanged, and that this reading does not follow. */
function isUnread({ words, no, family, block }: FrrLine): boolean {
  const text = words.join(" ");
  if (no || !/^$|^ipv4( unicast)?$/.test(family)) return false;
  if (isOpen(words[0] ?? "")) return true;
  if (block.startsWith("route-map ")) return !ROUTE_MAP.test(text);
  if (/^neighbor \S+ maximum-prefix \d+/.test(text))
    return !(Number(words[3]) >= MAX_PREFIX_WITHOUT_EFFECT || words.includes("warning-only"));
  if (!ROUTER.test(text) && !NEIGHBOR.test(text)) return true;
  return (
    /^neighbor \S+ (interface|local-as|advertise-map|unsuppress-map|attribute-unchanged( as-path|$)|send-community none|bfd strict)\b/.test(
      text,
    ) ||
    /^bgp (listen|confederation|cluster-id strict|bestpath as-path (ignore|confed))\b|^import vrf|^aggregate-address .*(as-set|suppress-map)/.test(
      text,
    )
  );
}
