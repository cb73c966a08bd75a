import type { Truth } from "../unknown/truth";
import type { Unknown } from "../unknown/value";

/** A setting of the guest, and the line that makes it. */
export interface Setting {
  readonly value: Truth;
  /** File and line: "/etc/sysctl.d/60-nva.conf: net.ipv4.ip_forward = 1"; or why it holds without one. */
  readonly because: string;
}

/** What a machine does with packets and routes. */
export interface Guest {
  /** net.ipv4.ip_forward. */
  readonly forwards: Setting;
  /**
   * What happens to forwarded packets: the forward hook's chains one after the other; every one must let the packet
   * pass.
   */
  readonly forward: readonly PacketChain[];
  /** What happens to the source of packets that leave: the postrouting nat chains in their order. */
  readonly postrouting: readonly PacketChain[];
  /**
   * What happens to packets for an address of its own that is not one of Azure's NICs: the input hook's chains one after
   * the other; every one must let the packet pass. @default all pass
   */
  readonly input?: readonly PacketChain[];
  /** Addresses that it has besides those of Azure's NICs. @default none */
  readonly addresses?: readonly LocalAddress[];
  /** Where it sends packets encapsulated, past Azure's routes. @default none */
  readonly tunnels?: readonly GuestTunnel[];
  readonly bgp?: GuestBgp;
  /** Why a BGP speaker that is configured does not run: "/etc/frr/daemons says bgpd=no". */
  readonly bgpOff?: string;
  /** Lines that could not be read, and that may change one of the above. */
  readonly unread: readonly UnreadLine[];
  /** By which NIC it sends what it forwards, by prefix. @default the NIC that the packet came in by */
  readonly sendsBy?: readonly { readonly prefix: string; readonly nic: string }[];
  /** Settings that are lost at the next boot. @default none */
  readonly lostAtReboot?: readonly LostLine[];
}

/** An address of the guest's that Azure does not know: on its loopback, or on a link of its own. */
export interface LocalAddress {
  /** With the length of its network: "10.200.0.1/32". */
  readonly prefix: string;
  /** "lo", "dummy0". */
  readonly link: string;
  /** Whether the guest has it, while its health checks succeed. */
  readonly present: Truth;
  /** What takes the address out of the routing table, and back; absent: it stays. */
  readonly healthCheck?: HealthCheck;
  readonly line: string;
}

/** A line that holds until the machine boots again. */
export interface LostLine {
  readonly line: string;
  readonly part: GuestPart;
  /** What is to be added to the user data. */
  readonly fix: string;
}

/** A part of a {@link Guest} that a line of its configuration may change. */
export type GuestPart = "forwards" | "forward" | "postrouting" | "bgp";

/** A line of the guest's configuration that could not be read. */
export interface UnreadLine {
  /** The file's path, or the part of the user data: "runcmd". */
  readonly file: string;
  readonly line: string;
  readonly affects: GuestPart;
}

/** A chain of iptables or nftables. */
export interface PacketChain {
  readonly name: string;
  readonly policy: "accept" | "drop";
  readonly rules: readonly PacketRule[];
}

/** One rule; it holds for a packet that fits every condition there is. */
export interface PacketRule {
  readonly line: string;
  readonly source?: PrefixMatch;
  readonly destination?: PrefixMatch;
  /** "tcp", "udp", "icmp". */
  readonly protocol?: string;
  readonly destinationPorts?: readonly string[];
  /** Connection states that it holds for; absent: all. */
  readonly states?: readonly ("new" | "established" | "related" | "invalid")[];
  /** A condition that could not be read: whether the rule holds is not known. */
  readonly condition?: string;
  /**
   * For nat chains "masquerade" and "snat"; "return" leaves the chain as accept does in a base chain; "unknown": not
   * understood.
   */
  readonly action: "accept" | "drop" | "return" | "masquerade" | "snat" | "unknown";
  /** With snat: the address, or those that packets are spread over. */
  readonly addresses?: readonly string[];
}

/** Prefixes that an address is, or is not, in. */
export interface PrefixMatch {
  readonly prefixes: readonly string[];
  readonly negated: boolean;
}

/** What the guest's BGP speaker is configured to do. */
export interface GuestBgp {
  readonly asn: number | Unknown<number>;
  readonly neighbors: readonly GuestNeighbor[];
  /** What it originates towards all neighbours, before their outbound policies. */
  readonly originates: readonly Origination[];
  /** Prefixes of which it advertises no longer ones (aggregate-address … summary-only). @default none */
  readonly summarizes?: readonly string[];
  /** Prefixes of its own routes besides the default, which next hops may resolve by. */
  readonly routes?: readonly string[];
  /** Whether next hops may resolve by the default route; absent: the version of FRR decides. */
  readonly resolvesByDefault?: boolean;
}

/** A tunnel of the guest's: WireGuard, IPsec, GRE and the like. */
export interface GuestTunnel {
  /** "wg0"; of IPsec the connection's name. */
  readonly name: string;
  /** Prefixes that the guest sends into it. */
  readonly prefixes: readonly string[];
  /** The guest's own addresses in it, with the lengths of their networks: "192.168.0.1/30". */
  readonly addresses: readonly string[];
  /** Addresses of its other ends, as far as the text tells them; they may be symbols. */
  readonly remotes: readonly string[];
  /** Sources that it takes (IPsec's leftsubnet). @default all */
  readonly sources?: readonly string[];
  /** What it encapsulates in, where Azure blocks that in a network (row 7.2). */
  readonly blocked?: "GRE" | "IP in IP";
  /** IPsec's policies lead packets into it, before any route. */
  readonly byPolicy?: boolean;
  /** The line that makes it. */
  readonly line: string;
}

/** A program of the guest's own that adds a route and deletes it again. */
export interface HealthCheck {
  readonly program: string;
  /** Whether it deletes the route when the internet is gone; what else it watches is not modelled. */
  readonly ofInternet: Truth;
}

/** A prefix that the guest brings into BGP. */
export interface Origination {
  readonly prefix: string;
  /** "network", "redistribute static", "redistribute kernel", "default-originate", "aggregate-address". */
  readonly by: string;
  /** Whether the guest has the route that it comes from, while its health checks succeed. */
  readonly present: Truth;
  /** It is also present while the guest has a fitting route from a neighbor. */
  readonly orLearned?: LearnedCondition;
  /** What adds the route and deletes it again; absent: the route stays. */
  readonly healthCheck?: HealthCheck;
  /** The policies that it passes on its way into BGP (route-map of redistribute, network or default-originate). */
  readonly policy?: Policy;
  readonly line: string;
}

/** Which routes from neighbors make the guest originate a prefix. */
export type LearnedCondition =
  /** aggregate-address: those inside its prefix. */
  | { readonly within: string }
  /** default-originate route-map: those that it permits. */
  | { readonly permittedBy: Policy };

/** A BGP neighbour as the guest has it. */
export interface GuestNeighbor {
  /** May be a symbol: one of the Route Server's addresses. */
  readonly address: string;
  /** "external": any other AS. */
  readonly remoteAsn: number | Unknown<number> | "external";
  /** Hops that ebgp-multihop allows; 1 without it. */
  readonly multihop: number;
  /** False after disable-connected-check. @default true */
  readonly connectedCheck?: boolean;
  /** Hops of ttl-security: it sends with TTL 255, and accepts no lower TTL than 256 less these. */
  readonly ttlSecurity?: number;
  readonly shutdown: boolean;
  /** Exchanges IPv4 unicast routes (activated). */
  readonly active: boolean;
  /** A fingerprint of its password: equal passwords have equal ones. It is too short to tell a password. */
  readonly password: string | false;
  /** It never opens the session itself. */
  readonly passive?: boolean;
  /** How often the guest's own AS number may be in a path that it accepts (allowas-in). @default 0 */
  readonly allowedOwnAs?: number | "origin";
  /** What is announced as the next hop of learned routes: next-hop-self, attribute-unchanged next-hop. */
  readonly nextHop?: "self" | "unchanged";
  /** Weight of the routes that it sends. @default 0 */
  readonly weight?: number;
  /** Gets what another neighbor of the guest's AS has sent. */
  readonly reflectorClient?: boolean;
  /** Only for this neighbour, and past its outbound policies (FRR's default-originate). */
  readonly originates: readonly Origination[];
  /**
   * Each must permit. An empty list permits all, unless FRR's ebgp-requires-policy forbids it: then it holds a policy
   * that denies.
   */
  readonly in: readonly Policy[];
  readonly out: readonly Policy[];
}

/** An ordered policy: the first term that matches decides; none: deny. */
export interface Policy {
  /** "route-map to-route-server", "prefix-list default-only". */
  readonly name: string;
  readonly terms: readonly PolicyTerm[];
}

/** One term; it matches a route that fits every condition there is. */
export interface PolicyTerm {
  readonly action: "permit" | "deny";
  /** The prefix-list's entries, first match decides (no match: the term does not match). */
  readonly prefixes?: readonly {
    readonly action: "permit" | "deny";
    readonly prefix: string;
    readonly ge?: number;
    readonly le?: number;
  }[];
  /** AS path access-list entries: regular expressions in FRR's form, first match decides. */
  readonly asPath?: readonly { readonly action: "permit" | "deny"; readonly regex: string }[];
  /** A condition that could not be read. */
  readonly condition?: string;
  /** set as-path prepend, exclude and replace, in their order. */
  readonly asPathChanges: readonly AsPathChange[];
  /** set community: "no-advertise", "65001:1". */
  readonly communities: readonly string[];
  /** set ip next-hop: an address, or "unchanged"; of a route that comes in also "peer-address". */
  readonly nextHop?: string;
  /** set local-preference. */
  readonly localPreference?: number;
  /** set weight. */
  readonly weight?: number;
  readonly line: string;
}

/** A change of an AS path, by a route-map or for a neighbor. */
export type AsPathChange =
  | { readonly kind: "prepend"; readonly asns: readonly number[] }
  /** Repeats the first AS number; an empty path stays empty. */
  | { readonly kind: "repeat-first"; readonly times: number }
  | { readonly kind: "exclude"; readonly asns: readonly number[] }
  /** "neighbor": the AS number of the neighbor that gets the route (neighbor X as-override). */
  | { readonly kind: "replace"; readonly asns: readonly number[] | "all" | "neighbor"; readonly by: number }
  | RemovePrivate;

/** neighbor X remove-private-AS: the AS number of the neighbor that gets the route stays. */
export interface RemovePrivate {
  readonly kind: "remove-private";
  /** Also beside public AS numbers (all). */
  readonly amongPublic: boolean;
  /** Replaced by this AS number instead of removed (replace-AS). */
  readonly by?: number;
}

/** What was read of a machine; no guest where the whole text is known only after apply, or for another reader. */
export interface GuestReading {
  readonly guest?: Guest;
  readonly notes: readonly string[];
}

/** What user data makes of a machine, before anything else runs there. */
export interface FirstBoot {
  readonly reading: GuestReading;
  /** What the machine is after a script that runs once after the first boot. */
  readonly after: (script: string) => GuestReading;
  /** True for a script after which the machine is what it was. */
  readonly isKeptBy: (script: string) => boolean;
}
