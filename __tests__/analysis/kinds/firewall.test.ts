import { FIREWALL } from "../../../lib/analysis/kinds/firewall";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { path } from "../../../lib/analysis/forwarding/path";
import type { PathResult } from "../../../lib/analysis/results";
import { configured } from "../terraform/support";

const id = (address: string): string => `\${${address}.id}`;

/** A spoke whose default route has this next hop, peered with a hub that has an Azure Firewall. */
const behindFirewall = (nextHop: string, privateAddress?: string): object => ({
  azurerm_virtual_network: {
    hub: { name: "hub", address_space: ["10.0.0.0/16"] },
    spoke: { name: "spoke", address_space: ["10.1.0.0/16"] },
  },
  azurerm_subnet: {
    firewall: { name: "AzureFirewallSubnet", virtual_network_name: "hub", address_prefixes: ["10.0.1.0/26"] },
    spoke: { name: "spoke", virtual_network_name: "spoke", address_prefixes: ["10.1.0.0/24"] },
  },
  azurerm_virtual_network_peering: {
    hub: peering("hub", "spoke"),
    spoke: peering("spoke", "hub"),
  },
  azurerm_public_ip: { firewall: { name: "pip-firewall" } },
  azurerm_firewall: {
    f: {
      name: "afw-hub",
      ip_configuration: [
        {
          name: "ip",
          subnet_id: id("azurerm_subnet.firewall"),
          public_ip_address_id: id("azurerm_public_ip.firewall"),
          ...(privateAddress !== undefined && { private_ip_address: privateAddress }),
        },
      ],
    },
  },
  azurerm_route_table: {
    spoke: {
      name: "rt-spoke",
      route: [
        {
          name: "default",
          address_prefix: "0.0.0.0/0",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: nextHop,
        },
      ],
    },
  },
  azurerm_subnet_route_table_association: {
    spoke: { subnet_id: id("azurerm_subnet.spoke"), route_table_id: id("azurerm_route_table.spoke") },
  },
  azurerm_network_interface: {
    vm: {
      ip_configuration: [{ name: "ip", subnet_id: id("azurerm_subnet.spoke"), private_ip_address: "10.1.0.4" }],
    },
  },
  azurerm_linux_virtual_machine: {
    vm: { name: "vm-spoke", network_interface_ids: [id("azurerm_network_interface.vm")] },
  },
});

const peering = (from: string, to: string): object => ({
  name: `${from}-to-${to}`,
  virtual_network_name: from,
  remote_virtual_network_id: id(`azurerm_virtual_network.${to}`),
  allow_forwarded_traffic: true,
});

const toInternet = (resources: object): PathResult => path(configured(resources), { from: "vm-spoke", to: "internet" });

const BY_REFERENCE = "${azurerm_firewall.f.ip_configuration[0].private_ip_address}";

test.each([
  ["named by reference", BY_REFERENCE, undefined],
  ["named by its address, which the file has", "10.0.1.4", "10.0.1.4"],
  ["named by an address of its subnet, while its own is known only after apply", "10.0.1.4", undefined],
])("a packet gets to a firewall %s, which denies everything without rules", (_, nextHop, address) => {
  const result = toInternet(behindFirewall(nextHop, address));
  expect(result).toMatchObject({ verdict: "dropped", reason: "firewall-deny" });
  expect(result.faults[0]).toMatchObject({ at: "azurerm_firewall.f", got: "no rules: it denies everything" });
});

test("a firewall whose address is known is not the next hop at another address of its subnet", () => {
  expect(toInternet(behindFirewall("10.0.1.5", "10.0.1.4"))).toMatchObject({ reason: "next-hop-unreachable" });
});

test("a firewall in a virtual hub is read, and has no address in a VNet", () => {
  const { firewalls, notes } = configured({ azurerm_firewall: { f: { name: "afw", virtual_hub: [{}] } } });
  expect(firewalls).toMatchObject([{ id: "azurerm_firewall.f", name: "afw", publicIps: [], management: false }]);
  expect(firewalls[0]).not.toHaveProperty("subnet");
  expect(notes).toEqual([]);
});

test("a plan of HCL leads a route that names the firewall's address to the firewall", () => {
  const resource = (type: string, name: string, values: object): object => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    values,
  });
  const toFirewall = ["azurerm_firewall.f.ip_configuration[0].private_ip_address", "azurerm_firewall.f"];
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          resource("azurerm_firewall", "f", { name: "afw", ip_configuration: [{ name: "ip" }] }),
          resource("azurerm_route_table", "t", { name: "t" }),
          resource("azurerm_route", "d", { name: "d", route_table_name: "t", address_prefix: "0.0.0.0/0" }),
        ],
      },
    },
    resource_changes: [
      {
        address: "azurerm_firewall.f",
        change: { after_unknown: { ip_configuration: [{ private_ip_address: true, subnet_id: true }] } },
      },
      { address: "azurerm_route.d", change: { after_unknown: { next_hop_in_ip_address: true } } },
    ],
    configuration: {
      root_module: {
        resources: [
          { address: "azurerm_firewall.f", expressions: { ip_configuration: [{ name: { constant_value: "ip" } }] } },
          { address: "azurerm_route.d", expressions: { next_hop_in_ip_address: { references: toFirewall } } },
        ],
      },
    },
  };
  const { routeTables, firewalls } = readTopology([{ name: "plan.json", text: JSON.stringify(plan) }]);
  const [nextHop] = FIREWALL.nextHops!({ ...firewalls[0]!, subnet: "azurerm_subnet.f" });
  expect(routeTables[0]!.routes[0]!.nextHopAddress).toBe(nextHop!.address);
});

test("an Azure Firewall without a configured address has the first one of its subnet", () => {
  const topology = configured(behindFirewall("10.0.1.4"));
  expect(topology.firewalls[0]!.address).toBe("10.0.1.4");
  const byReference = configured(behindFirewall("${azurerm_firewall.f.ip_configuration[0].private_ip_address}"));
  expect(byReference.routeTables[0]!.routes[0]!.nextHopAddress).toBe("10.0.1.4");
});
