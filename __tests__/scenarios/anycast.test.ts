import { Lb } from "@cdktf/provider-azurerm/lib/lb";
import { LbBackendAddressPool } from "@cdktf/provider-azurerm/lib/lb-backend-address-pool";
import { LbRule } from "@cdktf/provider-azurerm/lib/lb-rule";
import { NetworkInterfaceBackendAddressPoolAssociation } from "@cdktf/provider-azurerm/lib/network-interface-backend-address-pool-association";
import type { FrrNvaProps } from "../../lib/index";
import { ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer } from "../../lib/index";
import { check } from "../../lib/analysis/check/check";
import { serviceChange } from "../../lib/analysis/check/service-change";
import type { Topology } from "../../lib/analysis/model/azure";
import { without } from "../../lib/analysis/model/removal";
import type { PathResult } from "../../lib/analysis/results";
import { ask, expectTunnelled, read, rowsFor } from "../support/analysis/ask";
import { emptyStack, SSH_KEY, Template } from "../support/apps";

const SERVICE = "10.200.0.1";
const DNS: NonNullable<FrrNvaProps["announces"]> = [
  { prefix: `${SERVICE}/32`, loopback: { tcpPorts: [53], udpPorts: [53] } },
];

/** A hub that is peered with a site of two NVAs. */
function site(first: Partial<FrrNvaProps>, second: Partial<FrrNvaProps> = { defaultRoute: "never", announces: DNS }) {
  const { stack, resourceGroup } = emptyStack();
  const linux = { operatingSystem: "linux", adminSshPublicKey: SSH_KEY } as const;
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    gateway: "none",
    jumpServer: "none",
    client: linux,
  });
  const hub100 = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
  const common = { site: hub100, adminSshPublicKey: SSH_KEY };
  new FrrNva(stack, "nva100", { ...common, ...first });
  new FrrNva(stack, "nva101", { ...common, privateIpAddress: "10.100.0.11", ...second });
  hub.peerWith(hub100);
  return new Template(stack);
}

const topologyOf = (...nvas: Parameters<typeof site>): Topology => read(site(...nvas));

/** The machines that answer a query, by the paths that it may take. */
const answering = ({ out }: PathResult): string[] => out.map(({ hops }) => hops.at(-1)!.name).sort();
const query = (topology: Topology, more: object = { protocol: "udp", port: 53 }): PathResult =>
  ask(topology, "vm-hub00", SERVICE, more);

test("a next hop that nobody has is mended where the route is advertised", () => {
  const topology = topologyOf({ nextHop: "10.100.0.77" });
  const { verdict, reason, faults } = ask(topology, "vm-hub00");
  expect({ verdict, reason }).toEqual({ verdict: "dropped", reason: "next-hop-unreachable" });
  expect(faults[0]!.fix).toMatch(/^advertise the route with another next hop/);
});

describe("a service of two NVAs", () => {
  const topology = topologyOf({ announces: DNS });

  test("is delivered to either, and the answer comes back", () => {
    const result = query(topology);
    expect(result.verdict).toBe("delivered");
    expect(answering(result)).toEqual(["vm-nva100", "vm-nva101"]);
    expect(result.out[0]!.hops.at(-1)!.decisions.at(-1)).toMatchObject({
      text: `has ${SERVICE} on ft-0ac80001`,
      because: `ip daddr ${SERVICE} udp dport { 53 } ip saddr $private accept`,
    });
  });

  test("is delivered to the other one when one fails, or its session", () => {
    expect(answering(query(without(topology, "vm-nva100")))).toEqual(["vm-nva101"]);
    expect(answering(query(without(topology, "vm-nva101 - rs-hub100")))).toEqual(["vm-nva100"]);
  });

  test("is closed at other ports", () => {
    expect(query(topology, { port: 22 })).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
  });

  test("check says who answers after each failure", () => {
    const { whatIf, undecided } = check(topology);
    const services = Object.fromEntries(
      whatIf.map(({ without: failed, outcome, services: changed = [] }) => [
        failed,
        `${outcome} ${changed.map(serviceChange).join("; ")}`.trim(),
      ]),
    );
    expect(services).toEqual({
      "vm-nva100": `fails-closed ${SERVICE}: vm-nva101 answers vm-hub00`,
      "vm-nva101": `carries-on ${SERVICE}: vm-nva100 answers vm-hub00`,
      "vm-nva100 - rs-hub100": `fails-closed ${SERVICE}: vm-nva101 answers vm-hub00`,
      "vm-nva101 - rs-hub100": `carries-on ${SERVICE}: vm-nva100 answers vm-hub00`,
      "pip-nva100": "fails-closed",
      "pip-nva101": "carries-on",
      "rs-hub100": `fails-closed ${SERVICE}: nobody answers vm-hub00`,
    });
    expect(undecided).toEqual([]);
  });

  test("leaves the tunnel as it is: one NVA advertises a default route", () => {
    expectTunnelled(topology, "vm-hub00", ["pip-nva100"]);
  });

  test("is delivered to the one with the shorter path, if one prepends", () => {
    const standby = topologyOf({ announces: DNS }, { announces: [{ ...DNS[0]!, prepend: 1 }], defaultRoute: "never" });
    expect(answering(query(standby))).toEqual(["vm-nva100"]);
    expect(answering(query(without(standby, "vm-nva100")))).toEqual(["vm-nva101"]);
  });
});

test("an address that the guest's packet filter closes is not reached, although the security group lets it through", () => {
  const template = site({ announces: DNS });
  const [group] = Object.values(template.json.resource["azurerm_network_security_group"]!).filter(
    ({ name }) => name === "vnet-hub100-nva-nsg-japaneast",
  );
  const rules = group!.security_rule as { name: string; destination_port_range: string }[];
  rules.find(({ name }) => name === `AllowTcp-${SERVICE}`)!.destination_port_range = "80";
  const result = query(read(template), { port: 80 });
  expect(result).toMatchObject({ verdict: "dropped", reason: "guest-filter" });
  expect(result.faults[0]!.fix).toContain("input chain");
});

test("a prefix that is forwarded arrives behind the NVA, untranslated", () => {
  const template = site({ announces: [{ prefix: "10.0.0.0/8" }] }, { defaultRoute: "never", announces: DNS });
  const routes = rowsFor(read(template), "vm-hub00", "10.0.0.0/8");
  expect(routes).toEqual(["VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.100.0.10"]);
});

describe("another next hop", () => {
  test("is that of the default route in the hub", () => {
    const topology = topologyOf({ nextHop: "10.100.0.11" });
    expect(rowsFor(topology, "vm-hub00", "0.0.0.0/0")).toEqual([
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.11",
    ]);
    expectTunnelled(topology, "vm-hub00", ["pip-nva101"]);
  });

  test("may be a load balancer in front of both NVAs, for the service too", () => {
    const announces = [{ ...DNS[0]!, nextHop: "10.100.0.100" }];
    const { stack, resourceGroup } = emptyStack();
    const hub100 = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
    const linux = { operatingSystem: "linux", adminSshPublicKey: SSH_KEY } as const;
    new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      gateway: "none",
      jumpServer: "none",
      client: linux,
    }).peerWith(hub100);
    const balancer = new Lb(stack, "balancer", {
      name: "lbi-nva",
      location: "japaneast",
      resourceGroupName: resourceGroup.name,
      sku: "Standard",
      frontendIpConfiguration: [
        {
          name: "nva",
          subnetId: hub100.nvaSubnet.id,
          privateIpAddress: "10.100.0.100",
          privateIpAddressAllocation: "Static",
        },
      ],
    });
    const pool = new LbBackendAddressPool(stack, "pool", { name: "nvas", loadbalancerId: balancer.id });
    new LbRule(stack, "all-ports", {
      name: "all",
      loadbalancerId: balancer.id,
      protocol: "All",
      frontendPort: 0,
      backendPort: 0,
      frontendIpConfigurationName: "nva",
      backendAddressPoolIds: [pool.id],
    });
    for (const host of [10, 11]) {
      const { machine } = new FrrNva(stack, `nva1${host}`, {
        site: hub100,
        adminSshPublicKey: SSH_KEY,
        privateIpAddress: `10.100.0.${host}`,
        nextHop: "10.100.0.100",
        announces,
      });
      new NetworkInterfaceBackendAddressPoolAssociation(stack, `member-${host}`, {
        networkInterfaceId: machine.networkInterface.id,
        ipConfigurationName: "ipconfig1",
        backendAddressPoolId: pool.id,
      });
    }
    const topology = read(new Template(stack));
    expectTunnelled(topology, "vm-hub00", ["pip-nva110", "pip-nva111"]);
    expect(new Set(rowsFor(topology, "vm-hub00", `${SERVICE}/32`))).toEqual(
      new Set([`VirtualNetworkGateway Active ${SERVICE}/32 VirtualNetworkGateway 10.100.0.100`]),
    );
    expect(answering(query(topology))).toEqual(["vm-nva110", "vm-nva111"]);
  });

  test("that nothing has is not taken for one that forwards", () => {
    const result = ask(topologyOf({ nextHop: "10.100.0.99" }), "vm-hub00");
    expect(result.verdict).not.toBe("tunnelled");
    expect(result.reason).toBe("next-hop-unreachable");
  });
});
