/** What Terraform does not say, said by the user. */
export interface Assumptions {
  /** Edges on circuits. `circuit`: name, id or Terraform address. */
  readonly onPremises?: readonly {
    readonly name?: string;
    readonly circuit: string;
    readonly asn: number;
    readonly announces: readonly (string | { readonly prefix: string; readonly asPath?: readonly number[] })[];
  }[];
  /** Machines whose configuration cannot be read, by name: an image with a router in it, for example. */
  readonly machines?: Readonly<Record<string, AssumedGuest>>;
  /** Values of expressions that only the apply knows: {"var.enabled": true, "var.sources": ["192.0.2.0/28"]}. */
  readonly values?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

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
}
