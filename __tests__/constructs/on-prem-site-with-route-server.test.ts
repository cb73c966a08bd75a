import { findingsOf } from "../../lib/index";
import { article } from "../support/apps";

test("of the NVA's subnet is an error: its answers would not find the clients", () => {
  expect(findingsOf(article({ site: { nvaSubnet: { gatewayRoutes: false } } }).stack).map(({ name }) => name)).toEqual([
    "nva-subnet-without-gateway-routes",
  ]);
});
