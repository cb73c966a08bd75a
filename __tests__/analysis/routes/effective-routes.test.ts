import type { Topology } from "../../../lib/analysis/model/azure";
import type { SubnetRoutes } from "../../../lib/analysis/results";
import { allRoutes, effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { machine, network, nic, subnet } from "../../support/analysis/topology";
import { endpoint, type Situation, spoke, topologyIn, udr, words } from "./situation";
import { connectionElsewhere } from "../../support/analysis/hub-connection";

const DEFAULT = "0.0.0.0/0";

/** The routes of the subnet of the network hub. */
const routesIn = (situation: Situation): SubnetRoutes => effectiveRoutes(topologyIn(situation), "default");

describe("whose routes they are", () => {
  const topology = topologyIn({
    hub: { path: "App/hub" },
    home: { path: "App/hub/default" },
    networks: [spoke()],
    subnets: [subnet("far", { network: "spoke", name: "default", prefixes: ["10.1.0.0/24"] })],
    nics: [nic("nic"), nic("second", { subnet: "far" }), nic("alone", { subnet: "far" })],
    machines: [
      { ...machine("vm"), nics: ["nic", "second"] },
      { ...machine("bare"), nics: [] },
    ],
  });

  it.each([
    ["a subnet's id", "far", "far"],
    ["a subnet's construct path", "App/hub/default", "default"],
    ["a subnet by its network and name", "vnet-spoke/default", "far"],
    ["a machine's name: its first NIC's subnet", "vm-vm", "default"],
    ["a machine's id", "vm", "default"],
    ["a NIC's name", "nic-alone", "far"],
    ["a NIC's id", "second", "far"],
  ])("is told by %s", (_, of, expected) => {
    expect(effectiveRoutes(topology, of).id).toBe(expected);
  });

  it.each([
    ["what has none", "vnet-spoke", "vnet-spoke has no effective routes"],
    ["a machine without a NIC", "vm-bare", "vm-bare has no effective routes"],
    ["a name that there is not", "nothing", 'nothing is named "nothing"'],
  ])("is not told by %s", (_, of, message) => {
    expect(() => effectiveRoutes(topology, of)).toThrow(message);
  });

  it("is refused with the subnets that there are", () => {
    expect(() => effectiveRoutes(topology, "vnet-spoke")).toThrow("vnet-hub/default, vnet-spoke/default");
    expect(() => effectiveRoutes(topology, "vnet-spoke")).toThrow(/spoke\b[^]*a VM, a network interface or a subnet/);
  });

  it("is shown: the NICs with their machines, the network, the table", () => {
    expect(effectiveRoutes(topology, "far")).toMatchObject({
      subnet: "vnet-spoke/default",
      nics: [
        { nic: "nic-second", machine: "vm-vm" },
        { nic: "nic-alone", machine: null },
      ],
      routeTable: null,
      propagation: true,
    });
    expect(routesIn({ table: { propagation: false } })).toMatchObject({ routeTable: "rt-hub", propagation: false });
  });

  it("may be every subnet", () => {
    expect(allRoutes(topology).map(({ id }) => id)).toEqual(["default", "far"]);
  });

  it("is found though a network's name is known after apply", () => {
    const open: Topology = { ...topology, networks: [network("hub", { name: symbol("var.name") })] };
    expect(effectiveRoutes(open, "(after apply)/default").id).toBe("default");
  });
});

it("rows are sorted: active, invalid, dropped by the system; longest prefix first, then by prefix and hop", () => {
  const rows = routesIn({
    announced: ["192.0.2.0/24"],
    udrs: [
      udr("10.9.0.0/16"),
      udr("10.8.0.0/16", "None"),
      udr("10.0.0.0/16"),
      udr("203.0.113.0/24"),
      udr("192.0.2.0/24"),
    ],
    privateEndpoints: [endpoint()],
    home: { routeTable: "rt", privateEndpointPolicyForRoutes: true },
  }).routes.map(words);
  expect(rows).toEqual([
    "User Active 192.0.2.0/24 -> 10.0.0.4",
    "User Active 203.0.113.0/24 -> 10.0.0.4",
    "User Active 10.0.0.0/16 -> 10.0.0.4",
    "User Active 10.8.0.0/16 -> None",
    "User Active 10.9.0.0/16 -> 10.0.0.4",
    "Default Active 0.0.0.0/0 -> Internet",
    "Default Invalid 10.0.0.9/32 -> InterfaceEndpoint",
    "VirtualNetworkGateway Invalid 192.0.2.0/24 -> (msee 1)",
    "VirtualNetworkGateway Invalid 192.0.2.0/24 -> (msee 2)",
    "Default Invalid 10.0.0.0/16 -> VnetLocal",
    "Default Active 192.168.0.0/16 -> None",
    "Default Active 172.16.0.0/12 -> None",
    "Default Active 100.64.0.0/10 -> None",
    "Default Active 10.0.0.0/8 -> None",
  ]);
});

describe("internet traffic", () => {
  it.each<[string, Situation, string]>([
    ["has the system route only", {}, "internet traffic has the system route only"],
    [
      "has the system route only, in a private subnet",
      { home: { defaultOutboundAccess: false } },
      "internet traffic has the system route only, in a private subnet",
    ],
    [
      "may be in a private subnet",
      { home: { defaultOutboundAccess: unknown("var.private") } },
      "internet traffic has the system route only",
    ],
    [
      "follows a UDR to an appliance",
      { udrs: [udr(DEFAULT)] },
      "internet traffic follows the UDR of rt-hub: VirtualAppliance 10.0.0.4",
    ],
    [
      "follows a UDR to the internet",
      { udrs: [udr(DEFAULT, "Internet")], announced: [DEFAULT] },
      "internet traffic follows the UDR of rt-hub: Internet",
    ],
    [
      "follows a UDR to an address known after apply",
      { udrs: [udr(DEFAULT, "VirtualAppliance", { nextHopAddress: symbol("var.nva") })] },
      "internet traffic follows the UDR of rt-hub: VirtualAppliance (after apply)",
    ],
    [
      "follows a learned default, by where it began",
      { announced: [DEFAULT] },
      "internet traffic goes to edge: the default by BGP beats the system route",
    ],
    [
      "follows a default that may come from two virtual hubs",
      { virtualHubConnections: ["one", "two"].map((id) => connectionElsewhere(id)) },
      "internet traffic goes to a virtual hub: the default by BGP beats the system route",
    ],
  ])("%s", (_, situation, summary) => {
    expect(routesIn(situation).summary).toBe(summary);
  });
});

it("rows wait for the values that decide which there are, each once, in order", () => {
  const there = (name: string) => ({ exists: unknown(name) });
  const situation: Situation = {
    udrs: [
      udr("10.9.0.0/16", "None", there("var.b")),
      udr("10.8.0.0/16", "None", there("var.b")),
      udr(DEFAULT, "None", there("var.a")),
    ],
    nics: [nic("nic", there("var.nic"))],
  };
  expect(routesIn(situation).waitsFor).toEqual(
    ["var.a", "var.b"].map((name) => ({ ...unknown(name), assume: { values: { [name]: true } } })),
  );
  expect(routesIn({}).waitsFor).toEqual([]);
});
