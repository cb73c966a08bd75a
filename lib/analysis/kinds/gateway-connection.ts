import type { Component } from "../model/component";
import { blocks, eitherFlag, flag, number } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { EXPRESS_ROUTE_CIRCUIT_READER } from "./express-route-circuit";
import type { Kind, KindContext, KindReader, NotFollowed } from "./kind";
import { LOCAL_NETWORK_GATEWAY } from "./local-network-gateway";
import { VIRTUAL_NETWORK_GATEWAY_READER } from "./virtual-network-gateway";

/** A connection of a gateway: to a circuit, to another VNet's VPN gateway, or to a site. */
export interface Connection extends Component {
  readonly gateway: string;
  readonly circuit?: string;
  readonly peerGateway?: string;
  readonly localNetworkGateway?: string;
  readonly routingWeight: number | Unknown<number>;
  readonly bgp: boolean | Unknown<boolean>;
  /** express_route_gateway_bypass: FastPath. */
  readonly fastPath: boolean | Unknown<boolean>;
}

export const GATEWAY_CONNECTION: Kind<Connection, "connections"> = {
  list: "connections",
  label: "connection",
  types: ["azurerm_virtual_network_gateway_connection"],
  references: { gateway: "joins", circuit: "joins", peerGateway: "joins", localNetworkGateway: "joins" },
};

export const GATEWAY_CONNECTION_READER: KindReader<Connection> = {
  kind: GATEWAY_CONNECTION,
  read: (resources) =>
    resources.of("azurerm_virtual_network_gateway_connection").map((resource) => {
      const circuit = resources.reference(
        EXPRESS_ROUTE_CIRCUIT_READER,
        resource.configured("express_route_circuit_id"),
        resource,
      );
      const kind = circuit === undefined ? "Vpn" : "ExpressRoute";
      const gateway = resource.configured("virtual_network_gateway_id");
      const peer = resource.configured("peer_virtual_network_gateway_id");
      const siteId = resource.configured("local_network_gateway_id");
      const site = resources.resolve(siteId, ...LOCAL_NETWORK_GATEWAY.types);
      if (!site) resources.missing(LOCAL_NETWORK_GATEWAY, siteId, resource);
      return {
        ...resources.component(resource),
        gateway: resources.requiredReference(VIRTUAL_NETWORK_GATEWAY_READER, gateway, resource, { kind }),
        ...(circuit !== undefined && { circuit }),
        ...(peer !== null &&
          peer !== "" && { peerGateway: resources.requiredReference(VIRTUAL_NETWORK_GATEWAY_READER, peer, resource) }),
        ...(site && { localNetworkGateway: site.id }),
        // The provider sends no 0, and without a number Azure takes 0.
        routingWeight: number(resource, "routing_weight", 0),
        bgp: eitherFlag(resource, ["bgp_enabled", "enable_bgp"], false),
        fastPath: flag(resource, "express_route_gateway_bypass", false),
      };
    }),
  notFollowed: trafficSelectors,
};

/** They decide which packets a tunnel takes, beside routes. */
function trafficSelectors(resources: KindContext): readonly NotFollowed[] {
  const does = "has traffic selectors, which decide what its tunnel takes";
  return resources
    .of("azurerm_virtual_network_gateway_connection")
    .filter((resource) => !resource.data && blocks(resource, "traffic_selector_policy").length > 0)
    .map((resource) => ({ resource, effect: "network", does }));
}
