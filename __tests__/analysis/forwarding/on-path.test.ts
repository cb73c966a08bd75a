import { ask, read } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { FIREWALL_ADDRESS, firewallHub } from "../../support/analysis/firewall-hub";
import { t } from "../../support/analysis/situations";

const askFrom = (azure: Azure, from: string, to?: string): ReturnType<typeof ask> => ask(read(azure), from, to);

describe("what Azure refuses on a path", () => {
  it.each<[string, () => Azure, string, string]>([
    [
      "the firewall that a packet passes",
      () => firewallHub({ firewall: { sku_tier: "Basic" } }),
      "8.8.8.8",
      "azurerm_firewall.hub",
    ],
    [
      "the firewall's subnet",
      () => firewallHub().nsg("hub_AzureFirewallSubnet"),
      "8.8.8.8",
      "azurerm_subnet.hub_AzureFirewallSubnet",
    ],
    [
      "the network of a private endpoint that is sent to",
      () =>
        firewallHub()
          .add("private_endpoint", "pe", {
            name: "pe",
            subnet_id: "${azurerm_subnet.hub_pe.id}",
            ip_configuration: [{ name: "ip", private_ip_address: "10.0.9.9" }],
          })
          .subnet("hub", "pe", "10.0.9.0/24")
          .subnet("hub", "lost", "10.77.0.0/24"),
      "10.0.9.9",
      "azurerm_subnet.hub_lost",
    ],
  ])("%s", (_, azure, to, at) => {
    const result = askFrom(azure(), "vm-app", to);
    expect(result).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
    expect(result.faults[0]).toMatchObject({ reason: "refused-by-azure", at });
  });

  it("is not what is elsewhere", () => {
    const azure = firewallHub()
      .vnet("other", "10.9.0.0/16")
      .subnet("other", "lost", "10.77.0.0/24")
      .peering("hub", "other")
      .peering("other", "hub");
    expect(askFrom(azure, "vm-app").verdict).toBe("firewall");
  });
});

describe("what two resources manage on a path (row 12.2)", () => {
  const beside = (azure: Azure): Azure =>
    azure.add("route", "more", {
      name: "more",
      route_table_name: "rt-spoke_app",
      address_prefix: "192.168.0.0/16",
      next_hop_type: "None",
    });

  it("leaves the path undetermined, and is named", () => {
    const result = askFrom(beside(firewallHub()), "vm-app");
    expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled", egress: [] });
    expect(result.summary).toMatch(/^leaves through afw-hub as pip-afw, .*; but rt-spoke_app has route blocks/);
    expect(result.faults[0]).toMatchObject({ at: "azurerm_route_table.spoke_app", want: "one owner" });
  });

  it("concerns two associations of the sender's subnet", () => {
    const azure = firewallHub()
      .add("route_table", "second", { name: "rt-second" })
      .add("subnet_route_table_association", "second", {
        subnet_id: "${azurerm_subnet.spoke_app.id}",
        route_table_id: "${azurerm_route_table.second.id}",
      });
    expect(askFrom(azure, "vm-app")).toMatchObject({ verdict: "undetermined" });
  });

  it("does not matter elsewhere", () => {
    const azure = firewallHub()
      .subnet("spoke", "other", "10.1.7.0/24")
      .table("spoke_other", [["0.0.0.0/0", FIREWALL_ADDRESS]])
      .add("route", "more", {
        name: "more",
        route_table_name: "rt-spoke_other",
        address_prefix: "192.168.0.0/16",
        next_hop_type: "None",
      });
    expect(askFrom(azure, "vm-app").verdict).toBe("firewall");
  });

  it("stays refused where Azure refuses it", () => {
    const azure = beside(firewallHub({ firewall: { sku_tier: "Basic" } }));
    expect(askFrom(azure, "vm-app").verdict).toBe("refused");
  });

  it("concerns nothing in the article's topology", () => {
    expect(askFrom(t(), "vm-hub00").verdict).toBe("tunnelled");
  });
});
