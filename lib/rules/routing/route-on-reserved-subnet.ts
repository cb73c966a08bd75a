import { addressCount } from "../../domain/address-count";
import { parsePrefix } from "../../domain/ipv4";
import type { SubnetDeclaration } from "../declaration";
import { beside, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";
import { GATEWAY_SUBNET, isSubnet, ROUTE_SERVER_SUBNET } from "../addressing/subnet-sizes";

/** FT024. */
export const routeOnReservedSubnet: ConstructRule = {
  id: "FT024",
  name: "route-on-reserved-subnet",
  severity: "error",
  summary: "GatewaySubnet or RouteServerSubnet has a route or setting that Azure does not allow.",
  why: "A gateway must reach the Azure management plane and learn routes; RouteServerSubnet does not support a route table.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks
      .flatMap(({ subnets }) => subnets)
      .flatMap((subnet) => {
        if (isSubnet(subnet.name, GATEWAY_SUBNET)) return [...defaults(subnet), ...propagation(subnet)];
        return isSubnet(subnet.name, ROUTE_SERVER_SUBNET) ? table(subnet) : [];
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

function table({ name, at, routes }: SubnetDeclaration): ConstructReported[] {
  if (!routes) return [];
  return [
    {
      at: beside(at, "routes"),
      text: `${name} has a route table`,
      got: `a route table with ${routes.length} ${routes.length === 1 ? "route" : "routes"}`,
      want: "no route table (Route Server)",
      fix: "remove routes",
    },
  ];
}
