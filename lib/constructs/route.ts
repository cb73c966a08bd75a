import type { RouteTableRoute } from "@cdktf/provider-azurerm/lib/route-table";
import type { Place, RouteDeclaration } from "../rules/declaration";
import { mandatory, type PropsSchema, text } from "./internal/props-schema";
import { known } from "./internal/tokens";

/** A user-defined route. */
export interface RouteProps {
  readonly name: string;
  /** IPv4 prefix in CIDR notation, or a service tag. */
  readonly addressPrefix: string;
  /** VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance or None. */
  readonly nextHopType: string;
  /**
   * The appliance's address, with next hop type VirtualAppliance only.
   * @default - none
   */
  readonly nextHopIpAddress?: string;
}

export const ROUTE_SCHEMA: PropsSchema<RouteProps> = {
  name: mandatory.text,
  addressPrefix: mandatory.text,
  nextHopType: mandatory.text,
  nextHopIpAddress: text,
};

/** The way round a default route that is learned by BGP: a user-defined route of the same length wins. */
export const DEFAULT_ROUTE_TO_INTERNET: RouteProps = {
  name: "0_0_0_0_0",
  addressPrefix: "0.0.0.0/0",
  nextHopType: "Internet",
};

export function routeBlock(route: RouteProps): RouteTableRoute {
  return {
    name: route.name,
    addressPrefix: route.addressPrefix,
    nextHopType: route.nextHopType,
    nextHopInIpAddress: route.nextHopIpAddress,
  };
}

export function routeDeclaration(route: RouteProps, at: Place): RouteDeclaration {
  return {
    at,
    name: known(route.name),
    prefix: known(route.addressPrefix),
    nextHopType: known(route.nextHopType),
    nextHopAddress: route.nextHopIpAddress === undefined ? null : known(route.nextHopIpAddress),
  };
}
