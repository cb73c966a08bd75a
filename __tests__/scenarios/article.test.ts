import { article, Template } from "../support/apps";

const template = new Template(article().stack);
const rg = "${azurerm_resource_group.resource-group.name}";

describe("the article's topology, row by row", () => {
  test.each([
    ["vnet-hub00", ["10.0.0.0/16"]],
    ["vnet-hub100", ["10.100.0.0/16"]],
  ])("VNet %s has %j", (name, address_space) => {
    expect(template.one("virtual_network", name)).toMatchObject({ address_space, resource_group_name: rg });
  });

  test.each([
    ["vnet-hub00", "default", "10.0.0.0/24", false],
    ["vnet-hub00", "GatewaySubnet", "10.0.200.0/24", undefined],
    ["vnet-hub00", "RouteServerSubnet", "10.0.210.0/24", undefined],
    ["vnet-hub00", "jump", "10.0.220.0/24", false],
    ["vnet-hub100", "nva", "10.100.0.0/24", false],
    ["vnet-hub100", "GatewaySubnet", "10.100.200.0/24", undefined],
    ["vnet-hub100", "RouteServerSubnet", "10.100.210.0/24", undefined],
  ])("%s has subnet %s %s, default outbound access %s", (vnet, name, prefix, outbound) => {
    const subnet = subnets().find(
      (each) =>
        each.name === name && each.virtual_network_name === `\${${template.address("virtual_network", vnet)}.name}`,
    );
    expect(subnet).toMatchObject({ address_prefixes: [prefix] });
    expect(subnet!.default_outbound_access_enabled).toBe(outbound);
  });

  test("there are no other subnets", () => expect(subnets()).toHaveLength(7));

  test.each([
    ["rt-jumpSubnet-hub00", "jump"],
    ["rt-nvaSubnet-hub100", "nva"],
  ])("route table %s sends 0.0.0.0/0 of subnet %s to the internet, and is the only one there", (name, subnet) => {
    expect(template.one("route_table", name)).toMatchObject({
      route: [
        { name: "0_0_0_0_0", address_prefix: "0.0.0.0/0", next_hop_type: "Internet", next_hop_in_ip_address: null },
      ],
    });
    expect(associations("route_table")).toContainEqual([
      `\${${template.address("route_table", name)}.id}`,
      idOf("subnet", subnet),
    ]);
    expect(associations("route_table")).toHaveLength(2);
  });

  test.each([
    ["vnet-hub00-default-nsg-japaneast", "default"],
    ["vnet-hub00-jump-nsg-japaneast", "jump"],
    ["vnet-hub100-nva-nsg-japaneast", "nva"],
  ])("security group %s protects subnet %s, and ends in a deny", (name, subnet) => {
    const { security_rule } = template.one("network_security_group", name) as {
      security_rule: Record<string, unknown>[];
    };
    expect(security_rule.at(-1)).toMatchObject({
      name: "DenyAllInBound",
      priority: 4096,
      direction: "Inbound",
      access: "Deny",
      protocol: "*",
      source_address_prefix: "*",
      destination_address_prefix: "*",
    });
    expect(associations("network_security_group")).toContainEqual([
      `\${${template.address("network_security_group", name)}.id}`,
      idOf("subnet", subnet),
    ]);
  });

  test("no rule that allows names a service tag or everybody as its source", () => {
    const allowed = Object.values(template.all("network_security_group"))
      .flatMap(({ security_rule }) => security_rule as Record<string, string | string[] | null>[])
      .filter(({ access, direction }) => access === "Allow" && direction === "Inbound");
    const sources = allowed.flatMap((rule) => rule.source_address_prefix ?? rule.source_address_prefixes ?? []);
    expect(sources.sort()).toEqual([
      "10.0.0.0/8",
      "10.0.220.0/24",
      "10.100.210.0/24",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "203.0.113.0/24",
    ]);
  });

  test("the NVA's group admits what it is to forward: any protocol, private sources, to the internet, priority 110", () => {
    const { security_rule } = template.one("network_security_group", "vnet-hub100-nva-nsg-japaneast") as {
      security_rule: Record<string, unknown>[];
    };
    expect(security_rule.find(({ name }) => name === "AllowForwardedTraffic")).toMatchObject({
      priority: 110,
      direction: "Inbound",
      access: "Allow",
      protocol: "*",
      source_address_prefixes: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
      destination_address_prefix: "Internet",
    });
  });

  test.each([
    ["ergw-hub00", "vnet-hub00"],
    ["ergw-hub100", "vnet-hub100"],
  ])("gateway %s is zone-redundant, lets other VNets' traffic through, and has no public IP", (name) => {
    const gateway = template.one("virtual_network_gateway", name) as { ip_configuration: object[] };
    expect(gateway).toMatchObject({ type: "ExpressRoute", sku: "ErGw1AZ", remote_vnet_traffic_enabled: true });
    expect(gateway.ip_configuration).toHaveLength(1);
    expect(gateway.ip_configuration[0]).not.toHaveProperty("public_ip_address_id");
    expect(Object.keys(gateway).filter((key) => /bgp|active/.test(key))).toEqual([]);
  });

  test.each(["conn-hub00", "conn-hub100"])("connection %s joins gateway and circuit", (name) => {
    const connection = template.one("virtual_network_gateway_connection", name);
    expect(connection).toMatchObject({ type: "ExpressRoute", routing_weight: 0 });
    expect(connection.express_route_circuit_id).toContain("/expressRouteCircuits/erc");
    expect(connection).not.toHaveProperty("authorization_key");
  });

  test("Route Server rs-hub100 exchanges routes with the gateway, and is the only one", () => {
    expect(Object.keys(template.all("route_server"))).toEqual(["rs-hub100"]);
    expect(template.one("route_server", "rs-hub100")).toMatchObject({
      sku: "Standard",
      branch_to_branch_traffic_enabled: true,
      public_ip_address_id: idOf("public_ip", "pip-rs-hub100"),
      timeouts: { create: "90m" },
    });
  });

  test("its BGP connection is named after the NVA: 10.100.0.10, AS 65001", () => {
    expect(template.one("route_server_bgp_connection", "vm-nva100")).toMatchObject({
      peer_ip: "10.100.0.10",
      peer_asn: 65001,
    });
  });

  test.each(["pip-jump00", "pip-nva100", "pip-rs-hub100"])("public IP %s is standard and static", (name) => {
    expect(template.one("public_ip", name)).toMatchObject({ sku: "Standard", allocation_method: "Static" });
  });

  test("the client has no public IP", () => {
    expect(Object.keys(template.all("public_ip"))).toHaveLength(3);
    expect(ipConfiguration("nic-hub00")).toMatchObject({ private_ip_address_allocation: "Dynamic" });
    expect(ipConfiguration("nic-hub00")).not.toHaveProperty("public_ip_address_id");
  });

  test.each([
    ["nic-jump00", "10.0.220.10", "pip-jump00", false],
    ["nic-nva100", "10.100.0.10", "pip-nva100", true],
  ])("%s has %s and %s; IP forwarding %s", (nic, address, pip, forwarding) => {
    expect(template.one("network_interface", nic)).toMatchObject({ ip_forwarding_enabled: forwarding });
    expect(ipConfiguration(nic)).toMatchObject({
      private_ip_address_allocation: "Static",
      private_ip_address: address,
      public_ip_address_id: idOf("public_ip", pip),
    });
  });

  test.each(["vm-hub00", "vm-jump00"])("Windows VM %s", (name) => {
    expect(template.one("windows_virtual_machine", name)).toMatchObject({
      computer_name: name,
      size: "Standard_B2ms",
      os_disk: { storage_account_type: "StandardSSD_LRS" },
      source_image_reference: { publisher: "MicrosoftWindowsServer", sku: "2022-datacenter-azure-edition-smalldisk" },
      boot_diagnostics: {},
      secure_boot_enabled: true,
      vtpm_enabled: true,
    });
  });

  test("Linux VM vm-nva100: Ubuntu 24.04, the key given, user data", () => {
    const machine = template.one("linux_virtual_machine", "vm-nva100");
    expect(machine).toMatchObject({
      computer_name: "vm-nva100",
      size: "Standard_B2ms",
      os_disk: { storage_account_type: "StandardSSD_LRS" },
      source_image_reference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" },
      boot_diagnostics: {},
    });
    expect(machine.custom_data).toMatch(/^\$\{base64encode\("#cloud-config/);
    expect(machine).not.toHaveProperty("admin_password");
  });

  test("a password for the Windows VMs is drawn at apply so that it holds three of Azure's classes", () => {
    const [password] = Object.values(template.json.resource.random_password!);
    expect(password).toMatchObject({ length: 24, min_upper: 1, min_lower: 1, min_numeric: 1, min_special: 1 });
    expect(password!.override_special).not.toContain("_");
  });
});

describe("order", () => {
  test.each([
    [
      "a machine",
      "its subnet's rules and routes, or its first boot is open or has no way out",
      "linux_virtual_machine",
      "vm-nva100",
      /nva_nsg-association|nva_route-table-association/,
      2,
    ],
    [
      "the jump server",
      "its subnet's rules and routes",
      "windows_virtual_machine",
      "vm-jump00",
      /jump_nsg-association|jump_route-table-association/,
      2,
    ],
    ["the client", "its subnet's rules", "windows_virtual_machine", "vm-hub00", /default_nsg-association/, 1],
    [
      "a gateway",
      "all that is attached to its VNet's subnets",
      "virtual_network_gateway",
      "ergw-hub00",
      /association/,
      3,
    ],
    ["the Route Server", "the gateway beside it", "route_server", "rs-hub100", /virtual_network_gateway\.hub100/, 1],
    ["the BGP connection", "the NVA", "route_server_bgp_connection", "vm-nva100", /linux_virtual_machine/, 1],
    [
      "the site's connection",
      "Route Server, NVA and BGP",
      "virtual_network_gateway_connection",
      "conn-hub100",
      /route_server\.|linux_virtual_machine|bgp_connection/,
      3,
    ],
  ])("%s waits for %s", (_who, _what, type, name, edges, count) => {
    const depends = (template.one(type, name).depends_on ?? []) as string[];
    expect(depends.filter((edge) => edges.test(edge))).toHaveLength(count);
  });

  test("the hub's connection waits for nothing of the site: either side can be deployed alone", () => {
    expect(template.one("virtual_network_gateway_connection", "conn-hub00")).not.toHaveProperty("depends_on");
  });

  test("nothing waits in a circle", () => {
    const graph = new Map<string, string[]>();
    for (const [type, byId] of Object.entries(template.json.resource)) {
      for (const [id, resource] of Object.entries(byId)) {
        const text = JSON.stringify(resource);
        graph.set(
          `${type}.${id}`,
          [...text.matchAll(/((?:azurerm_[a-z_]+|random_[a-z_]+|terraform_data)\.[\w-]+)/g)]
            .map(([, to]) => to!)
            .filter((to) => to !== `${type}.${id}`),
        );
      }
    }
    const done = new Set<string>();
    const visit = (node: string, above: readonly string[]): void => {
      expect(above).not.toContain(node);
      if (done.has(node)) return;
      (graph.get(node) ?? []).forEach((next) => visit(next, [...above, node]));
      done.add(node);
    };
    graph.forEach((_, node) => visit(node, []));
    expect(done.size).toBe(38);
  });
});

test("logical ids are part of the API: a change here replaces what others have deployed", () => {
  const ids = Object.entries(template.json.resource).flatMap(([type, byId]) =>
    Object.keys(byId).map((id) => `${type}.${id}`),
  );
  expect(ids.sort()).toMatchSnapshot();
});

test("the whole stack", () => {
  expect(JSON.parse(JSON.stringify(template.json).replace(/"version":"[^"]+"/g, '"version":"…"'))).toMatchSnapshot();
});

function subnets(): Record<string, unknown>[] {
  return Object.values(template.json.resource.azurerm_subnet!);
}

function idOf(type: string, name: string): string {
  return `\${${template.address(type, name)}.id}`;
}

function associations(kind: "route_table" | "network_security_group"): [unknown, unknown][] {
  return Object.values(template.json.resource[`azurerm_subnet_${kind}_association`]!).map((association) => [
    association[`${kind}_id`],
    association.subnet_id,
  ]);
}

function ipConfiguration(nic: string): unknown {
  return (template.one("network_interface", nic).ip_configuration as unknown[])[0];
}
