import * as fc from "fast-check";
import {
  findingsOf,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  LocalNetworkGateway,
  Network,
  Subnet,
} from "../../../lib/index";
import { emptyStack, forgetTokens, SSH_KEY, variable } from "../../support/apps";
import { runs } from "../../support/runs";

const PROPS = {
  site: ["gatewayAddress", "gatewayFqdn", "addressSpace", "bgp", "name", "tags", "location"],
  gateway: ["defaultSite", "bgp", "name", "publicIpName", "sku", "subnetPrefix", "routes", "tags"],
  connection: ["sharedKey", "name", "after", "tags"],
  subnet: [
    ...["id", "name", "virtualNetworkName", "resourceGroupName", "resource", "prefix", "internetTraffic"],
    ...["networkSecurityGroup", "routeTable", "defaultOutboundAccess"],
  ],
};
const PLACES = Object.entries(PROPS).flatMap(([place, props]) => props.map((prop) => ({ place, prop })));

/** A hub with a VPN gateway and a client in a subnet that exists, with one prop of one of them changed. */
function hubWith(place: string, prop: string, value: unknown) {
  const given = (one: string): object => (one === place ? { [prop]: value } : {});
  const { stack, resourceGroup } = emptyStack();
  const site = new LocalNetworkGateway(stack, "site", { resourceGroup, gatewayAddress: "20.1.2.3", ...given("site") });
  const where = { virtualNetworkName: "vnet-net", resourceGroupName: "rg-network" };
  const subnet = Subnet.fromExisting(stack, "subnet", {
    ...where,
    name: "apps",
    prefix: "10.20.1.0/24",
    internetTraffic: "tunnelled",
    ...given("subnet"),
  });
  const hub = new ForcedTunnelingHub(stack, "hub20", {
    resourceGroup,
    network: Network.fromExisting(stack, "vnet", {
      name: "vnet-net",
      resourceGroupName: "rg-network",
      addressSpace: ["10.20.0.0/16"],
    }),
    vpnGateway: { defaultSite: site, ...given("gateway") },
    client: { operatingSystem: "linux", adminSshPublicKey: SSH_KEY, subnet },
    jumpServer: "none",
  });
  const sharedKey = variable(stack, "key").stringValue;
  hub.vpnGateway.connectTo(site, { sharedKey, ...given("connection") });
  return stack;
}

test("the hub is accepted as it is", () => {
  expect(findingsOf(hubWith("", "", undefined))).toEqual([]);
});

test("any value in any prop of VPN and of subnets that exist is accepted or reported, and throws no other error", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true }),
      ({ place, prop }, value) => {
        try {
          findingsOf(hubWith(place, prop, value));
        } catch (error) {
          expect(error).toBeInstanceOf(ForcedTunnelingError);
        }
        forgetTokens();
      },
    ),
    { numRuns: runs(300, 1_000), seed: 7 },
  );
});

test.each([
  ["site", "gatewayAddress", 5, "FT002"],
  ["site", "adress", "x", "FT001"],
  ["gateway", "sku", "ErGw1AZ", "FT190"],
  ["gateway", "bgp", { argument: "bgp" }, "FT002"],
  ["connection", "sharedKey", "hunter2", "FT036"],
  ["subnet", "internetTraffic", "none", "FT002"],
  ["subnet", "routeTable", true, "FT002"],
] as const)("%s.%s %j is reported", (place, prop, value, id) => {
  expect(findingsOf(hubWith(place, prop, value)).map((finding) => finding.id)).toEqual([id]);
});
