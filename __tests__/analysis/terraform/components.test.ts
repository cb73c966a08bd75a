import type { Assumptions } from "../../../lib/analysis/model/assumptions";
import type { Topology } from "../../../lib/analysis/model/azure";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { configured } from "./support";

const id = (address: string): string => `\${${address}.id}`;
const network = {
  azurerm_virtual_network: { v: { name: "v", address_space: ["10.0.0.0/16"] } },
  azurerm_subnet: { s: { name: "s", virtual_network_name: "v", address_prefixes: ["10.0.0.0/24"] } },
};
const nic = (address: string): object => ({
  ip_configuration: [{ name: "ip", subnet_id: id("azurerm_subnet.s"), private_ip_address: address }],
});
const nva = {
  ...network,
  azurerm_network_interface: { n: nic("10.0.0.4") },
  azurerm_linux_virtual_machine: { m: { name: "nva", network_interface_ids: [id("azurerm_network_interface.n")] } },
  azurerm_route_server: {
    r: { name: "rs", subnet_id: id("azurerm_subnet.s"), virtual_router_ips: ["10.0.0.8", "10.0.0.9"] },
  },
  azurerm_route_server_bgp_connection: {
    b: { name: "b", route_server_id: id("azurerm_route_server.r"), peer_asn: 65001, peer_ip: "10.0.0.4" },
  },
};

describe("a load balancer", () => {
  const frontend = { name: "f", subnet_id: id("azurerm_subnet.s"), private_ip_address: "10.0.0.100" };
  const balanced = (more: object): Topology =>
    configured({
      ...network,
      azurerm_network_interface: { a: nic("10.0.0.4"), b: nic("10.0.0.5") },
      azurerm_public_ip: { p: { name: "p" } },
      azurerm_lb: {
        l: {
          name: "l",
          frontend_ip_configuration: [frontend, { name: "out", public_ip_address_id: id("azurerm_public_ip.p") }],
        },
      },
      azurerm_lb_backend_address_pool: { one: { loadbalancer_id: id("azurerm_lb.l") } },
      ...more,
    });

  test("leads to the pools of rules for all ports, by either name of the attribute", () => {
    const rule = {
      loadbalancer_id: id("azurerm_lb.l"),
      protocol: "All",
      frontend_port: 0,
      frontend_ip_configuration_name: "f",
    };
    const members = {
      azurerm_network_interface_backend_address_pool_association: {
        a: {
          backend_address_pool_id: id("azurerm_lb_backend_address_pool.one"),
          network_interface_id: id("azurerm_network_interface.a"),
        },
      },
    };
    for (const pool of [
      { backend_address_pool_ids: [id("azurerm_lb_backend_address_pool.one")] },
      { backend_address_pool_id: id("azurerm_lb_backend_address_pool.one") },
    ]) {
      const [balancer] = balanced({ ...members, azurerm_lb_rule: { r: { ...rule, ...pool } } }).loadBalancers;
      expect(balancer).toMatchObject({
        allPorts: true,
        backends: ["azurerm_network_interface.a"],
        frontends: [
          { name: "f", address: "10.0.0.100", subnet: "azurerm_subnet.s", appliances: ["azurerm_network_interface.a"] },
          { name: "out" },
        ],
      });
    }
  });

  test("does not lead all ports where its rule has one", () => {
    const rule = {
      loadbalancer_id: id("azurerm_lb.l"),
      protocol: "Tcp",
      frontend_port: 443,
      frontend_ip_configuration_name: "f",
      backend_address_pool_ids: [id("azurerm_lb_backend_address_pool.one")],
    };
    expect(balanced({ azurerm_lb_rule: { r: rule } }).loadBalancers[0]).toMatchObject({
      allPorts: false,
      frontends: [{ name: "f" }, { name: "out" }],
    });
  });

  test("finds what stands behind it by address", () => {
    const address = { backend_address_pool_id: id("azurerm_lb_backend_address_pool.one"), ip_address: "10.0.0.5" };
    expect(
      balanced({
        azurerm_lb_backend_address_pool_address: { x: address, elsewhere: { ...address, ip_address: "10.9.9.9" } },
      }).loadBalancers[0]!.backends,
    ).toEqual(["azurerm_network_interface.b"]);
  });

  test("has the public IPs of its outbound rules", () => {
    const rule = { loadbalancer_id: id("azurerm_lb.l"), frontend_ip_configuration: [{ name: "out" }] };
    expect(balanced({ azurerm_lb_outbound_rule: { o: rule } }).loadBalancers[0]!.outboundPublicIps).toEqual([
      "azurerm_public_ip.p",
    ]);
    expect(balanced({}).loadBalancers[0]!.outboundPublicIps).toEqual([]);
  });
});

test("a NAT gateway has the addresses of its lists, its associations and its prefixes", () => {
  const { natGateways, publicIps } = configured({
    azurerm_public_ip: { a: { name: "a" }, b: { name: "b", ip_address: "192.0.2.1", sku: "Standard" } },
    azurerm_public_ip_prefix: { p: { name: "p", ip_prefix: "192.0.2.16/28" } },
    azurerm_nat_gateway: {
      n: { name: "n", public_ip_address_ids: [id("azurerm_public_ip.a")] },
      maybe: { name: "maybe" },
    },
    azurerm_nat_gateway_public_ip_association: {
      b: { nat_gateway_id: id("azurerm_nat_gateway.n"), public_ip_address_id: id("azurerm_public_ip.b") },
      m: {
        count: "${var.some ? 1 : 0}",
        nat_gateway_id: id("azurerm_nat_gateway.maybe"),
        public_ip_address_id: id("azurerm_public_ip.b"),
      },
      lost: { nat_gateway_id: "/elsewhere" },
    },
    azurerm_nat_gateway_public_ip_prefix_association: {
      p: { nat_gateway_id: id("azurerm_nat_gateway.n"), public_ip_prefix_id: id("azurerm_public_ip_prefix.p") },
    },
  });
  expect(natGateways).toEqual([
    {
      id: "azurerm_nat_gateway.maybe",
      name: "maybe",
      publicIps: ["azurerm_public_ip.b"],
      translates: unknown("var.some"),
    },
    {
      id: "azurerm_nat_gateway.n",
      name: "n",
      publicIps: ["azurerm_public_ip.a", "azurerm_public_ip.b", "azurerm_public_ip_prefix.p"],
    },
  ]);
  expect(publicIps.map(({ address, sku }) => [address, sku])).toEqual([
    [undefined, undefined],
    ["192.0.2.1", "Standard"],
    ["192.0.2.16/28", undefined],
  ]);
});

test("a private endpoint has its static address, or the one that a state tells", () => {
  const endpoint = (block: object): object => ({ name: "e", subnet_id: id("azurerm_subnet.s"), ...block });
  const { privateEndpoints } = configured({
    ...network,
    azurerm_private_endpoint: {
      a: endpoint({ ip_configuration: [{ private_ip_address: "10.0.0.7" }] }),
      b: endpoint({ private_service_connection: [{ private_ip_address: "10.0.0.8" }] }),
      c: endpoint({}),
    },
  });
  expect(privateEndpoints.map(({ subnet, address }) => [subnet, address])).toEqual(
    ["10.0.0.7", "10.0.0.8", undefined].map((address) => ["azurerm_subnet.s", address]),
  );
});

test("VPN gateways, their sites and their connections", () => {
  const gateway = { name: "g", type: "Vpn", ip_configuration: [{ subnet_id: id("azurerm_subnet.s") }] };
  const { gateways, connections, localNetworkGateways } = configured({
    ...network,
    azurerm_local_network_gateway: {
      site: { name: "site", address_space: ["192.168.0.0/16"], bgp_settings: [{ asn: 65010 }] },
      plain: { name: "plain", address_space: ["172.16.0.0/12"] },
    },
    azurerm_virtual_network_gateway: {
      g: {
        ...gateway,
        enable_bgp: true,
        active_active: "${var.two}",
        bgp_settings: [{ asn: 65020 }],
        default_local_network_gateway_id: id("azurerm_local_network_gateway.site"),
      },
      h: { ...gateway, name: "h" },
    },
    azurerm_virtual_network_gateway_connection: {
      site: {
        name: "site",
        virtual_network_gateway_id: id("azurerm_virtual_network_gateway.g"),
        local_network_gateway_id: id("azurerm_local_network_gateway.site"),
        bgp_enabled: true,
      },
      peer: {
        name: "peer",
        virtual_network_gateway_id: id("azurerm_virtual_network_gateway.g"),
        peer_virtual_network_gateway_id: id("azurerm_virtual_network_gateway.h"),
        routing_weight: 10,
      },
    },
  });
  expect(gateways).toMatchObject([
    {
      kind: "Vpn",
      network: "azurerm_virtual_network.v",
      bgp: true,
      asn: 65020,
      activeActive: unknown("var.two"),
      defaultSite: "azurerm_local_network_gateway.site",
    },
    { bgp: false, asn: 65515, activeActive: false },
  ]);
  expect(gateways[1]).not.toHaveProperty("defaultSite");
  expect(connections).toMatchObject([
    { peerGateway: "azurerm_virtual_network_gateway.h", routingWeight: 10, bgp: false },
    { localNetworkGateway: "azurerm_local_network_gateway.site", routingWeight: 0, bgp: true },
  ]);
  expect(localNetworkGateways).toMatchObject([
    { addressSpace: ["172.16.0.0/12"] },
    { addressSpace: ["192.168.0.0/16"], asn: 65010 },
  ]);
  expect(localNetworkGateways[0]).not.toHaveProperty("asn");
});

test.each([
  ["Provisioned", true],
  ["NotProvisioned", false],
  ["", undefined],
  ["${var.state}", undefined],
])("a circuit whose provider says %p", (state, provisioned) => {
  const { circuits } = configured({
    azurerm_express_route_circuit: { c: { name: "c", service_provider_provisioning_state: state } },
  });
  expect(circuits.map((circuit) => circuit.provisioned)).toEqual([provisioned]);
});

describe("a machine that is assumed", () => {
  const guest = (assumed: NonNullable<Assumptions["machines"]>[string], resources: object = nva): unknown =>
    configured(resources, {}, { machines: { nva: assumed } }).machines[0]!.guest;

  test("forwards, translates and speaks with the Route Servers that expect it", () => {
    expect(guest({ announces: ["0.0.0.0/0"], prepend: 2 })).toMatchObject({
      forwards: { value: true },
      postrouting: [{ rules: [{ action: "masquerade" }] }],
      bgp: {
        asn: 65001,
        originates: [{ prefix: "0.0.0.0/0" }],
        neighbors: [
          { address: "10.0.0.8", remoteAsn: 65515, out: [{ terms: [{ prepend: [65001, 65001] }] }] },
          { address: "10.0.0.9" },
        ],
      },
    });
  });

  test("is what the user says", () => {
    expect(guest({ forwards: false, translates: false, asn: 65009 })).toMatchObject({
      forwards: { value: false },
      postrouting: [],
      bgp: { asn: 65009, originates: [] },
    });
  });

  test("speaks no BGP where nobody expects it", () => {
    expect(guest({}, { ...nva, azurerm_route_server_bgp_connection: {} })).not.toHaveProperty("bgp");
  });

  test("does not prepend a number that is not known", () => {
    const peer = { ...nva.azurerm_route_server_bgp_connection.b, peer_asn: "${var.asn}" };
    expect(guest({ prepend: 2 }, { ...nva, azurerm_route_server_bgp_connection: { b: peer } })).toMatchObject({
      bgp: { asn: unknown("var.asn"), neighbors: [{ out: [{ terms: [{ prepend: [] }] }] }, {}] },
    });
  });
});

test("edges on premises have a name and a path of their own, unless others are given", () => {
  const circuit = { azurerm_express_route_circuit: { c: { name: "er" } } };
  const { onPremises } = configured(
    circuit,
    {},
    {
      onPremises: [
        {
          circuit: "ER",
          asn: 65100,
          announces: ["10.0.0.0/8", { prefix: "0.0.0.0/0" }, { prefix: "192.0.2.0/24", asPath: [1, 2] }],
        },
      ],
    },
  );
  expect(onPremises).toEqual([
    {
      name: "on-premises (AS 65100)",
      circuit: "azurerm_express_route_circuit.c",
      asn: 65100,
      announces: [
        { prefix: "10.0.0.0/8", asPath: [65100] },
        { prefix: "0.0.0.0/0", asPath: [65100] },
        { prefix: "192.0.2.0/24", asPath: [1, 2] },
      ],
    },
  ]);
  expect(() => configured(circuit, {}, { onPremises: [{ circuit: "other", asn: 1, announces: [] }] })).toThrow(
    /no circuit named "other"[\s\S]*er \(azurerm_express_route_circuit\.c\)/,
  );
  expect(() => configured({}, {}, { onPremises: [{ circuit: "other", asn: 1, announces: [] }] })).toThrow(
    "none: no connection leads to a circuit",
  );
  expect(() =>
    configured(
      { azurerm_express_route_circuit: { c: { name: "er" }, d: { name: "er" } } },
      {},
      { onPremises: [{ circuit: "er", asn: 1, announces: [] }] },
    ),
  ).toThrow('several circuits are named "er"');
});

test("rules of security groups name application security groups", () => {
  const { nics, securityGroups } = configured({
    ...nva,
    azurerm_application_security_group: { web: { name: "web" } },
    azurerm_network_interface_application_security_group_association: {
      a: {
        network_interface_id: id("azurerm_network_interface.n"),
        application_security_group_id: id("azurerm_application_security_group.web"),
      },
    },
    azurerm_network_security_group: { g: { name: "g" } },
    azurerm_network_security_rule: {
      r: {
        name: "r",
        network_security_group_name: "g",
        priority: 100,
        direction: "outbound",
        access: "deny",
        protocol: "Tcp",
        source_application_security_group_ids: [id("azurerm_application_security_group.web"), "/elsewhere"],
        destination_address_prefix: "*",
      },
      lost: { name: "lost", network_security_group_name: "nobody" },
    },
  });
  expect(nics[0]!.applicationSecurityGroups).toEqual(["azurerm_application_security_group.web"]);
  expect(securityGroups[0]!.rules).toMatchObject([
    {
      name: "r",
      direction: "Outbound",
      access: "Deny",
      sourceGroups: ["azurerm_application_security_group.web"],
      destinations: ["*"],
    },
  ]);
});

test("a NIC has further addresses, and perhaps a public one", () => {
  const more = [
    {
      name: "a",
      subnet_id: id("azurerm_subnet.s"),
      private_ip_address: "10.0.0.4",
      public_ip_address_id: "${var.open ? azurerm_public_ip.p.id : null}",
    },
    { name: "b", private_ip_address: "10.0.0.5" },
    { name: "6", private_ip_address_version: "IPv6" },
  ];
  const [only] = configured({
    ...network,
    azurerm_public_ip: { p: {} },
    azurerm_network_interface: { n: { ip_configuration: more } },
  }).nics;
  expect(only).toMatchObject({
    address: "10.0.0.4",
    furtherAddresses: ["10.0.0.5"],
    conditional: [{ with: "publicIp", exists: { until: "apply" } }],
  });
});

test("a state's outputs are what other stacks refer to", () => {
  const state = {
    format_version: "1.0",
    values: {
      outputs: { subnet: { value: "/subnets/s" } },
      root_module: {
        resources: [
          {
            address: "azurerm_subnet.s",
            mode: "managed",
            type: "azurerm_subnet",
            name: "s",
            values: { id: "/subnets/s", name: "s" },
          },
        ],
      },
    },
  };
  const remote = (output: string): string => `\${data.terraform_remote_state.net.outputs.${output}}`;
  const stack = {
    data: { terraform_remote_state: { net: {} } },
    resource: {
      azurerm_network_interface: {
        n: { ip_configuration: [{ subnet_id: remote("subnet"), private_ip_address: remote("nothing") }] },
      },
    },
  };
  const { nics } = readTopology([
    { name: "net.json", text: JSON.stringify(state) },
    { name: "app.tf.json", text: JSON.stringify(stack) },
  ]);
  expect(nics[0]).toMatchObject({
    subnet: "net:azurerm_subnet.s",
    address: symbol("app:data.terraform_remote_state.net.outputs.nothing"),
  });
});

test.each([
  ["a/cdk.tf.json", "a"],
  ["cdk.tf.json", "cdk"],
  [".json", "stack"],
  ["x\\net.tfstate.json", "net.tfstate"],
])("the stack of %s is %s", (name, stack) => {
  const text = JSON.stringify({ resource: { azurerm_public_ip: { p: {} } } });
  expect(
    readTopology([
      { name, text },
      { name: "other.json", text: "{}" },
      { name, text },
    ]).publicIps.map((ip) => ip.id),
  ).toEqual([`${stack}-2:azurerm_public_ip.p`, `${stack}:azurerm_public_ip.p`]);
});
