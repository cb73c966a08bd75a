import { effectiveRoutes } from "../../lib/analysis/routes/effective-routes";
import { without } from "../../lib/analysis/model/removal";
import {
  ask,
  expectNoDefault,
  expectTunnelled,
  NONE_ROWS,
  nsgAt,
  read,
  rows,
  rowsFor,
  seenAs,
  verdictOf,
  warned,
  wayBack,
  wayOut,
} from "../support/analysis/ask";
import { alone, behindRouter, ESCAPE, t } from "../support/analysis/situations";

const RDP = { port: 3389 } as const;
/** May reach the client's RDP from anywhere, so that a security group is not what stops it. */
const OPEN = { priority: 100, direction: "Inbound", access: "Allow", port: "3389" } as const;

describe("a VNet alone", () => {
  it("K1: a subnet that is not private uses default outbound access", () => {
    const topology = read(alone());
    expect(rows(topology, "vm-alone")).toEqual(
      ["Default Active 0.0.0.0/0 Internet -", "Default Active 10.0.0.0/16 VnetLocal -", ...NONE_ROWS].sort(),
    );
    const result = ask(topology, "vm-alone");
    expect(result).toMatchObject({ verdict: "direct", egress: [{ kind: "default-outbound", address: null }] });
    expect(wayOut(result)).toEqual(["vm-alone", "internet"]);
  });

  it.each(["10.9.9.9", "100.64.1.1"])("K2: the reserved address %s is dropped by a None route", (to) => {
    expect(ask(read(alone()), "vm-alone", to)).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("K3: a VNet of 10.0.0.0/8 replaces that None row, and an address that no NIC has is dropped", () => {
    const topology = read(alone({ space: "10.0.0.0/8" }));
    expect(rowsFor(topology, "vm-alone", "10.0.0.0/8")).toEqual(["Default Active 10.0.0.0/8 VnetLocal -"]);
    expect(ask(topology, "vm-alone", "10.9.9.9")).toMatchObject({ verdict: "dropped", reason: "no-such-address" });
  });

  it("row 1.3: a VNet larger than a reserved block removes the block's None row", () => {
    const listed = rows(
      read(alone({ space: "100.0.0.0/8" }).set("subnet.lone_default", { address_prefixes: ["100.0.0.0/24"] })),
      "vm-alone",
    );
    expect(listed).toContain("Default Active 100.0.0.0/8 VnetLocal -");
    expect(listed.join("\n")).not.toContain("100.64.0.0/10");
  });

  it("K4: a private subnet does not reach the internet without a NAT gateway or a public IP", () => {
    const shut = read(alone({ privateSubnet: true }));
    expect(rowsFor(shut, "vm-alone", "0.0.0.0/0")).toEqual(["Default Active 0.0.0.0/0 Internet -"]);
    expect(ask(shut, "vm-alone")).toMatchObject({ verdict: "dropped", reason: "no-egress-identity" });
    const behindNat = read(alone({ privateSubnet: true }).natGateway("lone_default"));
    expect(ask(behindNat, "vm-alone")).toMatchObject({ verdict: "direct", egress: [{ kind: "nat-gateway" }] });
    const withAddress = read(alone({ privateSubnet: true, publicIp: true }));
    expect(ask(withAddress, "vm-alone")).toMatchObject({
      verdict: "direct",
      egress: [{ kind: "public-ip", name: "pip-alone" }],
    });
  });

  it("K5: a default route to an NVA in another subnet attracts the private networks too", () => {
    const topology = read(behindRouter());
    expect(rows(topology, "vm-alone")).toEqual(
      [
        "Default Active 10.0.0.0/16 VnetLocal -",
        "Default Invalid 0.0.0.0/0 Internet -",
        "User Active 0.0.0.0/0 VirtualAppliance 10.0.9.4",
      ].sort(),
    );
    expectTunnelled(topology, "vm-alone", ["pip-router"]);
    expect(wayOut(ask(topology, "vm-alone"))).toEqual(["vm-alone", "vm-router", "internet"]);
    expect(wayOut(ask(topology, "vm-alone", "10.9.9.9"))).toEqual(expect.arrayContaining(["vm-alone", "vm-router"]));
    expect(ask(topology, "vm-alone", "10.9.9.9")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });
});

describe("the article's topology", () => {
  it("K6: the client's packets go over the circuit to the NVA, and the answers over the hub's gateway", () => {
    const topology = read(t());
    expectTunnelled(topology);
    const result = ask(topology, "vm-hub00");
    expect(wayOut(result)).toEqual(["vm-hub00", "circuit", "ergw-hub100", "vm-nva100", "internet"]);
    expect(wayBack(result)).toEqual(["internet", "vm-nva100", "circuit", "ergw-hub00", "vm-hub00"]);
    expect(result.out).toHaveLength(1);
    expect(result.waitsFor).toEqual([]);
  });

  it("K6: whether the client's address is static or dynamic changes nothing", () => {
    const result = ask(read(t({ client: {} })), "vm-hub00");
    expect(result.verdict).toBe("tunnelled");
    expect(wayBack(result)).toEqual(["internet", "vm-nva100", "circuit", "ergw-hub00", "vm-hub00"]);
  });

  it("K6: neighbours written as addresses are the Route Server's instances too", () => {
    expectTunnelled(read(t({ nva: { neighbors: ["10.100.210.4", "10.100.210.5"] } })));
  });

  it("K7: a learned default without the system's own cites row 1.7", () => {
    const defaults = effectiveRoutes(read(t()), "vm-hub00").routes.filter(({ prefix }) => prefix === "0.0.0.0/0");
    expect(defaults).toHaveLength(2);
    for (const { facts } of defaults) expect(facts).toContainEqual({ row: "1.7", basis: "inferred" });
  });

  it("K7: effective routes of client, jump server and NVA, row for row", () => {
    const topology = read(t());
    const learned = (state: string, prefix: string, hop: string, count: number): string[] =>
      Array<string>(count).fill(`VirtualNetworkGateway ${state} ${prefix} VirtualNetworkGateway ${hop}`);
    expect(rows(topology, "vm-hub00")).toEqual([
      "Default Active 10.0.0.0/16 VnetLocal -",
      ...learned("Active", "0.0.0.0/0", "<msee>", 2),
      ...learned("Active", "10.100.0.0/16", "<msee>", 2),
    ]);
    expect(rows(topology, "vm-jump00")).toEqual([
      "Default Active 10.0.0.0/16 VnetLocal -",
      "User Active 0.0.0.0/0 Internet -",
      ...learned("Active", "10.100.0.0/16", "<msee>", 2),
      ...learned("Invalid", "0.0.0.0/0", "<msee>", 2),
    ]);
    expect(rows(topology, "vm-nva100")).toEqual([
      "Default Active 10.100.0.0/16 VnetLocal -",
      "User Active 0.0.0.0/0 Internet -",
      ...learned("Active", "10.0.0.0/16", "<msee>", 1),
      ...learned("Invalid", "0.0.0.0/0", "10.100.0.10", 1),
    ]);
  });

  it("K7: machine, NIC, subnet and id give the same rows", () => {
    const topology = read(t());
    const byMachine = effectiveRoutes(topology, "vm-jump00");
    expect(byMachine).toMatchObject({
      subnet: "vnet-hub00/jump",
      routeTable: "rt-hub00_jump",
      propagation: true,
      nics: [{ nic: "nic-jump00", machine: "vm-jump00" }],
      waitsFor: [],
    });
    for (const name of [
      "nic-jump00",
      "vnet-hub00/jump",
      "azurerm_subnet.hub00_jump",
      "azurerm_linux_virtual_machine.jump00",
    ])
      expect(effectiveRoutes(topology, name)).toEqual(byMachine);
  });

  it("K8: a private network that nobody announces follows the default route", () => {
    const result = ask(read(t()), "vm-hub00", "192.168.5.5");
    expect(wayOut(result).slice(0, 4)).toEqual(["vm-hub00", "circuit", "ergw-hub100", "vm-nva100"]);
    expect(result.verdict).toBe("dropped");
  });

  it("K9: the client reaches the NVA itself, and the jump server inside its VNet", () => {
    const topology = read(t());
    const site = ask(topology, "vm-hub00", "10.100.0.10");
    expect(site.verdict).toBe("delivered");
    expect(wayOut(site)).toEqual(["vm-hub00", "circuit", "ergw-hub100", "vm-nva100"]);
    expect(wayBack(site)).toEqual(["vm-nva100", "circuit", "ergw-hub00", "vm-hub00"]);
    const local = ask(topology, "vm-hub00", "vm-jump00");
    expect(local).toMatchObject({ verdict: "delivered", destination: "10.0.220.10" });
    expect(wayOut(local)).toEqual(["vm-hub00", "vm-jump00"]);
  });

  it("K10: the jump server leaves with its own address, and its operator reaches it", () => {
    const topology = read(t());
    expect(ask(topology, "vm-jump00")).toMatchObject({
      verdict: "exempt",
      egress: [{ name: "pip-jump00", kind: "public-ip" }],
    });
    expect(verdictOf(topology, "vm-jump00")).toMatchObject({ verdict: "exempt", defaultFrom: "rt-hub00_jump, UDR" });
    expect(ask(topology, "203.0.113.5", "vm-jump00", RDP).verdict).toBe("delivered");
  });

  it("K11: a jump server without its route is tunnelled, and its operator does not reach it", () => {
    const topology = read(t().noTable("hub00_jump"));
    expectTunnelled(topology, "vm-jump00");
    expect(ask(topology, "203.0.113.5", "vm-jump00", RDP)).toMatchObject({
      verdict: "dropped",
      reason: "answer-from-elsewhere",
    });
  });

  it("K12: without a learned default a private client fails closed", () => {
    const topology = read(t({ nva: { announces: [] } }));
    expectNoDefault(topology);
    expect(ask(topology, "vm-hub00").reason).toBe("no-egress-identity");
    expect(verdictOf(topology, "vm-jump00").verdict).toBe("exempt");
  });

  it("K12: without a learned default any outbound address lets the client leave directly", () => {
    const silent = { nva: { announces: [] } } as const;
    const open = t(silent).set("subnet.hub00_default", { default_outbound_access_enabled: true });
    expect(ask(read(open), "vm-hub00")).toMatchObject({ verdict: "direct", egress: [{ kind: "default-outbound" }] });
    const addressed = t({ ...silent, client: { address: "10.0.0.4", publicIp: true } });
    expect(ask(read(addressed), "vm-hub00")).toMatchObject({ verdict: "direct", egress: [{ name: "pip-hub00" }] });
    expect(ask(read(t(silent).natGateway("hub00_default")), "vm-hub00")).toMatchObject({
      verdict: "direct",
      egress: [{ kind: "nat-gateway" }],
    });
  });

  it("K13: without propagation the jump server still leaves directly, but does not reach the site", () => {
    const topology = read(t().set("route_table.hub00_jump", { bgp_route_propagation_enabled: false }));
    expect(rows(topology, "vm-jump00")).toEqual([
      "Default Active 10.0.0.0/16 VnetLocal -",
      "Default Invalid 0.0.0.0/0 Internet -",
      "User Active 0.0.0.0/0 Internet -",
    ]);
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
    expect(ask(topology, "vm-jump00", "vm-hub00").verdict).toBe("delivered");
    const site = ask(topology, "vm-jump00", "10.100.0.10");
    expect(site.verdict).toBe("dropped");
    expect(wayOut(site)).not.toContain("circuit");
    expectTunnelled(topology);
  });

  it("K14: a client with a public IP is tunnelled, and is not reachable via that public IP", () => {
    const topology = read(t({ client: { address: "10.0.0.4", publicIp: true } }).nsg("hub00_default", [OPEN]));
    expectTunnelled(topology);
    expect(ask(topology, "internet", "vm-hub00", RDP)).toMatchObject({
      verdict: "dropped",
      reason: "answer-from-elsewhere",
    });
  });

  it("K15: a route table without propagation keeps the client from learning the default", () => {
    expectNoDefault(read(t().table("hub00_default", [], { bgp_route_propagation_enabled: false })));
  });

  it("K16: an NVA subnet without its own route loops", () => {
    const topology = read(t().noTable("hub100_nva"));
    const result = ask(topology, "vm-hub00");
    expect(result).toMatchObject({ verdict: "loop", reason: "own-default", egress: [] });
    expect(result.out[0]!.cycle).toContain("vm-nva100");
    expect(verdictOf(topology, "vm-hub00").verdict).toBe("loop");
  });

  it("K17: from an NVA subnet that learns nothing the NVA leaves, but no answer returns to the hub", () => {
    const topology = read(t().table("hub100_nva", [], { bgp_route_propagation_enabled: false }));
    expect(verdictOf(topology, "vm-nva100")).toMatchObject({ verdict: "direct", egress: [{ name: "pip-nva100" }] });
    expect(rowsFor(topology, "vm-nva100", "10.0.0.0/8")).toEqual(["Default Active 10.0.0.0/8 None -"]);
    const result = ask(topology, "vm-hub00");
    expect(result.verdict).toBe("dropped");
    expect(result.faults.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^(route-none|answer-lost)$/),
    );
  });

  it("K18: a NIC without IP forwarding drops packets for others", () => {
    const result = ask(read(t({ nva: { forwarding: false } })), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "nic-forwarding-off" });
    expect(wayOut(result).at(-1)).toBe("vm-nva100");
  });

  it("K18: Azure drops what the NVA sends to the internet untranslated", () => {
    const result = ask(read(t({ nva: { translates: false } })), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "nat-missing", egress: [] });
    expect(wayOut(result)).toContain("vm-nva100");
  });

  it("row 5.5: a NAT gateway does not help an NVA that does not translate, which is inferred", () => {
    const result = ask(read(t({ nva: { translates: false, publicIp: false } }).natGateway("hub100_nva")), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "nat-missing" });
    expect(warned(result)).toContain("5.5");
  });

  it("row 7.1: a guest that does not forward drops, even with IP forwarding on its NIC", () => {
    expect(ask(read(t({ nva: { forwards: false } })), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "guest-forwarding-off",
    });
  });

  it("K19: an NVA needs an outbound address; a NAT gateway gives one", () => {
    expect(ask(read(t({ nva: { publicIp: false } })), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "no-egress-identity",
    });
    const result = ask(read(t({ nva: { publicIp: false } }).natGateway("hub100_nva")), "vm-hub00");
    expect(result).toMatchObject({ verdict: "tunnelled", egress: [{ kind: "nat-gateway", name: "ng-hub100_nva" }] });
  });

  it("K20: an NVA in a subnet that is not private has a default outbound address, with a warning", () => {
    const result = ask(
      read(t({ nva: { publicIp: false } }).set("subnet.hub100_nva", { default_outbound_access_enabled: true })),
      "vm-hub00",
    );
    expect(result).toMatchObject({ verdict: "tunnelled", egress: [{ kind: "default-outbound" }] });
    expect(warned(result)).toContainEqual(expect.stringMatching(/^5\.[67]$/));
  });

  it("K21: default security rules drop packets that the NVA should forward", () => {
    const result = ask(read(t().nsg("hub100_nva")), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(wayOut(result).at(-1)).toBe("vm-nva100");
    expect(nsgAt(result, "vm-nva100").join()).toContain("65500");
    expect(result.faults[0]).toMatchObject({ at: "azurerm_network_security_group.hub100_nva", hop: "vm-nva100" });
  });

  it("row 6.6: a warning says that a UDR to Internet does not widen the tag at the NVA", () => {
    expect(warned(ask(read(t().nsg("hub100_nva")), "vm-hub00"))).toContain("6.6");
  });

  it("K51: the learned default takes precedence over the client's NAT gateway until it is withdrawn", () => {
    const topology = read(t().natGateway("hub00_default"));
    expectTunnelled(topology);
    expect(warned(ask(topology, "vm-hub00"))).toContain("4.7");
    expect(ask(without(topology, "vm-nva100"), "vm-hub00")).toMatchObject({
      verdict: "direct",
      egress: [{ kind: "nat-gateway" }],
    });
  });

  it("K52: the jump server leaves with its NAT gateway's address, and is reached at its public IP", () => {
    const topology = read(t().natGateway("hub00_jump"));
    const result = ask(topology, "vm-jump00");
    expect(result.verdict).toBe("exempt");
    expect(seenAs(result)).toEqual(["ng-hub00_jump"]);
    expect(ask(topology, "203.0.113.5", "vm-jump00", RDP).verdict).toBe("delivered");
  });

  it("row 4.2: with a UDR to Internet for one address only that one reaches the client's public IP", () => {
    const azure = t({ client: { address: "10.0.0.4", publicIp: true } }).nsg("hub00_default", [OPEN]);
    const topology = read(azure.table("hub00_default", [["203.0.113.5/32", "Internet"]]));
    expectTunnelled(topology);
    expect(ask(topology, "203.0.113.5", "vm-hub00", RDP).verdict).toBe("delivered");
    expect(ask(topology, "203.0.113.6", "vm-hub00", RDP)).toMatchObject({
      verdict: "dropped",
      reason: "answer-from-elsewhere",
    });
    expect(verdictOf(topology, "vm-hub00").exceptions.map(({ prefix }) => prefix)).toEqual(["203.0.113.5/32"]);
  });

  it("row 5.2: a route to Internet does not help a private subnet without an address", () => {
    expect(ask(read(t().table("hub00_default", ESCAPE)), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "no-egress-identity",
    });
  });
});
