import type { BoxLook } from "../../analysis/kinds/box";

/** The content of a picture: nested boxes and the links between them, without positions. */
export interface Graph {
  readonly boxes: readonly GraphBox[];
  readonly links: readonly Link[];
}

/** What a box represents; "stop" is the mark where a packet ends. */
export type BoxKind = BoxLook | "on-premises" | "internet" | "outside" | "stop";

/** A component, or a place such as the internet. */
export interface GraphBox {
  /** The component's id; "internet", "on-premises:NAME" and the like for other places. */
  readonly id: string;
  readonly kind: BoxKind;
  /** Id of the box that contains this one. */
  readonly parent?: string;
  /** The kind in capitals: "NVA". */
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
  /** Ids of the components that it represents, such as both sides of a peering; may be empty. */
  readonly ids: readonly string[];
  readonly kind: LinkKind;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Ends with an arrowhead: the configured sides of a peering. */
  readonly heads?: readonly ("from" | "to")[];
}

/** True for a link that only carries a stroke. */
export const carriesStroke = ({ kind }: Pick<Link, "kind">): boolean => kind === "announcement" || kind === "traffic";

/** The internet's box. */
export const INTERNET = "internet";

/** An on-premises edge's box. */
export const onPremisesBox = (name: string): string => `on-premises:${name}`;
