import type { RouteTableRoute } from "@cdktf/provider-azurerm/lib/route-table";
import type { Place, RouteDeclaration } from "../rules/declaration";
import { mandatory, type PropsSchema, text } from "./internal/props-schema";
import { known } from "./internal/tokens";

/**
 * A user-defined route (UDR).
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
 */
export interface RouteProps {
  /** Name of the route, unique in its table. */
  readonly name: string;
  /** Destination: an IPv4 prefix in CIDR notation, or a service tag. */
  readonly addressPrefix: string;
  /**
   * VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance or None. VirtualNetworkGateway works with VPN gateways
   * only.
   */
  readonly nextHopType: string;
  /**
   * IPv4 address of the appliance. Required for next hop type VirtualAppliance, not allowed for others.
   * @default - none
   */
  readonly nextHopIpAddress?: string;
}

/** Schema of {@link RouteProps}. */
export const ROUTE_SCHEMA: PropsSchema<RouteProps> = {
  name: mandatory.text,
  addressPrefix: mandatory.text,
  nextHopType: mandatory.text,
  nextHopIpAddress: text,
};

/** Bypasses a default route that is learned by BGP: with the same prefix, a user-defined route takes precedence. */
export const DEFAULT_ROUTE_TO_INTERNET: RouteProps = {
  name: "0_0_0_0_0",
  addressPrefix: "0.0.0.0/0",
  nextHopType: "Internet",
};

/** The route as azurerm's `route` block. */
export function routeBlock(route: RouteProps): RouteTableRoute {
  return {
    name: route.name,
    addressPrefix: route.addressPrefix,
    nextHopType: route.nextHopType,
    nextHopInIpAddress: route.nextHopIpAddress,
  };
}

/**
 * The route as the construct rules read it.
 * @param at the prop that the user wrote it in.
 */
export function routeDeclaration(route: RouteProps, at: Place): RouteDeclaration {
  return {
    at,
    name: known(route.name),
    prefix: known(route.addressPrefix),
    nextHopType: known(route.nextHopType),
    nextHopAddress: route.nextHopIpAddress === undefined ? null : known(route.nextHopIpAddress),
  };
}
