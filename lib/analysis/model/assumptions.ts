/** What Terraform does not say, said by the user. */
export interface Assumptions {
  /** Routers on the far side of circuits and VPN connections. */
  readonly onPremises?: readonly AssumedEdge[];
  /** Machines whose configuration cannot be read, by name: an image with a router in it, for example. */
  readonly machines?: Readonly<Record<string, AssumedGuest>>;
  /** Values of expressions that only the apply knows: {"var.enabled": true, "var.sources": ["192.0.2.0/28"]}. */
  readonly values?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** A router on premises, and what it announces: give a `circuit` or a `connection`. */
export interface AssumedEdge {
  readonly name?: string;
  /** Name, id or Terraform address of the circuit. */
  readonly circuit?: string;
  /** Name, id or Terraform address of the VPN connection, or of its local network gateway. */
  readonly connection?: string;
  readonly asn: number;
  /** Links of the circuit that are up. @default both */
  readonly links?: readonly CircuitLink[];
  readonly announces: readonly (string | AssumedAnnouncement)[];
}

/** A prefix that a router on premises announces. */
export interface AssumedAnnouncement {
  readonly prefix: string;
  /** Nearest AS first. @default the router's own AS number */
  readonly asPath?: readonly number[];
  /** Links of the circuit over which it comes. @default those of the router */
  readonly links?: readonly CircuitLink[];
}

/** One of the two connections that make up a circuit. */
export type CircuitLink = "primary" | "secondary";

/** What a machine is taken to do. */
export interface AssumedGuest {
  /** Prefixes that it advertises to its BGP peers, as long as `prepend` says. @default none */
  readonly announces?: readonly string[];
  /** Its AS number. @default the one that the Route Server expects */
  readonly asn?: number;
  /** How often it prepends its own AS number. @default 0 */
  readonly prepend?: number;
  /** Forwards what is not addressed to it. @default true */
  readonly forwards?: boolean;
  /** Translates the source of what it forwards to public addresses into its own. @default true */
  readonly translates?: boolean;
  /**
   * By which NIC it sends what it forwards, by prefix: {"0.0.0.0/0": "nic-outside", "10.0.0.0/8": "nic-inside"}. Subnets
   * of its NICs need no entry.
   * @default by the NIC that the packet came in by
   */
  readonly sendsBy?: Readonly<Record<string, string>>;
  /** Prefixes, or addresses of BGP neighbors, that it reaches by a tunnel of its own. @default none */
  readonly tunnels?: readonly string[];
}
