import { reservedSubnet } from "../../domain/reserved-subnet";
import type { Resource } from "../terraform/resource";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import { BGP_CONNECTION } from "./bgp-connection";
import { BRANCH_CONNECTION } from "./branch-connection";
import { FIREWALL } from "./firewall";
import { FIREWALL_POLICY } from "./firewall-policy";
import { GATEWAY_CONNECTION } from "./gateway-connection";
import { HUB_BGP_CONNECTION } from "./hub-bgp-connection";
import { HUB_GATEWAY } from "./hub-gateway";
import { HUB_ROUTE_TABLE } from "./hub-route-table";
import type { Kind } from "./kind";
import { LOAD_BALANCER } from "./load-balancer";
import { LOCAL_NETWORK_GATEWAY } from "./local-network-gateway";
import { NETWORK } from "./network";
import { NETWORK_INTERFACE } from "./network-interface";
import { ROUTE_SERVER } from "./route-server";
import { ROUTE_TABLE } from "./route-table";
import { ROUTING_INTENT } from "./routing-intent";
import { SECURITY_GROUP } from "./security-group";
import { networkOfBlock, SUBNET } from "./subnet";
import { VIRTUAL_HUB } from "./virtual-hub";
import { VIRTUAL_HUB_CONNECTION } from "./virtual-hub-connection";
import { VIRTUAL_MACHINE } from "./virtual-machine";
import { VIRTUAL_NETWORK_GATEWAY } from "./virtual-network-gateway";
import { VPN_SITE } from "./vpn-site";

/** What a resource names, and no resource of the input is. */
export interface Unresolved {
  readonly kind: Pick<Kind, "list" | "label">;
  readonly text: string;
}

type Kinds = readonly Pick<Kind, "list">[];

/** The kinds by which resources of a type say where they work. */
const PLACED_BY: ReadonlyMap<string, Kinds> = new Map(
  (
    [
      [ROUTE_SERVER.types, [SUBNET]],
      [VIRTUAL_NETWORK_GATEWAY.types, [SUBNET]],
      [FIREWALL.types, [SUBNET, VIRTUAL_HUB]],
      [BGP_CONNECTION.types, [ROUTE_SERVER]],
      [GATEWAY_CONNECTION.types, [VIRTUAL_NETWORK_GATEWAY]],
      [SUBNET.types, [NETWORK]],
      [SUBNET.parts, [SUBNET]],
      [ROUTE_TABLE.parts, [ROUTE_TABLE]],
      [SECURITY_GROUP.parts, [SECURITY_GROUP]],
      [NETWORK_INTERFACE.parts, [NETWORK_INTERFACE]],
      [LOAD_BALANCER.parts, [NETWORK_INTERFACE]],
      [FIREWALL.parts, [FIREWALL_POLICY]],
      [HUB_GATEWAY.types, [VIRTUAL_HUB]],
      [HUB_BGP_CONNECTION.types, [VIRTUAL_HUB, VIRTUAL_HUB_CONNECTION]],
      [HUB_ROUTE_TABLE.parts, [HUB_ROUTE_TABLE]],
      [VIRTUAL_HUB_CONNECTION.types, [NETWORK]],
      [BRANCH_CONNECTION.types, [HUB_GATEWAY]],
      [ROUTING_INTENT.types, [VIRTUAL_HUB]],
      [VIRTUAL_MACHINE.parts, [VIRTUAL_MACHINE]],
    ] as const
  ).flatMap(([types = [], kinds]) => types.map((type) => [type, kinds] as const)),
);

/** What sends packets or routes by settings of its own: where it is made elsewhere, nobody knows them. */
const ACTS_BY_ITSELF: ReadonlyMap<string, string> = new Map([
  [LOCAL_NETWORK_GATEWAY.list, "its site may announce anything"],
  [VPN_SITE.list, "it may announce anything"],
  [LOAD_BALANCER.list, "it may translate what its pools send"],
]);

/** Why it is not known what a resource does, in words after its name. */
export interface Unplaced {
  readonly does: string;
  /** True where it may work anywhere in the input, and not only by what it names besides. */
  readonly anywhere: boolean;
}

/**
 * A resource whose place is an expression that leads nowhere may be anywhere: to take it for elsewhere would be to take
 * it for absent. A subnet matters by what Azure puts into it.
 */
export function unplaced({ type }: Resource, name: string, all: readonly Unresolved[]): Unplaced | undefined {
  const places = SUBNET.types.includes(type) && reservedSubnet(name) === undefined ? [] : (PLACED_BY.get(type) ?? []);
  const place = all.find(
    ({ kind, text }) =>
      isOpen(text) && networkOfBlock(text) === undefined && places.some(({ list }) => list === kind.list),
  );
  if (place) return { does: sentence(place, "it may be any"), anywhere: true };
  const actor = all.find(({ kind }) => ACTS_BY_ITSELF.has(kind.list));
  return actor && { does: sentence(actor, ACTS_BY_ITSELF.get(actor.kind.list)!), anywhere: false };
}

const sentence = ({ kind, text }: Unresolved, why: string): string =>
  `names a ${kind.label} that is not in the input, ${isOpen(text) ? symbolsIn(text).join(", ") : shown(text)}: ${why}`;
