import type { Topology } from "../../lib/analysis/model/azure";
import { bgpTable } from "../../lib/analysis/bgp/bgp-table";
import { effectiveRoutes } from "../../lib/analysis/routes/effective-routes";
import {
  ask,
  expectNoDefault,
  expectTunnelled,
  read,
  rows,
  rowsFor,
  verdictOf,
  warned,
  wayBack,
  wayOut,
} from "../support/analysis/ask";
import { type Azure, type Route } from "../support/analysis/azure";
import {
  alone,
  apart,
  behindRouter,
  ESCAPE,
  overVpn,
  peered,
  t,
  withSiteMachine,
} from "../support/analysis/situations";

const DEFAULT = "0.0.0.0/0";
const HALVES = ["0.0.0.0/1", "128.0.0.0/1"];
const ESCAPE_HALVES: readonly Route[] = HALVES.map((prefix) => [prefix, "Internet"]);

const siteSide = "virtual_network_peering.hub100-hub00";
const hubSide = "virtual_network_peering.hub00-hub100";

function expectRefused(topology: Topology, machine = "vm-hub00"): void {
  expect(ask(topology, machine)).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
  expect(verdictOf(topology, machine)).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
}

/** Whatever its routes say of parts of the internet. */
const expectTunnelledBut = (topology: Topology): void => expect(ask(topology, "vm-hub00").verdict).toBe("tunnelled");

describe("a peering in place of the circuit", () => {
  it("K39: the client's default leads straight to the NVA", () => {
    const topology = read(peered());
    expect(rows(topology, "vm-hub00")).toEqual([
      "Default Active 10.0.0.0/16 VnetLocal -",
      "Default Active 10.100.0.0/16 VNetPeering -",
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.10",
    ]);
    expectTunnelled(topology);
    expect(wayOut(ask(topology, "vm-hub00"))).toEqual(["vm-hub00", "vm-nva100", "internet"]);
    expect(wayBack(ask(topology, "vm-hub00"))).toEqual(["internet", "vm-nva100", "vm-hub00"]);
  });

  it("row 10.2: between regions it is a global peering", () => {
    const topology = read(peered().set("virtual_network.hub100", { location: "westeurope" }));
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([
      "Default Active 10.100.0.0/16 VNetGlobalPeering -",
    ]);
    expectTunnelled(topology);
  });

  it.each<[string, (azure: Azure) => Azure]>([
    ["the site does not lend its gateway", (azure) => azure.set(siteSide, { allow_gateway_transit: false })],
    [
      "the hub has a gateway of its own",
      (azure) => azure.subnet("hub00", "GatewaySubnet", "10.0.200.0/24").expressRouteGateway("hub00"),
    ],
    [
      "the hub has a Route Server of its own",
      (azure) => azure.subnet("hub00", "RouteServerSubnet", "10.0.210.0/24").routeServer("hub00"),
    ],
    [
      "the hub uses two remote gateways",
      (azure) =>
        azure
          .vnet("other", "10.50.0.0/16")
          .subnet("other", "RouteServerSubnet", "10.50.210.0/24")
          .routeServer("other")
          .peering("hub00", "other", { remoteGateways: true })
          .peering("other", "hub00", { transit: true }),
    ],
  ])("K40: refused where %s", (_, change) => expectRefused(read(change(peered()))));

  it("K41: a hub that does not use the site's gateway learns nothing", () => {
    const topology = read(peered().set(hubSide, { use_remote_gateways: false }));
    expectNoDefault(topology);
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual(["Default Active 10.100.0.0/16 VNetPeering -"]);
  });

  it("K42: a hub that does not allow forwarded traffic drops the answers, but not the NVA's own packets", () => {
    const topology = read(peered().set(hubSide, { allow_forwarded_traffic: false }));
    const result = ask(topology, "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped" });
    expect(result.out[0]!.hops.at(-1)!.name).toBe("internet");
    expect(result.faults[0]).toMatchObject({ reason: "forwarded-traffic-off", at: `azurerm_${hubSide}` });
    expect(warned(result)).toContain("3.6");
    expect(ask(topology, "vm-hub00", "vm-nva100").verdict).toBe("delivered");
  });

  it("K43: the site's own flag does not matter: what the hub sends has the hub's source", () => {
    expectTunnelled(read(peered().set(siteSide, { allow_forwarded_traffic: false })));
  });

  it("K43: nor does branch-to-branch", () => {
    expectTunnelled(read(peered({ routeServer: { branch_to_branch_traffic_enabled: false } })));
  });

  it.each([hubSide, siteSide])("row 3.5: without virtual network access at %s all traffic is dropped", (side) => {
    const result = ask(read(peered().set(side, { allow_virtual_network_access: false })), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped" });
    expect(result.faults.map(({ reason }) => reason)).toContain("peering-access-off");
  });

  it("row 2.5: a UDR to an NVA in the peered VNet tunnels without BGP", () => {
    const plain = (forwarded: boolean): Topology =>
      read(
        apart({ nva: { announces: [] } })
          .peering("hub00", "hub100", { forwarded })
          .peering("hub100", "hub00")
          .table("hub00_default", [[DEFAULT, "10.100.0.10"]]),
      );
    const topology = plain(true);
    expectTunnelled(topology);
    expect(verdictOf(topology, "vm-hub00").defaultFrom).toBe("rt-hub00_default, UDR");
    expect(wayOut(ask(topology, "vm-hub00"))).toEqual(["vm-hub00", "vm-nva100", "internet"]);
    expect(ask(plain(false), "vm-hub00").faults[0]).toMatchObject({
      reason: "forwarded-traffic-off",
      at: `azurerm_${hubSide}`,
    });
  });

  it.each([hubSide, siteSide])("a peering needs both sides: without %s it is not connected", (side) => {
    const topology = read(peered().drop(side));
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([]);
    expect(rowsFor(topology, "vm-nva100", "10.0.0.0/16")).toEqual([]);
    expect(ask(topology, "vm-hub00").verdict).not.toBe("tunnelled");
  });

  it("row 10.1: a peering is not transitive", () => {
    const azure = peered()
      .vnet("spoke", "10.1.0.0/16")
      .subnet("spoke", "default", "10.1.0.0/24")
      .vm("spoke", "spoke_default", { address: "10.1.0.4" });
    const topology = read(azure.peering("hub00", "spoke").peering("spoke", "hub00"));
    expect(rowsFor(topology, "vm-spoke", "10.100.0.0/16")).toEqual([]);
    expect(ask(topology, "vm-spoke", "vm-nva100")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("row 10.1: an NVA connects two spokes that route to it and allow forwarded traffic", () => {
    const spokes = (forwarded: boolean): Topology => {
      const azure = apart().peering("hub00", "hub100").peering("hub100", "hub00");
      azure
        .vnet("spoke", "10.1.0.0/16")
        .subnet("spoke", "default", "10.1.0.0/24")
        .vm("spoke", "spoke_default", { address: "10.1.0.4" });
      azure.peering("hub100", "spoke").peering("spoke", "hub100", { forwarded });
      return read(
        azure
          .table("spoke_default", [["10.0.0.0/16", "10.100.0.10"]])
          .table("hub00_default", [["10.1.0.0/16", "10.100.0.10"]]),
      );
    };
    const result = ask(spokes(true), "vm-hub00", "vm-spoke", { port: 22 });
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-hub00", "vm-nva100", "vm-spoke"]);
    expect(wayBack(result)).toEqual(["vm-spoke", "vm-nva100", "vm-hub00"]);
    expect(ask(spokes(false), "vm-hub00", "vm-spoke", { port: 22 })).toMatchObject({
      verdict: "dropped",
      reason: "forwarded-traffic-off",
    });
  });
});

describe("VPN gateways in place of ExpressRoute's", () => {
  const halves = { nva: { announces: HALVES } } as const;

  it("K44: they announce the ranges, but never the default", () => {
    const topology = read(overVpn());
    expectNoDefault(topology);
    // Active-active: one row for each instance (row 1.16).
    expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toHaveLength(2);
    const site = ask(topology, "vm-hub00", "10.100.0.10");
    expect(site.verdict).toBe("delivered");
    expect(wayOut(site)).toEqual(["vm-hub00", "vpngw-hub00", "vpngw-hub100", "vm-nva100"]);
  });

  it("K45: two halves of the default are announced, and are longer than a UDR 0.0.0.0/0: the NVA loops", () => {
    const topology = read(overVpn(halves));
    for (const half of HALVES) expect(rowsFor(topology, "vm-jump00", half)[0]).toMatch(/^VirtualNetworkGateway Active/);
    for (const machine of ["vm-hub00", "vm-jump00"])
      expect(ask(topology, machine)).toMatchObject({ verdict: "loop", reason: "own-default" });
  });

  it("K45: with both halves in the NVA's table only the jump server is tunnelled like the client", () => {
    const topology = read(overVpn(halves).table("hub100_nva", [...ESCAPE, ...ESCAPE_HALVES]));
    expectTunnelled(topology);
    expectTunnelled(topology, "vm-jump00");
  });

  it("K45: with both halves in both tables the verdicts are as with ExpressRoute", () => {
    const azure = overVpn(halves)
      .table("hub100_nva", [...ESCAPE, ...ESCAPE_HALVES])
      .table("hub00_jump", [...ESCAPE, ...ESCAPE_HALVES]);
    const topology = read(azure);
    expectTunnelled(topology);
    expect(verdictOf(topology, "vm-jump00")).toMatchObject({ verdict: "exempt", egress: [{ name: "pip-jump00" }] });
  });

  it("K46: of a prefix from ExpressRoute and VPN, only ExpressRoute's routes are installed", () => {
    const azure = t().vpnGateway("hub00", 65010).vpnSite("hub00", "office", ["172.20.0.0/16", "172.21.0.0/16"]);
    const topology = read(azure, { onPremises: [{ circuit: "circuit", asn: 64512, announces: ["172.20.0.0/16"] }] });
    const kinds = (prefix: string): string[] =>
      effectiveRoutes(topology, "vm-hub00")
        .routes.filter((route) => route.prefix === prefix)
        .map(({ nextHop }) => nextHop.kind);
    expect(new Set(kinds("172.20.0.0/16"))).toEqual(new Set(["circuit"]));
    expect(new Set(kinds("172.21.0.0/16"))).toEqual(new Set(["vpn"]));
  });

  it.each([
    ["ExpressRoute", "circuit"],
    ["VpnGateway", "vpn"],
  ])("row 2.9: a Route Server that prefers %s decides so", (preference, kind) => {
    const azure = t({ routeServer: { hub_routing_preference: preference } })
      .vpnGateway("hub100", 65515)
      .vpnSite("hub100", "office", ["172.20.0.0/16"]);
    const topology = read(azure, { onPremises: [{ circuit: "circuit", asn: 64512, announces: ["172.20.0.0/16"] }] });
    const found = effectiveRoutes(topology, "vm-nva100").routes.filter(
      ({ prefix, state }) => prefix === "172.20.0.0/16" && state === "Active",
    );
    expect(new Set(found.map(({ nextHop }) => nextHop.kind))).toEqual(new Set([kind]));
  });
});

describe("ExpressRoute and VPN in one VNet", () => {
  const office = { onPremises: [{ name: "edge", circuit: "circuit", asn: 64512, announces: ["172.20.0.0/16"] }] };
  const learned = (azure: Azure): string[] =>
    bgpTable(read(azure.vpnSite("hub100", "office", ["172.30.0.0/16"]), office), "edge").map(({ prefix }) => prefix);

  it("row 3.18: a Route Server with branch-to-branch exchanges routes between the two", () => {
    expect(learned(t().vpnGateway("hub100"))).toContain("172.30.0.0/16");
  });

  it.each<[string, Azure]>([
    ["branch-to-branch", t({ routeServer: { branch_to_branch_traffic_enabled: false } }).vpnGateway("hub100")],
    ["two active instances", t().vpnGateway("hub100", 65515, { active_active: false })],
    ["AS 65515", t().vpnGateway("hub100", 65010)],
  ])("row 3.18: without %s both reach the VNet only", (_, azure) => {
    expect(learned(azure)).not.toContain("172.30.0.0/16");
    expect(learned(azure)).toContain("10.100.0.0/16");
  });
});

describe("a load balancer as next hop", () => {
  const balanced = (protocol: string): Azure =>
    behindRouter()
      .table("lone_default", [[DEFAULT, "10.0.9.100"]])
      .add("lb", "inner", {
        name: "lbi",
        sku: "Standard",
        frontend_ip_configuration: [
          { name: "front", subnet_id: "${azurerm_subnet.lone_router.id}", private_ip_address: "10.0.9.100" },
        ],
      })
      .add("lb_backend_address_pool", "pool", { name: "pool", loadbalancer_id: "${azurerm_lb.inner.id}" })
      .add("network_interface_backend_address_pool_association", "router", {
        network_interface_id: "${azurerm_network_interface.router.id}",
        ip_configuration_name: "ipconfig1",
        backend_address_pool_id: "${azurerm_lb_backend_address_pool.pool.id}",
      })
      .add("lb_rule", "all", {
        name: "all",
        loadbalancer_id: "${azurerm_lb.inner.id}",
        protocol,
        frontend_port: protocol === "All" ? 0 : 80,
        backend_port: protocol === "All" ? 0 : 80,
        frontend_ip_configuration_name: "front",
        backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.pool.id}"],
      });

  it("row 1.13: one with a rule for all ports forwards to its backends", () => {
    expectTunnelled(read(balanced("All")), "vm-alone", ["pip-router"]);
  });

  it("one with a rule for a single port is not a next hop", () => {
    expect(ask(read(balanced("Tcp")), "vm-alone").verdict).toBe("dropped");
  });
});

describe("the GatewaySubnet", () => {
  it("K47: refuses a default route", () => expectRefused(read(t().table("hub00_GatewaySubnet", ESCAPE))));
  it("K47: refuses a security group", () => expectRefused(read(t().nsg("hub00_GatewaySubnet"))));
  it.each(["hub00", "hub100"])(
    "row 3.8: a route table without propagation is refused for the gateway of %s",
    (vnet) => {
      const result = ask(
        read(t().table(`${vnet}_GatewaySubnet`, [], { bgp_route_propagation_enabled: false })),
        "vm-hub00",
      );
      expect(["dropped", "refused"]).toContain(result.verdict);
    },
  );

  it("row 8.4: packets from the circuit to the site's machines bypass the NVA", () => {
    const topology = read(withSiteMachine(t()));
    const result = ask(topology, "vm-hub00", "vm-work100");
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-hub00", "circuit", "ergw-hub100", "vm-work100"]);
    expect(wayBack(result)).toEqual(["vm-work100", "circuit", "ergw-hub00", "vm-hub00"]);
  });

  it("K48: a route in it leads to the NVA, and the answer bypasses the NVA", () => {
    const topology = read(withSiteMachine(t()).table("hub100_GatewaySubnet", [["10.100.1.0/24", "10.100.0.10"]]));
    const result = ask(topology, "vm-hub00", "10.100.1.5");
    expect(result.verdict).toBe("delivered");
    expect(wayOut(result)).toEqual(["vm-hub00", "circuit", "ergw-hub100", "vm-nva100", "vm-work100"]);
    expect(wayBack(result)).toEqual(["vm-work100", "circuit", "ergw-hub00", "vm-hub00"]);
    expectTunnelled(topology);
  });

  it("K48: the answer takes the NVA too if the machine's subnet has a route to it", () => {
    const azure = withSiteMachine(t()).table("hub100_GatewaySubnet", [["10.100.1.0/24", "10.100.0.10"]]);
    const result = ask(read(azure.table("hub100_work", [["10.0.0.0/16", "10.100.0.10"]])), "vm-hub00", "10.100.1.5");
    expect(result.verdict).toBe("delivered");
    expect(wayBack(result)).toEqual(["vm-work100", "vm-nva100", "circuit", "ergw-hub00", "vm-hub00"]);
  });
});

describe("selection", () => {
  const to = (routes: readonly Route[], destination: string) =>
    ask(read(t().table("hub00_default", routes)), "vm-hub00", destination);

  it("row 2.3: a route inside the VNet's range is longer, and wins", () => {
    expect(to([["10.0.220.0/24", "None"]], "vm-jump00")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("row 2.3: a route shorter than the VNet's range does not affect traffic inside it", () => {
    expect(to([["10.0.0.0/8", "None"]], "vm-jump00").verdict).toBe("delivered");
    expect(to([["10.0.0.0/8", "None"]], "10.9.9.9")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("row 2.1: of equal length a UDR beats BGP, which beats the system", () => {
    const topology = read(t().table("hub00_default", [["10.100.0.0/16", "None"]]));
    expect(new Set(rowsFor(topology, "vm-hub00", "10.100.0.0/16"))).toEqual(
      new Set([
        "User Active 10.100.0.0/16 None -",
        "VirtualNetworkGateway Invalid 10.100.0.0/16 VirtualNetworkGateway <msee>",
      ]),
    );
    expect(ask(topology, "vm-hub00", "10.100.0.10")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it("row 1.4: a UDR for exactly a reserved block replaces its None row", () => {
    const azure = alone({ publicIp: true }).table("lone_default", [["192.168.0.0/16", "Internet"]]);
    expect(rowsFor(read(azure), "vm-alone", "192.168.0.0/16")).toEqual(["User Active 192.168.0.0/16 Internet -"]);
  });

  it("row 9: a table of more than 400 routes is refused", () => {
    const routes = (count: number) =>
      Array.from({ length: count }, (_, n): Route => [`198.51.${Math.floor(n / 128)}.${(n % 128) * 2}/31`, "None"]);
    expectRefused(read(t().table("hub00_default", routes(401))));
    expectTunnelledBut(read(t().table("hub00_default", routes(400))));
  });

  it("row 2.4: the same prefix twice in a table is refused", () =>
    expectRefused(
      read(
        t().table("hub00_default", [
          [DEFAULT, "Internet"],
          [DEFAULT, "None"],
        ]),
      ),
    ));

  it.each(["10.0.0.77", "10.77.0.77"])(
    "row 2.5: %s, an address that no NIC has, is not a valid next hop",
    (address) => {
      expect(to([[DEFAULT, address]], "8.8.8.8")).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    },
  );

  it("row 1.5: a default route to None drops what no other route covers", () => {
    expect(to([[DEFAULT, "None"]], "8.8.8.8")).toMatchObject({ verdict: "dropped", reason: "route-none" });
    expect(to([[DEFAULT, "None"]], "10.100.0.10").verdict).toBe("delivered");
  });
});
