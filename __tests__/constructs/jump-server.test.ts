import { findingsOf } from "../../lib/index";
import { article, Template } from "../support/apps";

test("gatewayRoutes: false turns off propagation in the route table of the jump server's subnet", () => {
  const { stack } = article({ hub: { jumpServer: { operatorSources: ["203.0.113.0/24"], gatewayRoutes: false } } });
  expect(new Template(stack).one("route_table", "rt-jumpSubnet-hub00")).toMatchObject({
    bgp_route_propagation_enabled: false,
    route: [{ name: "0_0_0_0_0" }],
  });
  expect(findingsOf(stack)).toEqual([]);
});
