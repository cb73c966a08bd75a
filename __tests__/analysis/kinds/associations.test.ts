import { symbol } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";

test("subnets can be blocks of their network", () => {
  const topology = configured({
    azurerm_virtual_network: {
      v: {
        name: "vnet",
        subnet: [
          { name: "a", address_prefixes: ["10.0.0.0/24"], security_group: "${azurerm_network_security_group.g.id}" },
        ],
      },
    },
    azurerm_network_security_group: { g: {} },
  });
  expect(topology.subnets).toMatchObject([
    {
      id: 'azurerm_virtual_network.v.subnet["a"]',
      network: "azurerm_virtual_network.v",
      prefixes: ["10.0.0.0/24"],
      securityGroup: "azurerm_network_security_group.g",
    },
  ]);
});

test("routes and security rules that are resources join those that are blocks", () => {
  const topology = configured({
    azurerm_route_table: {
      t: {
        name: "t",
        route: {
          name: "b",
          address_prefix: "10.0.0.0/8",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: "10.0.0.4",
        },
      },
    },
    azurerm_route: {
      r: {
        name: "a",
        route_table_name: "${azurerm_route_table.t.name}",
        address_prefix: "0.0.0.0/0",
        next_hop_type: "Internet",
      },
    },
    azurerm_network_security_group: { g: { name: "g" } },
    azurerm_network_security_rule: {
      r: {
        network_security_group_name: "g",
        name: "x",
        priority: "100",
        direction: "outbound",
        access: "Deny",
        protocol: "Tcp",
        source_address_prefixes: ["10.0.0.0/8", "${var.more}"],
        destination_port_range: 443,
      },
    },
  });
  expect(topology.routeTables[0]?.routes.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(topology.securityGroups[0]?.rules).toMatchObject([
    {
      priority: 100,
      direction: "Outbound",
      access: "Deny",
      sources: ["10.0.0.0/8", symbol("var.more")],
      destinationPorts: ["443"],
    },
  ]);
});

test("NAT gateways and load balancers have the public IPs and NICs that are associated with them", () => {
  const topology = configured({
    azurerm_public_ip: { a: { name: "a" }, b: { name: "b" } },
    azurerm_nat_gateway: { n: { name: "n" } },
    azurerm_nat_gateway_public_ip_association: {
      x: { nat_gateway_id: "${azurerm_nat_gateway.n.id}", public_ip_address_id: "${azurerm_public_ip.a.id}" },
    },
    azurerm_lb: {
      l: { frontend_ip_configuration: [{ name: "f", public_ip_address_id: "${azurerm_public_ip.b.id}" }] },
    },
    azurerm_lb_backend_address_pool: { p: { loadbalancer_id: "${azurerm_lb.l.id}" } },
    azurerm_lb_outbound_rule: {
      o: {
        loadbalancer_id: "${azurerm_lb.l.id}",
        backend_address_pool_id: "${azurerm_lb_backend_address_pool.p.id}",
        frontend_ip_configuration: { name: "f" },
      },
    },
    azurerm_lb_rule: {
      r: { loadbalancer_id: "${azurerm_lb.l.id}", protocol: "All", frontend_port: 0, backend_port: 0 },
    },
    azurerm_network_interface: { n: { ip_configuration: [{}] } },
    azurerm_network_interface_backend_address_pool_association: {
      x: {
        network_interface_id: "${azurerm_network_interface.n.id}",
        backend_address_pool_id: "${azurerm_lb_backend_address_pool.p.id}",
      },
    },
  });
  expect(topology.natGateways[0]?.publicIps).toEqual(["azurerm_public_ip.a"]);
  expect(topology.loadBalancers[0]).toMatchObject({
    backends: ["azurerm_network_interface.n"],
    outbound: [{ nics: ["azurerm_network_interface.n"], publicIps: ["azurerm_public_ip.b"], protocol: "all" }],
    allPorts: true,
  });
});

describe("an association that may be there", () => {
  const more = { variable: { c: { type: "number" }, keys: { type: "set(string)" } } };
  const tablesOf = (repeated: object): (string | undefined)[] =>
    configured(
      {
        azurerm_subnet: { a: { name: "a" }, b: { name: "b" } },
        azurerm_route_table: { t: { name: "t" } },
        azurerm_subnet_route_table_association: { x: { route_table_id: "${azurerm_route_table.t.id}", ...repeated } },
      },
      more,
    ).subnets.map(({ routeTable }) => routeTable);

  test.each([{ count: "${var.c}" }, { for_each: "${var.keys}" }])(
    "of one subnet leaves others alone: %j",
    (repeated) => {
      expect(tablesOf({ subnet_id: "${azurerm_subnet.a.id}", ...repeated })).toEqual([
        "azurerm_route_table.t",
        undefined,
      ]);
    },
  );

  test("of each of a collection may be of any subnet", () => {
    expect(tablesOf({ subnet_id: "${each.value}", for_each: "${var.keys}" })).toEqual([
      "azurerm_route_table.t",
      "azurerm_route_table.t",
    ]);
  });
});
