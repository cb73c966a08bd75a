import { type Boot, filesLike } from "../cloud-init/boot";
import { prefixOf } from "../packet-filter/match";
import { type FoundTunnel, listed, networkOf } from "./tunnel";

/** Settings of a connection, with those of the sections around it. */
type Settings = ReadonlyMap<string, string>;

/** A connection of IPsec: what it protects, and its other end. */
interface IpsecConnection {
  readonly name: string;
  readonly line: string;
  readonly local: string | undefined;
  readonly remote: string | undefined;
  readonly peers: string | undefined;
  /** Packets come by routes into an interface, not by the kernel's policies. */
  readonly routeBased: boolean;
}

const STARTS =
  /^(sudo )?(ipsec (start|restart|reload|update|up|rereadall|rereadsecrets)\b|swanctl\b|systemctl \S+ (strongswan\S*|ipsec\S*)( |$))/;

/** strongSwan's connections, from ipsec.conf or swanctl's files: the kernel sends what they protect into them. */
export function ipsecTunnels(boot: Boot): FoundTunnel[] {
  const connections = [
    ...filesLike(boot, "/etc/ipsec.conf").flatMap((path) => ipsecConf(path, boot.files.get(path)!)),
    ...["/etc/swanctl/swanctl.conf", "/etc/swanctl/conf.d/*.conf"]
      .flatMap((pattern) => filesLike(boot, pattern))
      .flatMap((path) => swanctlConf(path, boot.files.get(path)!)),
  ];
  const runs =
    boot.unread.some(({ line }) => STARTS.test(line)) || [...boot.packages].some((name) => /^strongswan/.test(name));
  return runs ? connections.map((one) => ({ tunnel: tunnelOf(one), explains: (line) => STARTS.test(line) })) : [];
}

function tunnelOf({ name, line, local, remote, peers, routeBased }: IpsecConnection): FoundTunnel["tunnel"] {
  const prefixes = (text: string | undefined): string[] =>
    listed(text)
      .flatMap((one) => prefixOf(one) ?? [])
      .map(networkOf);
  const sources = prefixes(local);
  return {
    name,
    prefixes: routeBased ? [] : prefixes(remote),
    addresses: [],
    remotes: listed(peers).filter((one) => one !== "%any"),
    ...(sources.length > 0 && { sources }),
    byPolicy: true,
    line,
  };
}

function ipsecConf(path: string, text: string): IpsecConnection[] {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/#.*/, "");
    const [, kind, name] = /^(\w+)\s+(\S+)\s*$/.exec(line) ?? [];
    if (kind !== undefined) current = kind === "conn" ? new Map() : undefined;
    if (kind === "conn" && current) sections.set(name!, current);
    const [, key, value] = /^\s+([\w-]+)\s*=\s*"?(.*?)"?\s*$/.exec(line) ?? [];
    if (key !== undefined) current?.set(key, value!);
  }
  return [...sections]
    .filter(([name]) => name !== "%default")
    .map(([name, own]) => fromIpsecConf(`${path}: conn ${name}`, name, withDefaults(own, sections)));
}

function withDefaults(own: Settings, sections: ReadonlyMap<string, Settings>): Settings {
  const also = sections.get(own.get("also") ?? "");
  return new Map([...(sections.get("%default") ?? []), ...(also ?? []), ...own]);
}

const fromIpsecConf = (line: string, name: string, settings: Settings): IpsecConnection => ({
  name,
  line,
  local: settings.get("leftsubnet"),
  remote: settings.get("rightsubnet"),
  peers: settings.get("right"),
  routeBased: settings.has("mark") || settings.has("mark_out") || settings.get("type") === "transport",
});

/** The children of swanctl's connections. */
function swanctlConf(path: string, text: string): IpsecConnection[] {
  const found: IpsecConnection[] = [];
  const open: { readonly name: string; readonly settings: Map<string, string> }[] = [];
  for (const [, name, key, value] of text
    .replaceAll(/#.*/g, "")
    .matchAll(/([\w.%-]+)\s*\{|([\w.-]+)\s*=\s*([^\n}]*)|\}/g)) {
    if (name !== undefined) open.push({ name, settings: new Map() });
    else if (key !== undefined) open.at(-1)?.settings.set(key, value!.trim());
    else {
      const closed = open.pop();
      const [connections, connection, children] = open;
      if (closed && connections?.name === "connections" && connection && children?.name === "children")
        found.push({
          name: closed.name,
          line: `${path}: ${closed.name}`,
          local: closed.settings.get("local_ts"),
          remote: closed.settings.get("remote_ts"),
          peers: connection.settings.get("remote_addrs"),
          routeBased:
            ["if_id_out", "mark_out"].some((one) => closed.settings.has(one) || connection.settings.has(one)) ||
            closed.settings.get("mode") === "transport",
        });
    }
  }
  return found;
}
