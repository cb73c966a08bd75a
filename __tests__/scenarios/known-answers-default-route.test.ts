import { bgpTable } from "../../lib/analysis/bgp/bgp-table";
import type { Topology } from "../../lib/analysis/model/azure";
import {
  ask,
  expectNoDefault,
  expectTunnelled,
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
import { circuitId } from "../support/analysis/azure";
import { DEFAULT, edge, expectApart, learnedPath, pathsAt } from "../support/analysis/bgp";
import {
  apart,
  onCircuit,
  t,
  withHubRouteServer,
  withSiteMachine,
  withSpoke,
  withThirdVnet,
} from "../support/analysis/situations";

describe("who learns the default", () => {
  it("K22: without branch-to-branch only the site learns it", () => {
    const topology = read(withSiteMachine(t({ routeServer: { branch_to_branch_traffic_enabled: false } })));
    expectNoDefault(topology);
    expectTunnelled(topology, "vm-work100");
    expect(bgpTable(topology, "vm-nva100").map(({ prefix }) => prefix)).not.toContain("10.0.0.0/16");
  });

  it.each(["hub00", "hub100"])("K23: remote VNet traffic off at the gateway of %s separates the VNets", (vnet) => {
    expectApart(read(t().set(`virtual_network_gateway.ergw-${vnet}`, { remote_vnet_traffic_enabled: false })));
  });

  it("K23: remote VNet traffic is off by default, as in the provider", () => {
    const azure = t();
    delete azure.at("virtual_network_gateway.ergw-hub00").remote_vnet_traffic_enabled;
    expectApart(read(azure));
  });

  it("K24: two circuits do not exchange routes", () => {
    expectApart(
      read(
        t().set("virtual_network_gateway_connection.conn-hub00", { express_route_circuit_id: circuitId("circuit-2") }),
      ),
    );
  });

  it("K25: a Route Server in the hub with branch-to-branch drops the site's default, and keeps its range", () => {
    const topology = read(withHubRouteServer(t()));
    expectNoDefault(topology);
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([
      "VirtualNetworkGateway Active 10.100.0.0/16 VirtualNetworkGateway <msee>",
    ]);
  });

  it("K26: with its branch-to-branch off the hub keeps the default, on one fact that was only seen in labs", () => {
    const topology = read(withHubRouteServer(t(), { branch_to_branch_traffic_enabled: false }));
    expectTunnelled(topology);
    expect(warned(ask(topology, "vm-hub00"))).toContain("3.14");
    expect(rowsFor(topology, "vm-hub00", DEFAULT)).toEqual([
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway <msee>",
    ]);
  });

  it("K27: only the site learns a default with NO_ADVERTISE", () => {
    const topology = read(withSiteMachine(t({ nva: { communities: ["no-advertise"] } })));
    expectNoDefault(topology);
    expectTunnelled(topology, "vm-work100");
  });

  it("K28: Microsoft's edge rejects a path with its own AS 12076", () => {
    const topology = read(withSiteMachine(t({ nva: { prepend: [12076] } })));
    expectNoDefault(topology);
    expectTunnelled(topology, "vm-work100");
  });

  it("K28: the Route Server rejects a path with its own AS 65515", () => {
    const topology = read(withSiteMachine(t({ nva: { prepend: [65515] } })));
    expectNoDefault(topology);
    expectNoDefault(topology, "vm-work100");
    expect(pathsAt(topology, "rs-hub100")).toEqual([]);
  });

  it("K32: every VNet of the circuit learns it", () => {
    const topology = read(withThirdVnet(t()));
    expectTunnelled(topology, "vm-hub20");
    expect(learnedPath(topology, "vm-hub20")).toEqual([12076, 12076, 65001]);
    expectTunnelled(topology);
  });

  it("K34: a default from on-premises has the shorter path and takes the client's traffic", () => {
    const topology = read(t(), edge([DEFAULT]));
    expect(learnedPath(topology, "vm-hub00")).toEqual([12076, 64512]);
    const { out } = ask(topology, "vm-hub00");
    expect(out[0]!.hops.map(({ kind }) => kind)).toEqual(["machine", "circuit", "on-premises"]);
  });

  it("K35: a spoke that uses the hub's gateway learns the default and is announced", () => {
    const topology = read(withSpoke(t(), true));
    expect(rows(topology, "vm-spoke")).toEqual(
      expect.arrayContaining(["Default Active 10.0.0.0/16 VNetPeering -", "Default Active 10.1.0.0/16 VnetLocal -"]),
    );
    expect(rowsFor(topology, "vm-spoke", "10.100.0.0/16")[0]).toBe(
      "VirtualNetworkGateway Active 10.100.0.0/16 VirtualNetworkGateway <msee>",
    );
    expect(bgpTable(topology, "vm-nva100").map(({ prefix }) => prefix)).toContain("10.1.0.0/16");
    expectTunnelled(topology, "vm-spoke");
    expectTunnelled(topology);
  });

  it("K35: a spoke without gateway transit has the hub's range only", () => {
    const topology = read(withSpoke(t(), false));
    expect(rowsFor(topology, "vm-spoke", "10.0.0.0/16")).toEqual(["Default Active 10.0.0.0/16 VNetPeering -"]);
    expect(rowsFor(topology, "vm-spoke", "10.100.0.0/16")).toEqual([]);
    expectNoDefault(topology, "vm-spoke");
    expect(bgpTable(topology, "vm-nva100").map(({ prefix }) => prefix)).not.toContain("10.1.0.0/16");
    const open = read(withSpoke(t(), false).set("subnet.spoke_default", { default_outbound_access_enabled: true }));
    expect(ask(open, "vm-spoke")).toMatchObject({ verdict: "direct", egress: [{ kind: "default-outbound" }] });
  });

  it("K36: a prefix larger than the hub is installed there", () => {
    const topology = read(t({ nva: { announces: [DEFAULT, "10.0.0.0/8"] } }));
    expect(rowsFor(topology, "vm-hub00", "10.0.0.0/8")[0]).toBe(
      "VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway <msee>",
    );
    expect(wayOut(ask(topology, "vm-hub00", "10.9.9.9")).slice(0, 4)).toEqual([
      "vm-hub00",
      "circuit",
      "ergw-hub100",
      "vm-nva100",
    ]);
    expectTunnelled(topology);
  });

  it("K36: a prefix inside the hub changes nothing there", () => {
    const topology = read(t({ nva: { announces: [DEFAULT, "10.0.0.0/24"] } }));
    const result = ask(topology, "vm-jump00", "vm-hub00");
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-jump00", "vm-hub00"]);
  });

  it("K36: in the site it attracts the answers to the hub", () => {
    const topology = read(t({ nva: { announces: [DEFAULT, "10.0.0.0/24"] } }));
    expect(rowsFor(topology, "vm-nva100", "10.0.0.0/24")).toEqual([
      "VirtualNetworkGateway Active 10.0.0.0/24 VirtualNetworkGateway 10.100.0.10",
    ]);
    expect(ask(topology, "vm-hub00").verdict).toBe("loop");
  });

  it("K37: with a peering too, the default is learned via the circuit, and answers take the peering", () => {
    const joined = (forwarded: boolean): Topology =>
      read(t().peering("hub00", "hub100", { forwarded }).peering("hub100", "hub00"));
    const topology = joined(true);
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual(["Default Active 10.100.0.0/16 VNetPeering -"]);
    expect(rowsFor(topology, "vm-hub00", DEFAULT)[0]).toBe(
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway <msee>",
    );
    expectTunnelled(topology);
    expect(wayBack(ask(topology, "vm-hub00"))).toEqual(["internet", "vm-nva100", "vm-hub00"]);
    const shut = ask(joined(false), "vm-hub00");
    expect(shut.verdict).toBe("dropped");
    expect(shut.faults[0]).toMatchObject({
      reason: "forwarded-traffic-off",
      at: "azurerm_virtual_network_peering.hub00-hub100",
    });
    expect(warned(shut)).toContain("3.6");
  });

  it("K38: an appliance behind ExpressRoute is not a valid next hop", () => {
    const result = ask(read(t().table("hub00_default", [[DEFAULT, "10.100.0.10"]])), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    expect(wayOut(result)).toEqual(["vm-hub00"]);
  });

  it("K59: more than 1,000 routes take the site's connection down", () => {
    const announces = [
      DEFAULT,
      ...Array.from({ length: 1000 }, (_, n) => `172.${16 + Math.floor(n / 256)}.${n % 256}.0/24`),
    ];
    expectApart(read(t({ nva: { announces } })));
  });

  it("K59: 1,000 routes do not", () => {
    // The site's own range is one of them.
    const announces = [
      DEFAULT,
      ...Array.from({ length: 998 }, (_, n) => `172.${16 + Math.floor(n / 256)}.${n % 256}.0/24`),
    ];
    expectTunnelled(read(t({ nva: { announces } })));
  });

  it("K60: FastPath on the site's connection is not modelled", () => {
    const topology = read(
      t().set("virtual_network_gateway_connection.conn-hub100", { express_route_gateway_bypass: true }),
    );
    expect(ask(topology, "vm-hub00")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
    expect(warned(ask(topology, "vm-hub00"))).toContain("8.6");
    expect(verdictOf(topology, "vm-jump00").verdict).toBe("exempt");
  });
});

describe("a hub that the circuit does not reach", () => {
  it("row 1.1: hub and site without gateways have their own range only", () => {
    const topology = read(apart());
    expectNoDefault(topology);
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([]);
  });

  it("row 3.2: a hub on the circuit learns nothing while the site is not", () => {
    expectNoDefault(read(onCircuit(apart(), "hub00", "10.0")));
  });

  it("row 6.7: while the default is learned, the tag VirtualNetwork contains the internet for the client's packets", () => {
    expect(nsgAt(ask(read(t()), "vm-hub00"), "vm-hub00").join()).toContain("65000");
    const silent = t({ nva: { announces: [] } }).set("subnet.hub00_default", { default_outbound_access_enabled: true });
    expect(nsgAt(ask(read(silent), "vm-hub00"), "vm-hub00").join()).toContain("65001");
    expect(seenAs(ask(read(silent), "vm-hub00"))).toHaveLength(1);
  });
});
