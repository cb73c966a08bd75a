import type { Topology } from "../../../lib/analysis/model/azure";
import { islandOf, islandsOf } from "../../../lib/analysis/model/islands";
import { configured } from "../terraform/support";

const id = (address: string): string => `\${${address}.id}`;

/** A network with a subnet, a NIC and a VM; both networks use one route table. */
const network = (name: string): Readonly<Record<string, object>> => ({
  azurerm_virtual_network: { [name]: { name, address_space: ["10.0.0.0/16"] } },
  azurerm_subnet: { [name]: { name, virtual_network_name: name, address_prefixes: ["10.0.0.0/24"] } },
  azurerm_network_interface: {
    [name]: { ip_configuration: [{ name: "ip", subnet_id: id(`azurerm_subnet.${name}`) }] },
  },
  azurerm_linux_virtual_machine: {
    [name]: { name, network_interface_ids: [id(`azurerm_network_interface.${name}`)] },
  },
  azurerm_subnet_route_table_association: {
    [name]: { subnet_id: id(`azurerm_subnet.${name}`), route_table_id: id("azurerm_route_table.shared") },
  },
});

const NAMES = ["a", "b"];

function read(more: object = {}): Topology {
  const [a, b] = NAMES.map(network) as [Readonly<Record<string, object>>, Readonly<Record<string, object>>];
  const both = Object.fromEntries(Object.keys(a).map((type) => [type, { ...a[type], ...b[type] }]));
  return configured({
    ...both,
    azurerm_route_table: { shared: { name: "shared" }, unused: { name: "unused" } },
    azurerm_express_route_circuit: { c: { name: "c" } },
    ...more,
  });
}

const namesIn = ({ machines, routeTables, networks }: Topology): string[] =>
  [...networks, ...machines, ...routeTables].map(({ name }) => name);

test("networks that nothing joins are islands, with what lies in them and what they use", () => {
  const topology = read();
  expect(islandsOf(topology).map(namesIn)).toEqual([
    ["a", "a", "shared"],
    ["b", "b", "shared"],
  ]);
});

test("a peering of one side only joins them already", () => {
  const peering = { name: "p", virtual_network_name: "a", remote_virtual_network_id: id("azurerm_virtual_network.b") };
  const topology = read({ azurerm_virtual_network_peering: { p: peering } });
  expect(islandsOf(topology)).toEqual([topology]);
});

test("gateways on one circuit join their networks, and the circuit belongs to the island", () => {
  const perNetwork = (make: (name: string) => object): object =>
    Object.fromEntries(NAMES.map((name) => [name, make(name)]));
  const topology = read({
    azurerm_virtual_network_gateway: perNetwork((name) => ({
      name,
      type: "ExpressRoute",
      ip_configuration: [{ subnet_id: id(`azurerm_subnet.${name}`) }],
    })),
    azurerm_virtual_network_gateway_connection: perNetwork((name) => ({
      name,
      virtual_network_gateway_id: id(`azurerm_virtual_network_gateway.${name}`),
      express_route_circuit_id: id("azurerm_express_route_circuit.c"),
    })),
  });
  expect(islandsOf(topology)).toEqual([topology]);
});

test("a load balancer is in the island of its backends", () => {
  const pool = { loadbalancer_id: id("azurerm_lb.l") };
  const topology = read({
    azurerm_lb: { l: { name: "l", frontend_ip_configuration: [] } },
    azurerm_lb_backend_address_pool: { p: pool },
    azurerm_network_interface_backend_address_pool_association: {
      b: {
        backend_address_pool_id: id("azurerm_lb_backend_address_pool.p"),
        network_interface_id: id("azurerm_network_interface.b"),
      },
    },
  });
  const balancers = NAMES.map((name) => islandOf(topology, `azurerm_virtual_network.${name}`).loadBalancers.length);
  expect(balancers).toEqual([0, 1]);
});
