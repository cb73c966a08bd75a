/** What a picture shows: boxes in boxes, and the links between them; where they lie is layout's part. */
export interface Graph {
  readonly boxes: readonly GraphBox[];
  readonly links: readonly Link[];
}

/** What a box stands for; "stop" is the mark where a packet ends. */
export type BoxKind =
  | "network"
  | "subnet"
  | "machine"
  | "nva"
  | "nic"
  | "gateway"
  | "route-server"
  | "load-balancer"
  | "private-endpoint"
  | "nat-gateway"
  | "circuit"
  | "site"
  | "on-premises"
  | "internet"
  | "outside"
  | "stop";

/** A thing. */
export interface GraphBox {
  /** The component's id; "internet", "on-premises:NAME" and the like for what is none. */
  readonly id: string;
  readonly kind: BoxKind;
  /** Id of the box that it lies in. */
  readonly parent?: string;
  /** Kind word: "NVA". */
  readonly word?: string;
  readonly name: string;
  /** Address or prefix. */
  readonly detail?: string;
}

/**
 * How two boxes are related. "exchange": a Route Server and a gateway exchange routes. "attachment": a NIC, or a load
 * balancer's backend. "announcement" and "traffic" carry a {@link Stroke}, and are not drawn without one.
 */
export type LinkKind =
  "connection" | "peering" | "bgp" | "exchange" | "egress" | "attachment" | "announcement" | "traffic";

/** A relation. */
export interface Link {
  /** Ids of the components that it stands for: both sides of a peering. Empty where it stands for none. */
  readonly ids: readonly string[];
  readonly kind: LinkKind;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Ends that bear a head, for peerings: a side that is not configured bears none. */
  readonly heads?: readonly ("from" | "to")[];
}

/** True for a link that only carries a stroke. */
export const carriesStroke = ({ kind }: Pick<Link, "kind">): boolean => kind === "announcement" || kind === "traffic";

/** The internet's box. */
export const INTERNET = "internet";

/** An on-premises edge's box. */
export const onPremisesBox = (name: string): string => `on-premises:${name}`;
