import { effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import { without } from "../../../lib/analysis/model/removal";
import { Azure } from "../../support/analysis/azure";
import { ask, read } from "../../support/analysis/ask";

const HUB_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/vhub";
const ID = "azurerm_virtual_hub_connection.spoke";

const connected = (connection: object = {}): ReturnType<typeof read> => read(spokeOf(connection));

const spokeOf = (connection: object = {}): Azure =>
  new Azure()
    .vnet("spoke", "10.0.0.0/16")
    .subnet("spoke", "default", "10.0.0.0/24")
    .vm("spoke", "spoke_default", { address: "10.0.0.4", publicIp: true })
    .add("virtual_hub_connection", "spoke", {
      name: "conn-vhub",
      virtual_hub_id: HUB_ID,
      remote_virtual_network_id: "${azurerm_virtual_network.spoke.id}",
      internet_security_enabled: true,
      ...connection,
    });
const waitsFor = (topology: ReturnType<typeof read>): string[] =>
  ask(topology, "vm-spoke").waitsFor.map(({ unknown }) => unknown);

test("a connection to a virtual hub is read with its network, and as azurerm completes it", () => {
  const { virtualHubConnections, unread } = connected({ internet_security_enabled: undefined });
  expect(virtualHubConnections).toEqual([
    {
      id: ID,
      name: "conn-vhub",
      network: "azurerm_virtual_network.spoke",
      hub: HUB_ID,
      internetSecurity: false,
      routing: { propagatesTo: [], labels: ["default"] },
      staticRoutes: [],
      propagatesStatic: true,
      localOverride: "Contains",
    },
  ]);
  expect(unread).toEqual([]);
});

test("a virtual hub may advertise a default route to the network", () => {
  const topology = connected();
  expect(ask(topology, "vm-spoke").verdict).toBe("undetermined");
  expect(waitsFor(topology)).toEqual([`${ID} brings 0.0.0.0/0`]);
});

test("what it may advertise is the default route alone, and the row says that its hub is elsewhere", () => {
  const topology = read(spokeOf(), { values: { [`${ID} brings 0.0.0.0/0`]: true } });
  const learned = effectiveRoutes(topology, "vnet-spoke/default").routes.filter(({ source }) => source !== "Default");
  expect(
    learned.map(({ prefix, nextHopType, nextHop, why, learned: from }) => [prefix, nextHopType, nextHop, why, from]),
  ).toEqual([
    [
      "0.0.0.0/0",
      "VirtualNetworkGateway",
      { kind: "appliance", address: `(virtual hub of ${ID})` },
      "virtual hub, not in the files",
      { from: ["a virtual hub"], asPath: [] },
    ],
  ]);
});

test("a virtual hub advertises no default route to a network whose connection does not let it in", () => {
  expect(ask(connected({ internet_security_enabled: false }), "vm-spoke").verdict).toBe("direct");
});

test("a virtual hub advertises nothing if the connection fails", () => {
  expect(ask(without(connected(), "conn-vhub"), "vm-spoke").verdict).toBe("direct");
});

test("a virtual hub advertises nothing to a network that it is not connected to", () => {
  const elsewhere = HUB_ID.replace("virtualHubs/vhub", "virtualNetworks/other");
  expect(ask(connected({ remote_virtual_network_id: elsewhere }), "vm-spoke").verdict).toBe("direct");
});

test("whether the connection exists decides too", () => {
  const waits = waitsFor(connected({ count: "${var.connected ? 1 : 0}" }));
  expect(waits).toEqual([`${ID}[0] brings 0.0.0.0/0`, "var.connected"]);
});
