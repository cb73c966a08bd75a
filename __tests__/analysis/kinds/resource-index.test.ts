import { configured } from "../terraform/support";

const hub = { name: "vnet-hub", resource_group_name: "rg-hub", address_space: ["10.0.0.0/16"] };
const subnet = { name: "a", virtual_network_name: "vnet-hub", resource_group_name: "rg-hub" };

describe("a data source that looks up what these files make", () => {
  it("stands for it, whatever the letter case of its name", () => {
    const { networks, peerings } = configured(
      {
        azurerm_virtual_network: { hub, spoke: { ...hub, name: "vnet-spoke" } },
        azurerm_virtual_network_peering: {
          p: { virtual_network_name: "VNET-SPOKE", remote_virtual_network_id: "${data.azurerm_virtual_network.h.id}" },
        },
      },
      { data: { azurerm_virtual_network: { h: { name: "Vnet-Hub", resource_group_name: "RG-hub" } } } },
    );
    expect(networks.map(({ id }) => id)).toEqual(["azurerm_virtual_network.hub", "azurerm_virtual_network.spoke"]);
    expect(peerings[0]).toMatchObject({
      network: "azurerm_virtual_network.spoke",
      remote: "azurerm_virtual_network.hub",
    });
  });

  it("does not where the group is another, or is not known", () => {
    for (const group of ["rg-other", "${var.group}"]) {
      const { networks } = configured(
        { azurerm_virtual_network: { hub } },
        { data: { azurerm_virtual_network: { h: { name: "vnet-hub", resource_group_name: group } } } },
      );
      expect(networks.map(({ id }) => id)).toEqual(["azurerm_virtual_network.hub", "data.azurerm_virtual_network.h"]);
    }
  });

  it("stands for a subnet that is a block of its network", () => {
    const { subnets, nics } = configured(
      {
        azurerm_virtual_network: { hub: { ...hub, subnet: [{ name: "a", address_prefixes: ["10.0.0.0/24"] }] } },
        azurerm_network_interface: { n: { ip_configuration: [{ subnet_id: "${data.azurerm_subnet.a.id}" }] } },
      },
      { data: { azurerm_subnet: { a: subnet } } },
    );
    expect(subnets.map(({ id }) => id)).toEqual(['azurerm_virtual_network.hub.subnet["a"]']);
    expect(nics[0]!.subnet).toBe('azurerm_virtual_network.hub.subnet["a"]');
  });
});
