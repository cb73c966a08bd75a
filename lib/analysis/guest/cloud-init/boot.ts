import type { GuestPart, UnreadLine } from "../../model/guest";

/** Everything that an unknown program may change. */
export const EVERYTHING: readonly GuestPart[] = ["forwards", "forward", "postrouting", "bgp"];

/** A text with its source: a file of the guest's, or a part of its user data ("runcmd"). */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** A command of the guest's, with its words. */
export interface NamedCommand {
  readonly file: string;
  readonly line: string;
  readonly words: readonly string[];
}

/** `ip route add …`, and the like. */
export interface RouteCommand extends NamedCommand {
  /** True where only the running machine decides whether it runs. */
  readonly conditional: boolean;
  /** True in a loop that may go on while the machine runs. */
  readonly repeated: boolean;
}

/** A change of which only the running machine knows whether and when it happens; it matters unless it changes nothing. */
export interface PendingChange extends Pick<NamedCommand, "file" | "line"> {
  readonly affects: readonly GuestPart[];
  /** Whether it changes nothing on the machine as the first boot leaves it. */
  readonly changesNothing: (boot: Boot) => boolean;
}

/** A value that reaches the kernel, in the order in which it does. */
export interface KernelSetting {
  readonly key: string;
  readonly value: string;
  /** "/etc/sysctl.d/60-nva.conf: net.ipv4.ip_forward = 1". */
  readonly because: string;
}

/** A change of the packet filter. */
export type FilterInput =
  | ({
      readonly kind: "nft";
      /** Variables of the command line (-D), as far as the script says their values. */
      readonly defines?: readonly (readonly [name: string, value: string])[];
    } & NamedText)
  | ({ readonly kind: "iptables" } & NamedCommand)
  | ({
      readonly kind: "iptables-save";
      /** Whether existing rules stay (--noflush). */ readonly keep?: boolean;
    } & NamedText);

/** The result of a first boot: files, and what its commands changed in the kernel, the packet filter and FRR. */
export interface Boot {
  /** The machine's name, for notes and claims. */
  readonly machine: string;
  readonly files: Map<string, string>;
  /** Paths of which only the running machine knows whether there is a file. */
  readonly possible: Set<string>;
  readonly kernel: KernelSetting[];
  readonly filter: FilterInput[];
  /** Lines that `vtysh -c` puts into the running configuration. */
  readonly vtysh: NamedText[];
  /** Commands that add routes to the kernel's table, or delete them, in their order. */
  readonly routes: RouteCommand[];
  /** `ip rule add …`, and the like, in their order. */
  readonly rules: RouteCommand[];
  /** `ip addr add …` on NICs that are not the machine's own. */
  readonly addresses: RouteCommand[];
  /** `ip link add …`. */
  readonly links: RouteCommand[];
  /** Network namespaces that commands add, by their names. */
  readonly namespaces: Set<string>;
  readonly pending: PendingChange[];
  /** Packages by name, without versions. */
  readonly packages: Set<string>;
  /** Why BGP that is configured does not run. */
  bgpOff?: string;
  /** Why FRR does not run: "frr is stopped, and nothing starts it again". */
  frrStopped?: string;
  /** Units that run, without ".service". */
  readonly units: Set<string>;
  /** Units that the next boot starts. */
  readonly enabled: Set<string>;
  /** Scripts that cloud-init runs at each boot. */
  readonly eachBoot: NamedText[];
  /** Whether iptables-persistent saves the rules that are there as it is installed: debconf can say no. */
  autosave: boolean;
  /** Files that rules of the running packet filter were saved to. */
  readonly savedRules: Map<string, readonly FilterInput[]>;
  readonly unread: UnreadLine[];
  readonly notes: string[];
}

/** A machine before its first boot: what Ubuntu's image and FRR's package put there, as far as commands edit it. */
export function freshBoot(machine: string): Boot {
  return {
    machine,
    files: new Map([
      ["/etc/sysctl.conf", "#net.ipv4.ip_forward=1\n"],
      ["/etc/frr/daemons", "bgpd=no\n"],
    ]),
    possible: new Set(),
    kernel: [],
    filter: [],
    vtysh: [],
    routes: [],
    rules: [],
    addresses: [],
    links: [],
    namespaces: new Set(),
    pending: [],
    packages: new Set(),
    units: new Set(),
    enabled: new Set(),
    eachBoot: [],
    autosave: true,
    savedRules: new Map(),
    unread: [],
    notes: [],
  };
}

/** A machine that goes on from here on its own. */
export const copyOf = (boot: Boot): Boot => ({
  ...boot,
  files: new Map(boot.files),
  possible: new Set(boot.possible),
  kernel: [...boot.kernel],
  filter: [...boot.filter],
  vtysh: [...boot.vtysh],
  routes: [...boot.routes],
  rules: [...boot.rules],
  addresses: [...boot.addresses],
  namespaces: new Set(boot.namespaces),
  pending: [...boot.pending],
  packages: new Set(boot.packages),
  units: new Set(boot.units),
  enabled: new Set(boot.enabled),
  eachBoot: [...boot.eachBoot],
  savedRules: new Map(boot.savedRules),
  unread: [...boot.unread],
  notes: [...boot.notes],
});

/** Notes a line that could not be read. */
export function leaveUnread(
  boot: Boot,
  at: { readonly file: string; readonly line: string },
  affects: readonly GuestPart[],
): void {
  const line = at.line.trim();
  const isNew = (what: GuestPart) =>
    !boot.unread.some((one) => one.file === at.file && one.line === line && one.affects === what);
  boot.unread.push(...[...new Set(affects)].filter(isNew).map((what) => ({ file: at.file, line, affects: what })));
}

/** Leaves unread what may still change the machine as the first boot has left it. */
export function settlePending(boot: Boot): void {
  for (const change of boot.pending) if (!change.changesNothing(boot)) leaveUnread(boot, change, change.affects);
}

/** The files that a shell's pattern means, in their order; a path without a star is itself. */
export function filesLike({ files }: Boot, pattern: string): string[] {
  if (!pattern.includes("*")) return files.has(pattern) ? [pattern] : [];
  const expression = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^/]*")}$`,
  );
  return [...files.keys()].filter((path) => expression.test(path)).sort();
}

/** What a file of this path decides; empty for files that play no part. */
export function affectedParts(path: string): readonly GuestPart[] {
  // Nothing reads the backup copy of a file.
  if (/~$|\.(orig|bak|backup|old|dist|sample|example|save)$/.test(path)) return [];
  if (/^\/etc\/(frr|quagga|bird|openbgpd|gobgp)\b|\/bird[^/]*\.conf$|\/bgpd\.conf$/.test(path)) return ["bgp"];
  if (/^\/etc\/(nftables|iptables|ufw|firewalld)\b|\.nft$/.test(path)) return ["forward", "postrouting"];
  if (/^(\/etc|\/lib|\/usr\/lib|\/usr\/local\/lib|\/run)\/sysctl\b/.test(path)) return ["forwards"];
  return [];
}
