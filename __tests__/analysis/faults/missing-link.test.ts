import { ask, read } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

const first = (azure: Azure): string => ask(read(azure), "vm-hub00").faults[0]?.text ?? "";

/** On a circuit of the files that its service provider has not provisioned. */
function unprovisioned(azure: Azure): Azure {
  azure.add("express_route_circuit", "erc", { name: "erc", service_provider_provisioning_state: "NotProvisioned" });
  const express_route_circuit_id = "${azurerm_express_route_circuit.erc.id}";
  return ["hub00", "hub100"].reduce(
    (all, hub) => all.set(`virtual_network_gateway_connection.conn-${hub}`, { express_route_circuit_id }),
    azure,
  );
}

describe("where nothing leads to the NVA's default, the first link that is missing is named", () => {
  it.each<[string, (azure: Azure) => Azure, string]>([
    [
      "the site's connection",
      (azure) => azure.drop("virtual_network_gateway_connection.conn-hub100"),
      "ergw-hub100 has no connection",
    ],
    [
      "the hub's connection",
      (azure) => azure.drop("virtual_network_gateway_connection.conn-hub00"),
      "ergw-hub00 has no connection",
    ],
    [
      "one circuit",
      (azure) =>
        azure.set("virtual_network_gateway_connection.conn-hub00", {
          express_route_circuit_id:
            "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/other",
        }),
      "lead to different circuits",
    ],
    [
      "the BGP connection",
      (azure) => azure.drop("route_server_bgp_connection.nva100"),
      "rs-hub100 does not peer with vm-nva100",
    ],
    ["a connected circuit's provider", unprovisioned, "the service provider has not provisioned circuit erc"],
    [
      "the provider of a circuit that nothing is connected to yet",
      (azure) =>
        unprovisioned(azure)
          .drop("virtual_network_gateway_connection.conn-hub00")
          .drop("virtual_network_gateway_connection.conn-hub100"),
      "the service provider has not provisioned circuit erc",
    ],
    [
      "the instance of a connection",
      (azure) => azure.set("virtual_network_gateway_connection.conn-hub100", { count: 0 }),
      "ergw-hub100 has no connection, because azurerm_virtual_network_gateway_connection.conn-hub100 has no instance",
    ],
    ["the default itself", () => t({ nva: { announces: [] } }), "vm-nva100 does not advertise 0.0.0.0/0"],
  ])("%s", (_, without, text) => {
    expect(first(without(t()))).toContain(text);
  });

  it("a network with a VPN gateway is not told to add an ExpressRoute gateway", () => {
    const azure = t().drop("virtual_network_gateway_connection.conn-hub100");
    expect(first(azure)).toContain("ergw-hub100 has no connection");
    azure.set("virtual_network_gateway.ergw-hub00", { type: "Vpn", sku: "VpnGw1AZ" });
    expect(first(azure)).not.toContain("has no connection");
  });
});
