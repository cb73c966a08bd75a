import type { Component } from "../model/component";
import { asText, blocks, eitherFlag, flag, number } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Unknown } from "../unknown/value";
import { EXPRESS_ROUTE_CIRCUIT_READER } from "./express-route-circuit";
import { HUB_GATEWAY_READER } from "./hub-gateway";
import { type HubRouting, hubRoutingOf, routeMapsOf } from "./hub-routing";
import type { Kind, KindContext, KindReader } from "./kind";
import { VPN_SITE_READER } from "./vpn-site";

/** A connection of a virtual hub's gateway: to a circuit, or to a VPN site. */
export interface BranchConnection extends Component {
  readonly gateway: string;
  readonly circuit?: string;
  readonly site?: string;
  /** internet_security_enabled: the branch learns 0.0.0.0/0. */
  readonly internetSecurity: boolean | Unknown<boolean>;
  readonly routing: HubRouting;
  readonly routingWeight: number | Unknown<number>;
  readonly bgp: boolean | Unknown<boolean>;
}

export const BRANCH_CONNECTION: Kind<BranchConnection, "branchConnections"> = {
  list: "branchConnections",
  label: "branch connection",
  types: ["azurerm_express_route_connection", "azurerm_vpn_gateway_connection"],
  references: { gateway: "joins", circuit: "joins", site: "joins" },
};

export const BRANCH_CONNECTION_READER: KindReader<BranchConnection> = {
  kind: BRANCH_CONNECTION,
  read: (resources) => [
    ...resources.of("azurerm_express_route_connection").map((resource) => ({
      ...shared(resource, resources, "express_route_gateway_id", "ExpressRoute"),
      circuit: circuitOf(resource, resources),
      bgp: true,
    })),
    ...resources.of("azurerm_vpn_gateway_connection").map((resource) => ({
      ...shared(resource, resources, "vpn_gateway_id", "Vpn"),
      site: resources.requiredReference(VPN_SITE_READER, resource.configured("remote_vpn_site_id"), resource),
      bgp: anyOf(blocks(resource, "vpn_link").map((link) => flag(link, "bgp_enabled", false))),
    })),
  ],
  notFollowed: (resources) =>
    routeMapsOf([
      ...resources.of("azurerm_express_route_connection"),
      ...resources.of("azurerm_vpn_gateway_connection"),
    ]),
};

/** True where one of the links is; what decides the first that may be, otherwise. */
const anyOf = (flags: readonly (boolean | Unknown<boolean>)[]): boolean | Unknown<boolean> =>
  flags.find((one) => one === true) ?? flags.find((one) => one !== false) ?? false;

const shared = (
  resource: Resource,
  resources: KindContext,
  gateway: string,
  kind: "ExpressRoute" | "Vpn",
): Omit<BranchConnection, "bgp"> => ({
  ...resources.component(resource),
  gateway: resources.requiredReference(HUB_GATEWAY_READER, resource.configured(gateway), resource, { kind }),
  internetSecurity: eitherFlag(resource, ["internet_security_enabled", "enable_internet_security"], false),
  routing: hubRoutingOf(resource, resources),
  routingWeight: number(resource, "routing_weight", 0),
});

/** The circuit of a peering: the connection names the peering, which the files may hold as a resource of its own. */
function circuitOf(resource: Resource, resources: KindContext): string {
  const value = resource.configured("express_route_circuit_peering_id");
  const peering = resources.resolve(value, "azurerm_express_route_circuit_peering");
  const name = peering && asText(peering.configured("express_route_circuit_name"));
  const named =
    peering && name !== undefined ? resources.named("azurerm_express_route_circuit", name, peering) : undefined;
  if (named) return named.id;
  const circuit = asText(value)?.replace(/\/peerings\/[^/]+$/i, "") ?? null;
  return resources.requiredReference(EXPRESS_ROUTE_CIRCUIT_READER, circuit, resource);
}
