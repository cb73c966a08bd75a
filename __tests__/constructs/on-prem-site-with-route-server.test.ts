import { findingsOf } from "../../lib/index";
import { article } from "../support/apps";

test("gatewayRoutes: false is an error for the NVA's subnet: answers would not reach the clients", () => {
  expect(findingsOf(article({ site: { nvaSubnet: { gatewayRoutes: false } } }).stack).map(({ name }) => name)).toEqual([
    "nva-subnet-without-gateway-routes",
  ]);
});
