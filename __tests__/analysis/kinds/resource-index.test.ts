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

describe("an id that is written out", () => {
  const id = (group: string, rest: string): string =>
    `/subscriptions/\${var.subscription}/resourceGroups/${group}/providers/Microsoft.Network/${rest}`;
  const table = { name: "rt", resource_group_name: "rg-hub", route: [] };
  const own = { azurerm_virtual_network: { hub }, azurerm_subnet: { a: subnet }, azurerm_route_table: { rt: table } };
  const tableOf = (subnetId: string, tableId: string): string | undefined =>
    configured({
      ...own,
      azurerm_subnet_route_table_association: { a: { subnet_id: subnetId, route_table_id: tableId } },
    }).subnets.find((one) => one.id === "azurerm_subnet.a")?.routeTable;

  it("means the resource of that group and name, whatever its letter case", () => {
    const written = id("RG-hub", "virtualNetworks/vnet-HUB/subnets/a");
    expect(tableOf(written, id("rg-hub", "routeTables/RT"))).toBe("azurerm_route_table.rt");
  });

  it.each([
    ["another group", id("rg-other", "virtualNetworks/vnet-hub/subnets/a")],
    ["another network", id("rg-hub", "virtualNetworks/vnet-spoke/subnets/a")],
    ["a group that is not known", id("${var.group}", "virtualNetworks/vnet-hub/subnets/a")],
  ])("does not mean it with %s", (_, written) => {
    expect(tableOf(written, "${azurerm_route_table.rt.id}")).toBeUndefined();
  });
});

describe("an id that is written out, of a subnet that is a block of its network", () => {
  const id = (group: string, rest: string): string =>
    `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${group}/providers/Microsoft.Network/${rest}`;
  const inline = { ...hub, subnet: [{ name: "App", address_prefixes: ["10.0.1.0/24"] }] };
  const placed = (written: string): [string | undefined, string | undefined] => {
    const { nics, subnets } = configured({
      azurerm_virtual_network: { hub: inline },
      azurerm_network_interface: { n: { name: "n", ip_configuration: [{ name: "ip", subnet_id: written }] } },
      azurerm_route_table: { rt: { name: "rt", resource_group_name: "rg-hub", route: [] } },
      azurerm_subnet_route_table_association: {
        a: { subnet_id: written, route_table_id: "${azurerm_route_table.rt.id}" },
      },
    });
    return [nics[0]?.subnet, subnets.find((one) => one.id === BLOCK)?.routeTable];
  };
  const BLOCK = 'azurerm_virtual_network.hub.subnet["App"]';

  it.each([
    id("rg-hub", "virtualNetworks/vnet-hub/subnets/App"),
    id("RG-HUB", "virtualnetworks/VNET-hub/subnets/app"),
    "${azurerm_virtual_network.hub.id}/subnets/app",
  ])("means the block: %s", (written) => {
    expect(placed(written)).toEqual([BLOCK, "azurerm_route_table.rt"]);
  });

  it.each([
    id("rg-other", "virtualNetworks/vnet-hub/subnets/App"),
    id("rg-hub", "virtualNetworks/vnet-spoke/subnets/App"),
    id("rg-hub", "virtualNetworks/vnet-hub/subnets/other"),
  ])("does not mean it: %s", (written) => {
    expect(placed(written)[0]).not.toBe(BLOCK);
  });
});

it("leaves undetermined what a VPN with traffic selectors takes", () => {
  const { unread } = configured({
    azurerm_virtual_network: { hub },
    azurerm_subnet: { g: { ...subnet, name: "GatewaySubnet" } },
    azurerm_virtual_network_gateway: {
      gw: { type: "Vpn", ip_configuration: [{ subnet_id: "${azurerm_subnet.g.id}" }] },
    },
    azurerm_virtual_network_gateway_connection: {
      c: {
        type: "Vnet2Vnet",
        virtual_network_gateway_id: "${azurerm_virtual_network_gateway.gw.id}",
        traffic_selector_policy: [{ local_address_cidrs: ["10.0.0.0/16"], remote_address_cidrs: ["10.9.0.0/16"] }],
      },
    },
  });
  expect(unread).toMatchObject([{ effect: "network", networks: ["azurerm_virtual_network.hub"] }]);
});

describe("a name of another resource", () => {
  const routesOf = (group: string): number => {
    const { routeTables } = configured({
      azurerm_route_table: { t: { name: "rt", resource_group_name: "rg-hub" } },
      azurerm_route: {
        r: {
          name: "default",
          resource_group_name: group,
          route_table_name: "RT",
          address_prefix: "0.0.0.0/0",
          next_hop_type: "Internet",
        },
      },
    });
    return routeTables.find(({ id }) => id === "azurerm_route_table.t")!.routes.length;
  };

  it("stands for none of another group", () => {
    expect(routesOf("RG-hub")).toBe(1);
    expect(routesOf("rg-other")).toBe(0);
  });

  it("may stand for one whose group is not known", () => {
    expect(routesOf("${var.group}")).toBe(1);
  });
});
