import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { Topology } from "../../../lib/analysis/model/azure";
import { configured } from "../terraform/support";

const id = (address: string): string => `\${azurerm_${address}.id}`;

const NETWORKS = {
  azurerm_virtual_network: {
    hub: { name: "hub", address_space: ["10.0.0.0/16"] },
    spoke: { name: "spoke", address_space: ["10.1.0.0/16"] },
  },
  azurerm_subnet: {
    g: { name: "GatewaySubnet", virtual_network_name: "hub", address_prefixes: ["10.0.0.0/27"] },
  },
  azurerm_virtual_network_gateway: {
    er: { name: "er", type: "ExpressRoute", ip_configuration: [{ subnet_id: id("subnet.g") }] },
  },
};

const lending = { name: "lend", virtual_network_name: "hub", remote_virtual_network_id: id("virtual_network.spoke") };
const borrowing = {
  name: "borrow",
  virtual_network_name: "spoke",
  remote_virtual_network_id: id("virtual_network.hub"),
  use_remote_gateways: true,
};

const unordered = (borrow: object, more: object = {}, lend: object = {}): Topology["unordered"] =>
  configured(
    {
      ...NETWORKS,
      azurerm_virtual_network_peering: {
        lend: { ...lending, allow_gateway_transit: true, ...lend },
        borrow: { ...borrowing, ...borrow },
      },
    },
    more,
  ).unordered;

test("a peering that uses the gateway of the other side needs the gateway and the other peering", () => {
  expect(unordered({})).toEqual([
    {
      id: "azurerm_virtual_network_peering.borrow",
      name: "borrow",
      needs: ["azurerm_virtual_network_gateway.er", "azurerm_virtual_network_peering.lend"],
      because: "remote-gateway",
    },
  ]);
});

test("what it depends on is there first, also through another resource or a local", () => {
  expect(unordered({ depends_on: ["azurerm_virtual_network_peering.lend"] })[0]!.needs).toEqual([
    "azurerm_virtual_network_gateway.er",
  ]);
  const lend = { depends_on: ["azurerm_virtual_network_gateway.er"] };
  expect(unordered({ depends_on: ["azurerm_virtual_network_peering.lend"] }, {}, lend)).toEqual([]);
  const locals = { ready: "${azurerm_virtual_network_gateway.er.name}-${azurerm_virtual_network_peering.lend.name}" };
  expect(unordered({ name: "${local.ready}" }, { locals })).toEqual([]);
});

test("a peering that uses no gateway of the other side needs nothing", () => {
  expect(unordered({ use_remote_gateways: false })).toEqual([]);
});

test("the route to Internet of a firewall's subnet is there before the association with its table", () => {
  const firewall = (association: object): Topology["unordered"] =>
    configured({
      azurerm_virtual_network: { hub: NETWORKS.azurerm_virtual_network.hub },
      azurerm_subnet: {
        fw: { name: "AzureFirewallSubnet", virtual_network_name: "hub", address_prefixes: ["10.0.1.0/26"] },
      },
      azurerm_route_table: { fw: { name: "rt-fw" } },
      azurerm_route: {
        internet: { name: "i", route_table_name: "rt-fw", address_prefix: "0.0.0.0/0", next_hop_type: "Internet" },
      },
      azurerm_subnet_route_table_association: {
        fw: { subnet_id: id("subnet.fw"), route_table_id: id("route_table.fw"), ...association },
      },
    }).unordered;
  expect(firewall({})).toMatchObject([{ because: "firewall-route", needs: ["azurerm_route.internet"] }]);
  expect(firewall({ depends_on: ["azurerm_route.internet"] })).toEqual([]);
});

describe("in a plan", () => {
  const plan = (dependsOn: readonly string[], references: readonly string[] = []): Topology["unordered"] => {
    const listed = (type: string, name: string, values: object): object => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values,
    });
    const peering = "azurerm_virtual_network_peering";
    const network = (name: string): object =>
      listed("azurerm_virtual_network", name, { id: `/v/${name}`, name, address_space: [] });
    const resources = [
      network("hub"),
      network("spoke"),
      listed("azurerm_virtual_network_gateway", "er", {
        id: "/g",
        type: "ExpressRoute",
        ip_configuration: [{ subnet_id: "/s" }],
      }),
      listed("azurerm_subnet", "g", {
        id: "/s",
        name: "GatewaySubnet",
        virtual_network_name: "hub",
        address_prefixes: [],
      }),
      listed(peering, "borrow", {
        name: "borrow",
        virtual_network_name: "spoke",
        remote_virtual_network_id: "/v/hub",
        use_remote_gateways: true,
      }),
    ];
    const configuration = [
      { address: "azurerm_virtual_network_gateway.er", expressions: {} },
      { address: `${peering}.borrow`, expressions: { name: { references } }, depends_on: dependsOn },
    ];
    return readTopology([
      {
        name: "plan.json",
        text: JSON.stringify({
          format_version: "1.2",
          planned_values: { root_module: { resources } },
          configuration: { root_module: { resources: configuration } },
        }),
      },
    ]).unordered;
  };

  it("references and depends_on put resources in order", () => {
    expect(plan([])).toMatchObject([{ needs: ["azurerm_virtual_network_gateway.er"] }]);
    expect(plan(["azurerm_virtual_network_gateway.er"])).toEqual([]);
    expect(plan([], ["azurerm_virtual_network_gateway.er.name", "azurerm_virtual_network_gateway.er"])).toEqual([]);
  });

  it("nothing is said where a local may put them in order", () => {
    expect(plan([], ["local.name"])).toEqual([]);
  });
});
