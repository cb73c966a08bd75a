import { contains, parsePrefix } from "../../net/ipv4";
import type { GuestBgp, Origination } from "../model";
import { unknown } from "../unknown";
import { leaveUnread, type Boot } from "./boot";
import { frrLists } from "./frr-lists";
import { neighborsOf } from "./frr-neighbors";
import { networkOrigin, policyOf, redistributed, routeSources, type RouteSources } from "./frr-origins";
import type { FrrLine } from "./frr-text";
import { prefixOf } from "./match";

const FRR_CONF = "/etc/frr/frr.conf";
const DAEMONS = "/etc/frr/daemons";

/** The configuration that FRR reads at its start, and what commands put into it later. */
export function frrText(boot: Boot): string {
  const own = ["zebra", "staticd", "bgpd"].map((name) => boot.files.get(`/etc/frr/${name}.conf`)).filter((text) => text !== undefined);
  const start = boot.files.has(FRR_CONF) ? [boot.files.get(FRR_CONF)!] : own;
  return [...start, ...boot.vtysh.map(({ text }) => text)].join("\nend\n");
}

/** What the guest's FRR is configured to do in BGP; undefined where it has no BGP, or does not run it. */
export function frrBgp(boot: Boot, lines: readonly FrrLine[]): GuestBgp | undefined {
  const headers = [...new Set(lines.filter(({ text }) => text.startsWith("router bgp")).map(({ text }) => text))];
  const header = headers[0];
  if (header === undefined) return undefined;
  if (!runs(boot)) {
    boot.notes.push(`${DAEMONS} says bgpd=no: FRR reads "${header}" and does not run BGP (sed -i 's/^bgpd=no/bgpd=yes/' ${DAEMONS})`);
    return undefined;
  }
  for (const other of headers.slice(1)) leaveUnread(boot, { file: FRR_CONF, line: other }, ["bgp"]);
  return router(boot, lines, header);
}

const runs = (boot: Boot): boolean => /^\s*bgpd\s*=\s*"?yes/m.test(boot.files.get(DAEMONS) ?? "");

function router(boot: Boot, all: readonly FrrLine[], header: string): GuestBgp {
  const lines = all.filter(({ block }) => block === header);
  const number = header.split(" ")[2] ?? "";
  const asn = /^\d+$/.test(number) ? Number(number) : undefined;
  const old = /^frr version (\d+)\.(\d+)/.exec(all.find(({ text }) => text.startsWith("frr version"))?.text ?? "");
  const before74 = old !== null && (Number(old[1]) < 7 || (Number(old[1]) === 7 && Number(old[2]) < 4));
  const datacenter = all.some(({ text }) => text === "frr defaults datacenter");
  const sources = routeSources(boot, all, frrLists(all), asn, switchOf(lines, "bgp network import-check", !before74));
  const originates = lines.flatMap((line) => originsOf(boot, line, sources));
  const defaults = {
    asn,
    activates: switchOf(lines, "bgp default ipv4-unicast", true),
    requiresPolicy: switchOf(lines, "bgp ebgp-requires-policy", !datacenter && !before74),
  };
  for (const line of lines) if (isUnread(line)) leaveUnread(boot, { file: FRR_CONF, line: line.text }, ["bgp"]);
  return { asn: asn ?? unknown(number), neighbors: neighborsOf(lines, defaults, sources, originates), originates: [...originates, ...aggregates(lines, sources, originates)] };
}

/** The last line that says so or "no" decides. */
function switchOf(lines: readonly FrrLine[], name: string, otherwise: boolean): boolean {
  const last = lines.filter(({ words }) => words.join(" ") === name).at(-1);
  return last ? !last.no : otherwise;
}

const inIpv4 = ({ family }: FrrLine): boolean => family === "" || /^ipv4( unicast)?$/.test(family);

function originsOf(boot: Boot, line: FrrLine, sources: RouteSources): Origination[] {
  if (line.no || !inIpv4(line)) return [];
  if (line.words[0] === "network") return networkOrigin(line, sources);
  if (line.words[0] !== "redistribute") return [];
  const found = redistributed(line, sources);
  if (!found) leaveUnread(boot, { file: FRR_CONF, line: line.text }, ["bgp"]);
  return found ?? [];
}

/** An aggregate is there while a longer prefix inside it is. */
function aggregates(lines: readonly FrrLine[], sources: RouteSources, originates: readonly Origination[]): Origination[] {
  return lines.flatMap((line): Origination[] => {
    const prefix = line.words[0] === "aggregate-address" && !line.no && inIpv4(line) ? prefixOf(line.words[1] ?? "") : undefined;
    if (prefix === undefined) return [];
    return [{ prefix, by: "aggregate-address", condition: within(prefix, originates), ...policyOf(line, sources, {}), line: line.text }];
  });
}

function within(prefix: string, originates: readonly Origination[]): Origination["condition"] {
  const outer = parsePrefix(prefix);
  const inner = originates.filter((one) => {
    const parsed = parsePrefix(one.prefix);
    return outer !== undefined && parsed !== undefined && parsed.length > outer.length && contains(outer, parsed);
  });
  return inner.some(({ condition }) => condition === "always") ? "always" : "unknown";
}

/** Lines that bear on what is exchanged, and that this reading does not follow. */
function isUnread({ words, no, family }: FrrLine): boolean {
  const text = words.join(" ");
  if (no || !/^$|^ipv4( unicast)?$/.test(family)) return false;
  return /^neighbor \S+ (interface|local-as|ttl-security|disable-connected-check|advertise-map|unsuppress-map|as-override|allowas-in|remove-private-AS|attribute-unchanged as-path|send-community none|bfd strict)\b/.test(text) || /^bgp (listen|confederation|cluster-id strict)\b|^import vrf/.test(text);
}
