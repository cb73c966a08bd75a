import { check } from "../../../lib/analysis";
import { mermaid } from "../../../lib/drawing/mermaid/mermaid";
import { read, verdictOf } from "../../support/analysis/ask";
import {
  connect,
  firewall,
  hubCircuit,
  hubSite,
  intent,
  nva,
  peer,
  spoke,
  wan,
} from "../../support/analysis/virtual-wan";

/** A VNet behind a firewall of the hub, and one with an NVA that peers with the hub. */
const hub = (): ReturnType<typeof wan> => {
  const azure = connect(connect(spoke(spoke(wan(), "a", 1), "n", 2, nva("10.2.0.4", "hub1")), "a"), "n");
  return intent(firewall(peer(azure, "n", "hub1", "10.2.0.4"), "hub1"), "hub1", "Internet");
};

describe("what is not modelled of a Virtual WAN is named, and leaves undecided whom it concerns", () => {
  it.each<[string, (azure: ReturnType<typeof wan>) => ReturnType<typeof wan>, string]>([
    [
      "a route map of a connection",
      (azure) =>
        azure.set("virtual_hub_connection.a", { routing: [{ inbound_route_map_id: "/subscriptions/s/routeMaps/m" }] }),
      "conn-a (azurerm_virtual_hub_connection) concerns",
    ],
    [
      "a WAN of type Basic",
      (azure) => azure.set("virtual_wan.wan", { type: "Basic" }),
      "wan (azurerm_virtual_wan) concerns",
    ],
    [
      "routes in blocks of a hub",
      (azure) =>
        azure.set("virtual_hub.hub1", {
          route: [{ address_prefixes: ["0.0.0.0/0"], next_hop_ip_address: "10.2.0.4" }],
        }),
      "hub1 (azurerm_virtual_hub) concerns",
    ],
    [
      "a route of a table by something else than a prefix",
      (azure) =>
        azure.add("virtual_hub_route_table_route", "r", {
          name: "r",
          route_table_id: "${azurerm_virtual_hub.hub1.default_route_table_id}",
          destinations_type: "Service",
          destinations: ["x"],
          next_hop: "${azurerm_firewall.hub1.id}",
        }),
      "r (azurerm_virtual_hub_route_table_route) concerns",
    ],
    [
      "a security partner",
      (azure) =>
        azure.add("virtual_hub_security_partner_provider", "p", {
          name: "partner",
          virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
        }),
      "partner (azurerm_virtual_hub_security_partner_provider) concerns",
    ],
  ])("%s", (_, change, named) => {
    expect(verdictOf(read(hub()), "vm-a").verdict).toBe("firewall");
    const topology = read(change(hub()));
    expect(verdictOf(topology, "vm-a").verdict).toBe("undetermined");
    const { coverage, outcome } = check(topology, { whatIf: false });
    expect(coverage.notModelled.map(({ text }) => text)).toEqual([expect.stringContaining(named)]);
    expect(outcome).toBe("undecided");
  });
});

test("a picture has the hub, what is in it, and lines to its VNets and branches", () => {
  const text = mermaid(read(hubSite(hubCircuit(hub(), "hub1", "circuit"), "hub1")));
  for (const name of [
    "hub1: virtual hub",
    "fw-hub1: firewall",
    "ergw-hub1: gateway",
    "vpngw-hub1: gateway",
    "site-hub1: site",
  ])
    expect(text).toContain(name);
  for (const label of ["conn-a", "conn-n", "er-hub1", "vpn-hub1", "65001 - 65515"]) expect(text).toContain(label);
});
