import { addressCount } from "../../domain/address-count";
import { parsePrefix } from "../../domain/ipv4";
import {
  BASTION_SUBNET,
  GATEWAY_SUBNET,
  isSubnetNamed,
  keptFor,
  type ReservedSubnet,
  reservedSubnet,
  ROUTE_SERVER_SUBNET,
} from "../../domain/reserved-subnet";
import type { SubnetDeclaration } from "../declaration";
import { beside, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT024. */
export const routeOnReservedSubnet: ConstructRule = {
  id: "FT024",
  name: "route-on-reserved-subnet",
  severity: "error",
  summary: "GatewaySubnet, RouteServerSubnet or AzureBastionSubnet has a route or setting that Azure does not allow.",
  why: "A gateway must reach the Azure management plane and learn routes; RouteServerSubnet and AzureBastionSubnet do not support a route table.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks
      .flatMap(({ subnets }) => subnets)
      .flatMap((subnet) => {
        if (isSubnetNamed(subnet.name, GATEWAY_SUBNET)) return [...defaults(subnet), ...propagation(subnet)];
        const reserved = reservedSubnet(subnet.name);
        return reserved === ROUTE_SERVER_SUBNET || reserved === BASTION_SUBNET ? table(subnet, reserved) : [];
      }),
};

/** A default route: one route, or several that cover all addresses together. */
function defaults({ name, routes = [] }: SubnetDeclaration): ConstructReported[] {
  const prefixed = routes.flatMap(({ at, prefix }) => {
    const parsed = prefix === undefined ? undefined : parsePrefix(prefix);
    return parsed ? [{ at, prefix: parsed }] : [];
  });
  const whole = prefixed.filter(({ prefix }) => prefix.length === 0);
  const covering =
    whole.length === 0 && addressCount(prefixed.map(({ prefix }) => prefix)) === 2 ** 32 ? prefixed : whole;
  const first = covering[0];
  if (!first) return [];
  const written = covering.map(({ prefix }) => prefix.text).join(" and ");
  return [
    {
      at: inside(first.at, "addressPrefix"),
      text: `${name} has a user-defined route for ${written}`,
      got: written,
      want: "only routes for single prefixes (ExpressRoute gateway)",
      fix: `remove ${covering.map(({ at }) => at.prop).join(", ")}`,
    },
  ];
}

function propagation({ name, at, gatewayRoutes }: SubnetDeclaration): ConstructReported[] {
  if (gatewayRoutes) return [];
  return [
    {
      at: beside(at, "gatewayRoutes"),
      text: `${name} does not propagate gateway routes`,
      got: "propagation of gateway routes off",
      want: "propagation of gateway routes on (ExpressRoute gateway)",
      fix: "gatewayRoutes: true",
    },
  ];
}

function table({ name, at, routes }: SubnetDeclaration, reserved: ReservedSubnet): ConstructReported[] {
  if (!routes) return [];
  return [
    {
      at: beside(at, "routes"),
      text: `${name} has a route table`,
      got: `a route table with ${routes.length} ${routes.length === 1 ? "route" : "routes"}`,
      want: `no route table on the subnet of ${keptFor(reserved)} (Azure)`,
      fix: "remove routes",
    },
  ];
}
