import { check, effectiveRoutes, path } from "../../../lib/analysis";
import { bgpRows } from "../../support/cases";
import { read, rows, seenAs, verdictOf, wayBack, wayOut } from "../../support/analysis/ask";
import { connect, defaultTableRoute, hubTable, nva, routing, spoke, wan } from "../../support/analysis/virtual-wan";

/** Any-to-any: three VNets on one hub, the second with an NVA that translates. */
const threeSpokes = (): ReturnType<typeof wan> => {
  const azure = spoke(spoke(spoke(wan(), "a", 1), "n", 2, nva("10.2.0.4")), "b", 3);
  return azure;
};

describe("any-to-any: VNets with the default settings", () => {
  const azure = threeSpokes();
  for (const id of ["a", "n", "b"]) connect(azure, id);
  const topology = read(azure);

  it("have the hub's range as a peering, and each other's by the hub's router", () => {
    expect(rows(topology, "vm-a").filter((row) => !row.includes(" None "))).toEqual([
      "Default Active 0.0.0.0/0 Internet -",
      "Default Active 10.1.0.0/16 VnetLocal -",
      "Default Active 192.168.1.0/24 VNetPeering -",
      "VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway (router of hub1)",
      "VirtualNetworkGateway Active 10.3.0.0/16 VirtualNetworkGateway (router of hub1)",
    ]);
  });

  it("reach each other through the hub, both ways", () => {
    const result = path(topology, { from: "vm-a", to: "vm-b" });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "vm-b"]);
    expect(wayBack(result)).toEqual(["vm-b", "hub1", "vm-a"]);
  });

  it("learn no default route that nobody brings", () => {
    expect(verdictOf(topology, "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
  });

  it("have none of it without propagation in the subnet's route table", () => {
    const closed = threeSpokes().table("a_default", [], { bgp_route_propagation_enabled: false });
    for (const id of ["a", "n", "b"]) connect(closed, id);
    expect(bgpRows(read(closed), "vm-a")).toEqual([]);
  });
});

describe("a default route by an NVA in a VNet", () => {
  const withDefault = (attributes: Parameters<typeof connect>[3] = {}, a: Parameters<typeof connect>[3] = {}) => {
    const azure = connect(connect(threeSpokes(), "a", "hub1", a), "b");
    connect(azure, "n", "hub1", {
      internet_security_enabled: false,
      routing: [
        {
          static_vnet_route: [{ name: "d", address_prefixes: ["0.0.0.0/0"], next_hop_ip_address: "10.2.0.4" }],
          ...attributes,
        },
      ],
    });
    return azure;
  };

  it("reaches the other VNets as the connection propagates its static route", () => {
    const topology = read(withDefault());
    const result = path(topology, { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "tunnelled", faults: [] });
    expect(wayOut(result)).toEqual(["vm-a", "hub1", "vm-n", "internet"]);
    expect(wayBack(result)).toEqual(["internet", "vm-n", "hub1", "vm-a"]);
    expect(seenAs(verdictOf(topology, "vm-a"))).toEqual(["pip-n"]);
    // The NVA itself leaves with its own address.
    expect(verdictOf(topology, "vm-n").verdict).toBe("direct");
  });

  it("does not where the connection does not propagate it, unless a route of the table leads to the connection", () => {
    const azure = withDefault({ static_vnet_propagate_static_routes_enabled: false });
    expect(verdictOf(read(azure), "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
    defaultTableRoute(azure, "hub1", "${azurerm_virtual_hub_connection.n.id}");
    expect(verdictOf(read(azure), "vm-a").verdict).toBe("tunnelled");
  });

  it("does not reach a VNet whose connection has internet security off, as azurerm has it by default", () => {
    const azure = withDefault({}, { internet_security_enabled: undefined });
    const topology = read(azure);
    expect(verdictOf(topology, "vm-a")).toMatchObject({ verdict: "dropped", defaultFrom: "system" });
    expect(verdictOf(topology, "vm-b").verdict).toBe("tunnelled");
    const [fault] = path(topology, { from: "vm-a", to: "8.8.8.8" }).faults;
    expect(fault).toMatchObject({ at: "azurerm_virtual_hub_connection.a", fix: '"internet_security_enabled": true' });
  });

  it("is undetermined where a variable says whether the connection learns it", () => {
    const azure = withDefault();
    azure.set("virtual_hub_connection.a", { internet_security_enabled: azure.var("secure", { type: "bool" }) });
    expect(verdictOf(read(azure), "vm-a")).toMatchObject({ verdict: "undetermined" });
    expect(path(read(azure), { from: "vm-a", to: "8.8.8.8" }).waitsFor.map((one) => one.unknown)).toEqual([
      "var.secure",
    ]);
  });

  it("is dropped where the route of the table leads to a connection without a next hop", () => {
    const azure = connect(connect(threeSpokes(), "a"), "n", "hub1", { internet_security_enabled: false });
    defaultTableRoute(azure, "hub1", "${azurerm_virtual_hub_connection.n.id}");
    const result = path(read(azure), { from: "vm-a", to: "8.8.8.8" });
    expect(result).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    expect(result.faults[0]).toMatchObject({ at: "azurerm_virtual_hub_connection.n" });
    expect(check(read(azure)).outcome).toBe("failed");
  });

  it("loops where the NVA's own VNet learns it", () => {
    const azure = withDefault();
    azure.set("virtual_hub_connection.n", { internet_security_enabled: true });
    expect(verdictOf(read(azure), "vm-a").verdict).toBe("loop");
  });
});

describe("isolated VNets with shared services", () => {
  const azure = threeSpokes();
  hubTable(azure, "isolated", "hub1");
  connect(azure, "a", "hub1", routing("isolated", ["hub1/default"], ["default"]));
  connect(azure, "b", "hub1", routing("isolated", ["hub1/default"], ["default"]));
  connect(azure, "n", "hub1", routing("hub1/default", ["hub1/default", "isolated"], ["default"]));
  const topology = read(azure);

  it("reach the shared VNet", () => {
    expect(bgpRows(topology, "vm-a")).toEqual(["10.2.0.0/16 (router of hub1)"]);
    expect(path(topology, { from: "vm-a", to: "vm-n" }).verdict).toBe("delivered");
  });

  it("do not reach each other", () => {
    expect(path(topology, { from: "vm-a", to: "vm-b" }).verdict).toBe("dropped");
    expect(bgpRows(topology, "vm-n")).toEqual(["10.1.0.0/16 (router of hub1)", "10.3.0.0/16 (router of hub1)"]);
  });
});

describe("the table that stays empty", () => {
  it("gives a VNet no routes, and takes none from it", () => {
    const azure = threeSpokes();
    connect(azure, "a", "hub1", routing("hub1/none", ["hub1/none"], ["none"]));
    connect(azure, "b");
    const topology = read(azure);
    expect(bgpRows(topology, "vm-a")).toEqual([]);
    expect(bgpRows(topology, "vm-b")).toEqual([]);
  });
});

describe("a connection that names tables and no labels", () => {
  const azure = threeSpokes();
  hubTable(azure, "shared", "hub1");
  connect(azure, "a", "hub1", routing("shared", ["shared"]));
  connect(azure, "b");

  it("may propagate to the label default, or not: both are considered", () => {
    expect(effectiveRoutes(read(azure), "vm-b").waitsFor.map(({ unknown }) => unknown)).toEqual([
      "conn-a, which names no labels, propagates to the label default",
    ]);
  });
});
