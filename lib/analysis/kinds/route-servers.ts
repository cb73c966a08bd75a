import type { BgpConnection, RouteServer } from "../model/azure";
import { asText, flag, number, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isList } from "../terraform/value";
import { symbol } from "../unknown/value";
import type { Build } from "./build";

/** Route Servers. */
export function readRouteServers(build: Build, networkOfSubnet: (subnet: string) => string): readonly RouteServer[] {
  return build.of("azurerm_route_server").map((resource) => ({
    ...build.component(resource),
    network: networkOfSubnet(build.standIns.subnet(resource.configured("subnet_id"), resource)),
    branchToBranch: flag(resource, "branch_to_branch_traffic_enabled", false),
    hubRoutingPreference: text(resource, "hub_routing_preference") ?? "ExpressRoute",
    addresses: addresses(resource),
  }));
}

function addresses(resource: Resource): readonly [string, string] {
  const value = resource.attribute("virtual_router_ips");
  const [first, second] = isList(value)
    ? value
        .map(asText)
        .filter((one) => one !== undefined)
        .sort()
    : [];
  return [
    first ?? symbol(`${resource.id}.virtual_router_ips[0]`),
    second ?? symbol(`${resource.id}.virtual_router_ips[1]`),
  ];
}

/** The peers of Route Servers. */
export function readBgpConnections(build: Build): readonly BgpConnection[] {
  return build.of("azurerm_route_server_bgp_connection").map((resource) => ({
    ...build.component(resource),
    routeServer: build.standIns.routeServer(resource.configured("route_server_id"), resource),
    peerAsn: number(resource, "peer_asn", 0),
    peerAddress: text(resource, "peer_ip") ?? "",
  }));
}
