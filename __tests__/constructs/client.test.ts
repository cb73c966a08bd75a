import { Testing } from "cdktf";
import { findingsOf } from "../../lib/index";
import { article, Template } from "../support/apps";

test("failClosedGuard allows what learned routes lead to, and denies the internet", () => {
  const { stack } = article({ hub: { client: { failClosedGuard: true } } });
  const rules = new Template(stack).one("network_security_group", "vnet-hub00-default-nsg-japaneast")
    .security_rule as Record<string, unknown>[];
  expect(
    rules
      .filter(({ direction }) => direction === "Outbound")
      .map(({ priority, access, destination_address_prefix }) => [priority, access, destination_address_prefix]),
  ).toEqual([
    [100, "Allow", "VirtualNetwork"],
    [110, "Deny", "Internet"],
  ]);
});

test("gatewayRoutes: false makes a route table without routes, and the client is reported as not tunnelled", () => {
  const { stack } = article({
    hub: { jumpServer: { operatorSources: ["203.0.113.0/24"] }, client: { gatewayRoutes: false } },
  });
  const json = JSON.parse(Testing.synth(stack)) as Template["json"];
  const table = Object.values(json.resource.azurerm_route_table!).find(({ name }) => name === "rt-defaultSubnet-hub00");
  expect(table).toMatchObject({ bgp_route_propagation_enabled: false, route: [] });
  expect(findingsOf(stack).map(({ name }) => name)).toEqual(["client-not-tunnelled"]);
});
