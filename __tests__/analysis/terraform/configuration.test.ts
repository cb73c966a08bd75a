import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { configured, fixture } from "./support";

const network = { azurerm_virtual_network: { v: { name: "vnet", address_space: ["10.0.0.0/16"] } } };
const subnet = {
  azurerm_subnet: { s: { name: "s", virtual_network_name: "vnet", address_prefixes: ["10.0.0.0/24"] } },
};
const file = (name: string, json: object): { name: string; text: string } => ({ name, text: JSON.stringify(json) });

describe("count and for_each", () => {
  const nat = (more: object): object => ({ azurerm_nat_gateway: { n: { name: "n", ...more } } });
  const idsOf = (more: object, rest: object = {}): unknown =>
    configured(nat(more), rest).natGateways.map(({ id, name, exists }) =>
      exists === undefined ? [id, name] : [id, name, exists],
    );

  test("known numbers and keys make as many instances", () => {
    expect(idsOf({ count: 0 })).toEqual([]);
    expect(idsOf({ count: "${1 + 1}", name: "n${count.index}" })).toEqual([
      ["azurerm_nat_gateway.n[0]", "n0"],
      ["azurerm_nat_gateway.n[1]", "n1"],
    ]);
    expect(idsOf({ for_each: '${toset(["a"])}', name: "n-${each.value}" })).toEqual([
      ['azurerm_nat_gateway.n["a"]', "n-a"],
    ]);
    expect(idsOf({ for_each: { x: "y" }, name: "${each.key}-${each.value}" })).toEqual([
      ['azurerm_nat_gateway.n["x"]', "x-y"],
    ]);
  });

  test("what only the apply counts may exist, and what decides is told", () => {
    expect(idsOf({ count: "${var.enabled ? 1 : 0}" })).toEqual([
      ["azurerm_nat_gateway.n[0]", "n", unknown("var.enabled")],
    ]);
    expect(idsOf({ for_each: "${var.names}" })).toEqual([["azurerm_nat_gateway.n", "n", unknown("var.names")]]);
  });

  test("a number that nobody can mean is taken for one, with a note", () => {
    const { natGateways, notes } = configured(nat({ count: 1e9 }));
    expect([natGateways.length, notes[0]?.kind]).toEqual([1, "unread"]);
  });

  test("references find instances by number, by key and by splat", () => {
    const resource = {
      ...network,
      azurerm_subnet: { s: { for_each: ["x", "y"], name: "${each.key}", virtual_network_name: "vnet" } },
    };
    const nics = {
      azurerm_network_interface: Object.fromEntries(
        ['s["y"].id', "values(azurerm_subnet.s)[*].id[0]"].map((end, n) => [
          `n${n}`,
          {
            ip_configuration: {
              subnet_id: end.startsWith("s[")
                ? `\${azurerm_subnet.${end}}`
                : "${[for s in azurerm_subnet.s : s.id][0]}",
            },
          },
        ]),
      ),
    };
    expect(configured({ ...resource, ...nics }).nics.map((nic) => nic.subnet)).toEqual([
      'azurerm_subnet.s["y"]',
      'azurerm_subnet.s["x"]',
    ]);
  });

  test("dynamic blocks are expanded; for those that wait stands a route that may lead anywhere", () => {
    const table = (forEach: unknown): object => ({
      azurerm_route_table: {
        t: {
          dynamic: {
            route: {
              for_each: forEach,
              iterator: "r",
              content: { name: "${r.key}", address_prefix: "${r.value}", next_hop_type: "None" },
            },
          },
        },
      },
    });
    expect(configured(table({ a: "10.0.0.0/8" })).routeTables[0]?.routes).toEqual([
      { name: "a", prefix: "10.0.0.0/8", nextHopType: "None" },
    ]);
    const waiting = configured(table("${var.routes}"));
    const expression = "dynamic.route[var.routes]";
    expect(waiting.routeTables[0]?.routes).toEqual([
      {
        name: expression,
        prefix: symbol(expression),
        nextHopType: "VirtualAppliance",
        nextHopAddress: symbol(expression),
      },
    ]);
    expect(waiting.notes.map(({ kind, at }) => [kind, at])).toEqual([["unread", "azurerm_route_table.t"]]);
  });
});

describe("defaults of the provider, and names of its older versions", () => {
  test("subnets have default outbound access, tables propagate, NICs do not forward", () => {
    const topology = configured({
      ...network,
      ...subnet,
      azurerm_route_table: { t: {} },
      azurerm_network_interface: { n: { ip_configuration: [{ subnet_id: "${azurerm_subnet.s.id}" }] } },
    });
    expect(topology.subnets[0]).toMatchObject({
      defaultOutboundAccess: true,
      privateEndpointPolicyForRoutes: false,
      serviceEndpoints: [],
    });
    expect(topology.routeTables[0]?.propagation).toBe(true);
    expect(topology.nics[0]).toMatchObject({ forwarding: false, subnet: "azurerm_subnet.s" });
  });

  test("disable_bgp_route_propagation and enable_ip_forwarding are understood", () => {
    const topology = configured({
      azurerm_route_table: {
        a: { disable_bgp_route_propagation: true },
        b: { disable_bgp_route_propagation: "${var.off}" },
      },
      azurerm_network_interface: { n: { enable_ip_forwarding: true } },
    });
    expect(topology.routeTables.map(({ propagation }) => propagation)).toEqual([false, unknown("!var.off")]);
    expect(topology.nics[0]?.forwarding).toBe(true);
  });

  test("peerings let traffic in, and nothing else", () => {
    const peering = configured({
      ...network,
      azurerm_virtual_network_peering: {
        p: { virtual_network_name: "vnet", remote_virtual_network_id: "${azurerm_virtual_network.v.id}" },
      },
    }).peerings[0];
    expect(peering).toMatchObject({
      virtualNetworkAccess: true,
      forwardedTraffic: false,
      gatewayTransit: false,
      useRemoteGateways: false,
    });
  });

  test("flags that wait are told apart by what decides them", () => {
    const { routeServers } = configured({
      azurerm_route_server: { r: { branch_to_branch_traffic_enabled: "${var.b2b}" } },
    });
    expect(routeServers[0]?.branchToBranch).toEqual(unknown("var.b2b"));
    expect(
      configured(
        { azurerm_route_server: { r: { branch_to_branch_traffic_enabled: "${var.b2b}" } } },
        {},
        { values: { "var.b2b": true } },
      ).routeServers[0]?.branchToBranch,
    ).toBe(true);
  });
});

describe("what belongs together", () => {
  test("subnets that are blocks of their network are subnets", () => {
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

  test("routes and rules of their own join those that are blocks", () => {
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

  test("NAT gateways and load balancers have their addresses and machines", () => {
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
        o: { loadbalancer_id: "${azurerm_lb.l.id}", frontend_ip_configuration: { name: "f" } },
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
      outboundPublicIps: ["azurerm_public_ip.b"],
      allPorts: true,
    });
  });

  test("a name that two groups have stands for the one of the same group", () => {
    const vnet = (group: string): object => ({ name: "vnet", resource_group_name: group });
    const topology = configured({
      azurerm_virtual_network: { a: vnet("rg-a"), b: vnet("rg-b") },
      azurerm_subnet: { s: { name: "s", virtual_network_name: "vnet", resource_group_name: "RG-B" } },
    });
    expect(topology.subnets[0]?.network).toBe("azurerm_virtual_network.b");
  });

  test("what is not in the files has a stand-in, and a note", () => {
    const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/core/subnets/apps";
    const topology = configured({ azurerm_network_interface: { n: { ip_configuration: [{ subnet_id: id }] } } });
    expect(topology.subnets).toMatchObject([{ id, name: "apps", network: id.replace("/subnets/apps", "") }]);
    expect(topology.networks).toMatchObject([{ name: "core" }]);
    expect(topology.notes.map(({ kind }) => kind)).toEqual(["outside", "outside"]);
  });

  test("a dynamic address has one name, whichever way it is referred to", () => {
    const peer = (end: string): object => ({ peer_ip: `\${azurerm_network_interface.n.${end}}` });
    const { bgpConnections, nics } = configured({
      azurerm_network_interface: { n: { ip_configuration: [{}] } },
      azurerm_route_server_bgp_connection: { a: peer("private_ip_address"), b: peer("private_ip_addresses[0]") },
    });
    expect([nics[0]?.address, ...bgpConnections.map(({ peerAddress }) => peerAddress)]).toEqual([
      undefined,
      ...Array<string>(2).fill(symbol("azurerm_network_interface.n.private_ip_address")),
    ]);
  });
});

describe("several stacks", () => {
  const hub = {
    "//": { metadata: { stackName: "hub" } },
    resource: { azurerm_virtual_network: { v: { name: "hub" } } },
    output: {
      "cross-stack-output-azurerm_virtual_networkvid": { sensitive: true, value: "${azurerm_virtual_network.v.id}" },
    },
  };
  const spoke = {
    "//": { metadata: { stackName: "spoke" } },
    data: { terraform_remote_state: { "cross-stack-reference-input-hub": { backend: "local" } } },
    resource: {
      azurerm_virtual_network: { v: { name: "spoke" } },
      azurerm_virtual_network_peering: {
        p: {
          virtual_network_name: "spoke",
          remote_virtual_network_id:
            "${data.terraform_remote_state.cross-stack-reference-input-hub.outputs.cross-stack-output-azurerm_virtual_networkvid}",
        },
      },
    },
  };

  test("refer to each other through their outputs, and their names stand before the ids", () => {
    const files = [file("a", hub), file("b", spoke)];
    expect(readTopology(files).peerings).toMatchObject([
      {
        id: "spoke:azurerm_virtual_network_peering.p",
        network: "spoke:azurerm_virtual_network.v",
        remote: "hub:azurerm_virtual_network.v",
      },
    ]);
    expect(readTopology([...files].reverse())).toEqual(readTopology(files));
  });

  test("a variable that both ask for is taken to have one value", () => {
    const stack = (stackName: string): object => ({
      "//": { metadata: { stackName } },
      variable: { circuit_id: {} },
      resource: {
        azurerm_virtual_network_gateway_connection: {
          c: { name: stackName, express_route_circuit_id: "${var.circuit_id}" },
        },
      },
    });
    const { circuits, notes } = readTopology([file("a", stack("a")), file("b", stack("b"))]);
    expect(circuits.map(({ id }) => id)).toEqual(["var.circuit_id"]);
    expect(notes.find(({ at }) => at === "var.circuit_id")?.kind).toBe("assumed");
  });
});

describe("what the user says", () => {
  const connected = {
    azurerm_virtual_network_gateway_connection: {
      c: { express_route_circuit_id: "/subscriptions/0/expressRouteCircuits/erc" },
    },
  };

  test("edges are on circuits, by name or id", () => {
    const edge = { asn: 64512, announces: ["192.168.0.0/16", { prefix: "0.0.0.0/0", asPath: [64512, 64513] }] };
    const { onPremises } = configured(connected, {}, { onPremises: [{ ...edge, circuit: "ERC" }] });
    expect(onPremises).toEqual([
      {
        name: "on-premises (AS 64512)",
        circuit: "/subscriptions/0/expressRouteCircuits/erc",
        asn: 64512,
        announces: [
          { prefix: "192.168.0.0/16", asPath: [64512] },
          { prefix: "0.0.0.0/0", asPath: [64512, 64513] },
        ],
      },
    ]);
    expect(() => configured(connected, {}, { onPremises: [{ ...edge, circuit: "other" }] })).toThrow(TopologyError);
  });

  test("a machine that cannot be read does what is said of it", () => {
    const text = { ...JSON.parse(fixture("cdk.tf.json").text) };
    const topology = readTopology([file("x", text)], {
      machines: { "vm-nva100": { announces: ["0.0.0.0/0"], prepend: 2 } },
    });
    const guest = topology.machines.find(({ name }) => name === "vm-nva100")?.guest;
    expect(guest?.forwards.value).toBe(true);
    expect(guest?.bgp?.asn).toBe(65001);
    expect(guest?.bgp?.originates.map(({ prefix }) => prefix)).toEqual(["0.0.0.0/0"]);
    expect(guest?.bgp?.neighbors.map(({ address, out }) => [address, out[0]?.terms[0]?.prepend])).toEqual(
      topology.routeServers[0]!.addresses.map((address) => [address, [65001, 65001]]),
    );
  });

  test("defaults of variables are used, and told once where they matter", () => {
    const { subnets, notes } = configured(
      {
        ...network,
        azurerm_subnet: {
          s: {
            ...subnet.azurerm_subnet.s,
            address_prefixes: ["${var.p}"],
            default_outbound_access_enabled: '${var.p != ""}',
          },
        },
      },
      { variable: { p: { default: "10.0.9.0/24" } } },
    );
    expect(subnets[0]?.prefixes).toEqual(["10.0.9.0/24"]);
    expect(notes).toEqual([{ kind: "assumed", at: "var.p", text: 'var.p has its default, "10.0.9.0/24"' }]);
  });
});

describe("user data", () => {
  const text =
    "#cloud-config\nruncmd: [sysctl --system]\nwrite_files:\n  - path: /etc/sysctl.d/a.conf\n    content: net.ipv4.ip_forward = 1\n";
  const forwards = (attributes: object, type = "azurerm_linux_virtual_machine"): unknown =>
    configured({ [type]: { m: { name: "m", ...attributes } } }).machines[0]?.guest?.forwards.value;

  test.each([
    ["base64", { custom_data: Buffer.from(text).toString("base64") }],
    ["zipped", { custom_data: gzipSync(text).toString("base64") }],
    ["base64encode", { custom_data: `\${base64encode(${JSON.stringify(text)})}` }],
    ["base64gzip", { custom_data: `\${base64gzip(${JSON.stringify(text)})}` }],
    ["with something unknown in it", { custom_data: `\${base64encode(${JSON.stringify(`${text}# \${var.x}\n`)})}` }],
    [
      "yamlencode",
      {
        custom_data:
          '${base64encode("#cloud-config\\n${yamlencode({runcmd = ["sysctl --system"], write_files = [{path = "/etc/sysctl.d/a.conf", content = "net.ipv4.ip_forward = 1\\n"}]})}")}',
      },
    ],
    ["as user_data", { user_data: Buffer.from(text).toString("base64") }],
  ])("%s is read", (_, attributes) => {
    expect(forwards(attributes)).toBe(true);
  });

  test("the oldest kind of machine is given the text itself", () => {
    expect(forwards({ os_profile: { custom_data: text } }, "azurerm_virtual_machine")).toBe(true);
  });
});

test("the order of resources in a file does not matter", () => {
  const json = JSON.parse(fixture("cdk.tf.json").text);
  const expected = readTopology([file("x", json)]);
  const keys = Object.keys(json.resource);
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
      const resource = Object.fromEntries(
        order.map((type) => [type, Object.fromEntries(Object.entries(json.resource[type]).reverse())]),
      );
      expect(JSON.stringify(readTopology([file("x", { ...json, resource })]))).toBe(JSON.stringify(expected));
    }),
    { numRuns: 30 },
  );
});

test("lists of blocks, wherever Terraform takes them, say the same", () => {
  const json = JSON.parse(fixture("cdk.tf.json").text);
  const lists = {
    ...json,
    resource: Object.entries<object>(json.resource).map(([type, named]) => ({
      [type]: Object.entries(named).map(([name, body]) => ({ [name]: [body] })),
    })),
  };
  expect(readTopology([file("x", lists)])).toEqual(readTopology([file("x", json)]));
});

test("20,000 resources are read in seconds", () => {
  const many = (make: (n: number) => object): object =>
    Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`r${n}`, make(n)]));
  const resource = {
    azurerm_virtual_network: many((n) => ({ name: `v${n}`, address_space: ["10.0.0.0/16"] })),
    azurerm_subnet: many((n) => ({
      name: "s",
      virtual_network_name: `\${azurerm_virtual_network.r${n}.name}`,
      address_prefixes: [`\${cidrsubnet(azurerm_virtual_network.r${n}.address_space[0], 8, 1)}`],
    })),
    azurerm_network_interface: many((n) => ({ ip_configuration: [{ subnet_id: `\${azurerm_subnet.r${n}.id}` }] })),
    azurerm_subnet_route_table_association: many((n) => ({
      subnet_id: `\${azurerm_subnet.r${n}.id}`,
      route_table_id: "${azurerm_route_table.t.id}",
    })),
    azurerm_route_table: { t: { name: "t" } },
  };
  const before = process.cpuUsage().user;
  const { subnets } = configured(resource);
  // Microseconds; about 0.5 s, and a reader that searches lists takes minutes.
  expect(process.cpuUsage().user - before).toBeLessThan(6_000_000);
  expect(subnets.every(({ routeTable }) => routeTable === "azurerm_route_table.t")).toBe(true);
});
