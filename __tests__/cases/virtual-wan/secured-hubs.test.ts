import { check, path } from "../../../lib/analysis";
import { bgpRows } from "../../support/cases";
import { read, verdictOf, wayBack, wayOut } from "../../support/analysis/ask";
import { circuitId } from "../../support/analysis/azure";
import {
  connect,
  defaultTableRoute,
  firewall,
  hubCircuit,
  intent,
  routing,
  spoke,
  wan,
} from "../../support/analysis/virtual-wan";

type Policy = "Internet" | "PrivateTraffic";

/** Two VNets on a hub with a firewall. */
const secured = (...policies: readonly Policy[]): ReturnType<typeof wan> => {
  const azure = firewall(connect(connect(spoke(spoke(wan(), "a", 1), "b", 2), "a"), "b"), "hub1");
  return policies.length === 0 ? azure : intent(azure, "hub1", ...policies);
};

describe("routing intent for the internet", () => {
  const topology = read(secured("Internet"));

  it("sends internet traffic out by the firewall, and leaves private traffic alone", () => {
    expect(bgpRows(topology, "vm-a")).toEqual(["10.2.0.0/16 (router of hub1)", "0.0.0.0/0 (fw-hub1)"]);
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "firewall", faults: [] });
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "fw-hub1", "internet"]);
    expect(wayBack(result)).toEqual(["internet", "fw-hub1", "vm-a"]);
    expect(result.egress.map(({ name }) => name)).toEqual(["a public IP of fw-hub1"]);
    expect(wayOut(path(topology, { from: "vm-a", to: "vm-b" }))).toEqual(["vm-a", "hub1", "vm-b"]);
  });

  it("does not where the firewall denies it", () => {
    const azure = secured("Internet");
    azure.drop("firewall_policy_rule_collection_group.hub1");
    const result = path(read(azure), { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "dropped", reason: "firewall-deny" });
  });

  it("leaves a VNet direct that does not learn the default route, and check reports it", () => {
    const azure = secured("Internet");
    azure.set("virtual_hub_connection.b", { internet_security_enabled: false });
    azure.set("subnet.b_default", { default_outbound_access_enabled: true });
    const leak = read(azure);
    expect(verdictOf(leak, "vm-b").verdict).toBe("direct");
    const { outcome, findings } = check(leak);
    expect(outcome).toBe("failed");
    expect(findings.find(({ id }) => id === "FT101")).toMatchObject({
      at: ["azurerm_virtual_hub_connection.b", "azurerm_linux_virtual_machine.b"],
    });
  });
});

describe("a static default route to the firewall, without routing intent", () => {
  it("sends internet traffic out by the firewall", () => {
    const azure = defaultTableRoute(secured(), "hub1", "${azurerm_firewall.hub1.id}");
    expect(verdictOf(read(azure), "vm-a").verdict).toBe("firewall");
  });

  it("works for VNets that propagate to no table", () => {
    const azure = defaultTableRoute(secured(), "hub1", "${azurerm_firewall.hub1.id}", ["0.0.0.0/0", "10.0.0.0/8"]);
    for (const id of ["a", "b"])
      azure.set(`virtual_hub_connection.${id}`, routing("hub1/default", ["hub1/none"], ["none"]));
    const topology = read(azure);
    expect(bgpRows(topology, "vm-a")).toEqual(["10.0.0.0/8 (fw-hub1)", "0.0.0.0/0 (fw-hub1)"]);
    const result = path(topology, { from: "vm-a", to: "vm-b" });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "fw-hub1", "vm-b"]);
    expect(wayBack(result)).toEqual(["vm-b", "hub1", "fw-hub1", "vm-a"]);
  });
});

describe("routing intent for private traffic", () => {
  it("sends traffic between VNets through the firewall", () => {
    const topology = read(secured("PrivateTraffic"));
    expect(bgpRows(topology, "vm-a").sort()).toEqual([
      "10.0.0.0/8 (fw-hub1)",
      "172.16.0.0/12 (fw-hub1)",
      "192.168.0.0/16 (fw-hub1)",
    ]);
    expect(wayOut(path(topology, { from: "vm-a", to: "vm-b" }))).toEqual(["vm-a", "hub1", "fw-hub1", "vm-b"]);
    expect(verdictOf(topology, "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
  });

  it("of two hubs sends traffic between them through both firewalls", () => {
    const azure = wan({ hub1: "192.168.1.0/24", hub2: "192.168.2.0/24" });
    connect(connect(spoke(spoke(azure, "a", 1), "b", 2), "a", "hub1"), "b", "hub2");
    for (const hub of ["hub1", "hub2"]) intent(firewall(azure, hub), hub, "Internet", "PrivateTraffic");
    const topology = read(azure);
    const result = path(topology, { from: "vm-a", to: "vm-b" });
    expect(result).toMatchObject({ verdict: "delivered", faults: [] });
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "fw-hub1", "hub2", "fw-hub2", "vm-b"]);
    expect(wayBack(result)).toEqual(["vm-b", "hub2", "fw-hub2", "hub1", "fw-hub1", "vm-a"]);
    expect(verdictOf(topology, "vm-b").egress.map(({ machine }) => machine)).toEqual(["fw-hub2"]);
  });

  it("of one of two hubs sends traffic between them through its firewall", () => {
    const azure = wan({ hub1: "192.168.1.0/24", hub2: "192.168.2.0/24" });
    connect(connect(spoke(spoke(azure, "a", 1), "b", 2), "a", "hub1"), "b", "hub2");
    intent(firewall(azure, "hub2"), "hub2", "Internet", "PrivateTraffic");
    const topology = read(azure);
    expect(wayOut(path(topology, { from: "vm-a", to: "vm-b" }))).toEqual(["vm-a", "hub1", "hub2", "fw-hub2", "vm-b"]);
    expect(wayBack(path(topology, { from: "vm-a", to: "vm-b" }))).toEqual(["vm-b", "hub2", "fw-hub2", "hub1", "vm-a"]);
    expect(verdictOf(topology, "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
    expect(verdictOf(topology, "vm-b").verdict).toBe("firewall");
  });
});

describe("forced tunnelling with routing intent: a private policy, and a static default route to the firewall", () => {
  const tunnelled = (...announces: readonly string[]): ReturnType<typeof read> => {
    const azure = defaultTableRoute(secured("PrivateTraffic"), "hub1", "${azurerm_firewall.hub1.id}");
    return read(hubCircuit(azure, "hub1", "circuit"), {
      onPremises: [{ name: "edge", circuit: circuitId("circuit"), asn: 65010, announces }],
    });
  };

  it("sends internet traffic through the firewall to on-premises", () => {
    const topology = tunnelled("0.0.0.0/0", "10.100.0.0/16");
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "on-premises", faults: [] });
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "fw-hub1", "circuit", "edge"]);
    expect(wayBack(result)).toEqual(["edge", "circuit", "hub1", "fw-hub1", "vm-a"]);
  });

  it("leaves it to the firewall where on-premises advertises no default route", () => {
    expect(verdictOf(tunnelled("10.100.0.0/16"), "vm-a").verdict).toBe("firewall");
  });
});

test("a routing intent whose next hop is not modelled leaves undecided what it gets", () => {
  const azure = connect(spoke(wan(), "a", 1), "a");
  azure.add("virtual_hub_routing_intent", "hub1", {
    name: "intent",
    virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
    routing_policy: [
      { name: "i", destinations: ["Internet"], next_hop: "/subscriptions/s/networkVirtualAppliances/nva" },
    ],
  });
  expect(verdictOf(read(azure), "vm-a")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
  expect(check(read(azure)).outcome).toBe("undecided");
});

describe("a UDR to the firewall of the hub", () => {
  const withRoute = (address: string): ReturnType<typeof read> =>
    read(secured().table("a_default", [["0.0.0.0/0", address]]));

  it("leads there by its address in the hub", () => {
    const topology = withRoute("${azurerm_firewall.hub1.virtual_hub[0].private_ip_address}");
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result.verdict).toBe("firewall");
    expect(wayOut(result)).toEqual(["vm-a", "fw-hub1", "internet"]);
  });

  it("by an address of the hub's range leads to something that only Azure knows", () => {
    expect(verdictOf(withRoute("192.168.1.68"), "vm-a").verdict).toBe("undetermined");
    expect(verdictOf(withRoute("192.168.9.68"), "vm-a")).toMatchObject({
      verdict: "dropped",
      reason: "next-hop-unreachable",
    });
  });
});

describe("Azure rejects", () => {
  const rejected = (azure: ReturnType<typeof wan>): unknown[] =>
    check(read(azure), { whatIf: false }).findings.flatMap(({ id, got }) => (id === "FT108" ? [got] : []));

  it("routing intent beside route tables of one's own, or a static route to a VNet connection", () => {
    const own = secured("Internet").add("virtual_hub_route_table", "t", {
      name: "own",
      virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
    });
    expect(rejected(own)).toEqual(["own"]);
    const route = defaultTableRoute(secured("Internet"), "hub1", "${azurerm_virtual_hub_connection.b.id}", [
      "10.9.0.0/16",
    ]);
    expect(rejected(route)).toEqual(["10.9.0.0/16 -> conn-b"]);
    expect(rejected(secured("Internet"))).toEqual([]);
  });

  it("a VNet that is connected twice, and one that has a gateway", () => {
    const twice = secured().add("virtual_hub_connection", "again", {
      name: "again",
      virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
      remote_virtual_network_id: "${azurerm_virtual_network.a.id}",
    });
    expect(rejected(twice)).toEqual(["2 connections"]);
    const gateway = secured().subnet("a", "GatewaySubnet", "10.1.9.0/24").vpnGateway("a");
    expect(rejected(gateway)).toEqual(["vpngw-a"]);
  });

  it("a peer with a reserved AS number", () => {
    const azure = secured().add("virtual_hub_bgp_connection", "a", {
      name: "bgp",
      virtual_hub_id: "${azurerm_virtual_hub.hub1.id}",
      peer_asn: 65515,
      peer_ip: "10.1.0.4",
      virtual_network_connection_id: "${azurerm_virtual_hub_connection.a.id}",
    });
    expect(rejected(azure)).toEqual(["65515"]);
  });
});

test("a static route to a connection of another hub is left undecided", () => {
  const azure = wan({ hub1: "192.168.1.0/24", hub2: "192.168.2.0/24" });
  connect(connect(spoke(spoke(azure, "a", 1), "b", 2), "a", "hub1"), "b", "hub2");
  defaultTableRoute(azure, "hub1", "${azurerm_virtual_hub_connection.b.id}");
  expect(verdictOf(read(azure), "vm-a")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
});
