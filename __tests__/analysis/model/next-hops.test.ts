import type { Topology } from "../../../lib/analysis/model/azure";
import { nextHopsAt, reachableNetworks } from "../../../lib/analysis/model/next-hops";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { sentenceOf } from "../../../lib/analysis/unknown/propose";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";

const id = (address: string): string => `\${${address}.id}`;
const NETWORK = "azurerm_virtual_network.v";

const nic = (subnet: string, address?: string): object => ({
  ip_configuration: [
    {
      name: "ip",
      subnet_id: id(`azurerm_subnet.${subnet}`),
      ...(address !== undefined && { private_ip_address: address }),
    },
  ],
});

const topology = (more: object = {}): Topology =>
  configured({
    azurerm_virtual_network: {
      v: { name: "v", address_space: ["10.0.0.0/16"] },
      other: { name: "other", address_space: ["10.1.0.0/16"] },
    },
    azurerm_subnet: {
      s: { name: "s", virtual_network_name: "v", address_prefixes: ["10.0.0.0/24"] },
      other: { name: "s", virtual_network_name: "other", address_prefixes: ["10.1.0.0/24"] },
    },
    azurerm_network_interface: { known: nic("s", "10.0.0.4"), dynamic: nic("s"), other: nic("other", "10.1.0.4") },
    ...more,
  });

const nicsAt = (address: string, networks = [NETWORK], more: object = {}): string[] =>
  nextHopsAt(new TopologyIndex(topology(more)), networks, address).map((one) => one.id);

test("a NIC is the next hop at its address, literal or by reference", () => {
  expect(nicsAt("10.0.0.4")).toEqual(["azurerm_network_interface.known"]);
  expect(nicsAt(symbol("azurerm_network_interface.dynamic.private_ip_address"))).toEqual([
    "azurerm_network_interface.dynamic",
  ]);
});

test("a NIC of another network is not a next hop", () => {
  expect(nicsAt("10.1.0.4")).toEqual([]);
  expect(nicsAt("10.1.0.4", [NETWORK, "azurerm_virtual_network.other"])).toEqual(["azurerm_network_interface.other"]);
});

test("a load balancer's backends share the packets to its frontend, if a rule is for all ports", () => {
  const balancer = (protocol: string, port: number): object => ({
    azurerm_lb: {
      l: {
        name: "l",
        frontend_ip_configuration: [{ name: "f", subnet_id: id("azurerm_subnet.s"), private_ip_address: "10.0.0.100" }],
      },
    },
    azurerm_lb_backend_address_pool: { p: { loadbalancer_id: id("azurerm_lb.l") } },
    azurerm_lb_rule: {
      r: {
        loadbalancer_id: id("azurerm_lb.l"),
        protocol,
        frontend_port: port,
        frontend_ip_configuration_name: "f",
        backend_address_pool_ids: [id("azurerm_lb_backend_address_pool.p")],
      },
    },
    azurerm_network_interface_backend_address_pool_association: Object.fromEntries(
      ["known", "dynamic"].map((name) => [
        name,
        {
          backend_address_pool_id: id("azurerm_lb_backend_address_pool.p"),
          network_interface_id: id(`azurerm_network_interface.${name}`),
        },
      ]),
    ),
  });
  expect(nicsAt("10.0.0.100", [NETWORK], balancer("All", 0))).toEqual([
    "azurerm_network_interface.dynamic",
    "azurerm_network_interface.known",
  ]);
  expect(nicsAt("10.0.0.100", [NETWORK], balancer("Tcp", 443))).toEqual([]);
});

describe("an address that is an expression", () => {
  const byVariable = (subnet = "s"): object => ({ azurerm_network_interface: { nva: nic(subnet, "${var.u}") } });
  const at = (address: string, answer: boolean, more = byVariable()): { nics: string[]; asked: string[] } => {
    const scenario = new Scenario(new Map(), () => answer);
    const nics = nextHopsAt(new TopologyIndex(topology(more), scenario), [NETWORK], address);
    return {
      nics: nics.map((one) => one.id),
      asked: [...scenario.answers.values()].map(({ claim }) => sentenceOf(claim)),
    };
  };

  test("may be the next hop's, and the answer says which value decides", () => {
    expect(at("10.0.0.7", true)).toEqual({ nics: ["azurerm_network_interface.nva"], asked: ["var.u is 10.0.0.7"] });
    expect(at("10.0.0.7", false)).toEqual({ nics: [], asked: ["var.u is 10.0.0.7"] });
  });

  test("is not asked for where the subnet cannot hold the next hop, is out of reach, or something else has it", () => {
    const none = { nics: [], asked: [] };
    expect(at("10.0.9.7", true)).toEqual(none);
    expect(at("10.1.0.7", true, byVariable("other"))).toEqual(none);
    const both = { azurerm_network_interface: { nva: nic("s", "${var.u}"), known: nic("s", "10.0.0.4") } };
    expect(at("10.0.0.4", true, both)).toEqual({ nics: ["azurerm_network_interface.known"], asked: [] });
  });
});

test("a network reaches its own addresses and those of connected peers", () => {
  const side = (network: string, remote: string): object => ({
    name: network,
    virtual_network_name: network,
    remote_virtual_network_id: id(`azurerm_virtual_network.${remote}`),
  });
  const reached = (peerings: object): readonly string[] =>
    reachableNetworks(new TopologyIndex(topology({ azurerm_virtual_network_peering: peerings })), NETWORK);
  expect(reached({ a: side("v", "other") })).toEqual([NETWORK]);
  expect(reached({ a: side("v", "other"), b: side("other", "v") })).toEqual([NETWORK, "azurerm_virtual_network.other"]);
});
