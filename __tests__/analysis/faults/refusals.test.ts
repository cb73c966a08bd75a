import { refusals } from "../../../lib/analysis/faults/refusals/all";
import { read } from "../../support/analysis/ask";
import { apart, onCircuit, peered, t, withHubRouteServer } from "../../support/analysis/situations";
import type { Azure } from "../../support/analysis/azure";

const told = (azure: Azure): [string, string][] => refusals(read(azure)).map(({ at, text }) => [at, text]);
const many = (count: number): readonly (readonly [string, string])[] =>
  Array.from({ length: count }, (_, n) => [`10.${50 + Math.floor(n / 256)}.${n % 256}.0/24`, "None"] as const);

it("Azure takes the known topologies as they are", () => {
  for (const azure of [t(), peered(), withHubRouteServer(t())]) expect(told(azure)).toEqual([]);
});

it.each([
  [
    "a security group on GatewaySubnet",
    () => t().nsg("hub00_GatewaySubnet"),
    "azurerm_subnet.hub00_GatewaySubnet",
    "vnet-hub00/GatewaySubnet has a network security group",
  ],
  [
    "a security group on RouteServerSubnet",
    () => t().nsg("hub100_RouteServerSubnet"),
    "azurerm_subnet.hub100_RouteServerSubnet",
    "vnet-hub100/RouteServerSubnet has a network security group",
  ],
  [
    "a default on GatewaySubnet",
    () => t().table("hub00_GatewaySubnet", [["0.0.0.0/0", "Internet"]]),
    "azurerm_route_table.hub00_GatewaySubnet",
    "vnet-hub00/GatewaySubnet has a route 0.0.0.0/0",
  ],
  [
    "a prefix twice",
    () =>
      t().table("hub00_default", [
        ["10.1.0.0/16", "None"],
        ["10.1.0.0/16", "10.0.0.9"],
      ]),
    "azurerm_route_table.hub00_default",
    "rt-hub00_default has 10.1.0.0/16 twice",
  ],
  [
    "too many routes",
    () => t().table("hub00_default", many(401)),
    "azurerm_route_table.hub00_default",
    "rt-hub00_default has 401 routes",
  ],
  [
    "use_remote_gateways beside a gateway of its own",
    () => onCircuit(peered(), "hub00", "10.0"),
    "azurerm_virtual_network_peering.hub00-hub100",
    "peer-hub00-hub100 uses the remote gateway, and vnet-hub00 has one of its own",
  ],
  [
    "use_remote_gateways beside a Route Server of its own",
    () => withHubRouteServer(peered()),
    "azurerm_virtual_network_peering.hub00-hub100",
    "peer-hub00-hub100 uses the remote gateway, and vnet-hub00 has one of its own",
  ],
  [
    "a remote side that lends nothing",
    () => peered().set("virtual_network_peering.hub100-hub00", { allow_gateway_transit: false }),
    "azurerm_virtual_network_peering.hub100-hub00",
    "peer-hub00-hub100 uses the gateway of vnet-hub100, whose side does not allow gateway transit",
  ],
  [
    "a remote network without a gateway",
    () =>
      apart()
        .vnet("bare", "10.7.0.0/16")
        .peering("hub00", "bare", { remoteGateways: true })
        .peering("bare", "hub00", { transit: true }),
    "azurerm_virtual_network_peering.hub00-bare",
    "peer-hub00-bare uses the gateway of vnet-bare, which has none",
  ],
  [
    "networks with common addresses",
    () => apart().vnet("twin", "10.0.128.0/17").peering("hub00", "twin").peering("twin", "hub00"),
    "azurerm_virtual_network_peering.hub00-twin",
    "vnet-hub00 and vnet-twin are peered and share addresses",
  ],
  [
    "an AS number of Azure's",
    () => t({ nva: { asn: 65515 } }),
    "azurerm_route_server_bgp_connection.nva100",
    "vm-nva100 peers with AS 65515, which belongs to the Route Server",
  ],
])("refuses %s", (_, azure, at, text) => {
  expect(told(azure())).toEqual([[at, text]]);
});

it("refuses the gateways of two networks", () => {
  const azure = peered()
    .vnet("other", "10.8.0.0/16")
    .subnet("other", "RouteServerSubnet", "10.8.210.0/24")
    .routeServer("other");
  azure.peering("hub00", "other", { remoteGateways: true }).peering("other", "hub00", { transit: true });
  expect(told(azure).map(([, text]) => text)).toEqual(["vnet-hub00 uses the gateways of 2 VNets"]);
});

it("names the networks that it concerns, and the row", () => {
  expect(refusals(read(onCircuit(peered(), "hub00", "10.0")))[0]).toMatchObject({
    networks: ["azurerm_virtual_network.hub00", "azurerm_virtual_network.hub100"],
    row: "3.4",
    fix: '"use_remote_gateways": false',
  });
});

it("refuses nothing that is not known before the apply", () => {
  const azure = onCircuit(peered(), "hub00", "10.0");
  expect(
    told(
      azure.set("virtual_network_peering.hub00-hub100", {
        use_remote_gateways: azure.var("transit", { type: "bool" }),
      }),
    ),
  ).toEqual([]);
});
