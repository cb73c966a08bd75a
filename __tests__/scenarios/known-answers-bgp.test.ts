import { bgpTable } from "../../lib/analysis/bgp/bgp-table";
import type { Topology } from "../../lib/analysis/model/azure";
import { effectiveRoutes } from "../../lib/analysis/routes/effective-routes";
import { without } from "../../lib/analysis/model/removal";
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
import {
  apart,
  onCircuit,
  t,
  twoRegions,
  withHubRouteServer,
  withSiteMachine,
  withSpoke,
  withThirdVnet,
} from "../support/analysis/situations";

const DEFAULT = "0.0.0.0/0";
const BOTH = ["pip-nva100", "pip-nva101"];
const edge = (announces: readonly string[] = []) => ({
  onPremises: [{ name: "edge", circuit: "circuit", asn: 64512, announces }],
});

/** AS paths of a prefix at a speaker, one for each neighbour. */
const pathsAt = (topology: Topology, speaker: string, prefix = DEFAULT): (readonly number[])[] =>
  bgpTable(topology, speaker)
    .filter((entry) => entry.prefix === prefix)
    .map(({ asPath }) => asPath);

/** The AS path that a subnet's row of 0.0.0.0/0 was learned with. */
const learnedPath = (topology: Topology, of: string): readonly number[] | undefined =>
  effectiveRoutes(topology, of).routes.find(
    ({ prefix, source }) => prefix === DEFAULT && source === "VirtualNetworkGateway",
  )?.learned?.asPath;

/** Neither VNet has anything of the other. */
function expectApart(topology: Topology): void {
  expectNoDefault(topology);
  expect(rowsFor(topology, "vm-hub00", "10.100.0.0/16")).toEqual([]);
  expect(rowsFor(topology, "vm-nva100", "10.0.0.0/16")).toEqual([]);
  // The client's security group comes first: what no route has is of no tag that it allows.
  expect(ask(topology, "vm-hub00", "10.100.0.10")).toMatchObject({
    verdict: "dropped",
    reason: expect.stringMatching(/^(nsg-deny|route-none)$/),
  });
}

describe("AS paths of section 3", () => {
  const topology = (): Topology => read(t(), edge(["172.20.0.0/16"]));

  it.each([
    ["rs-hub100", DEFAULT, [65001]],
    ["rs-hub100", "10.0.0.0/16", [12076, 12076]],
    ["rs-hub100", "172.20.0.0/16", [12076, 64512]],
    ["ergw-hub100", DEFAULT, [65001]],
    ["circuit", DEFAULT, [65515, 65001]],
    ["circuit", "10.100.0.0/16", [65515]],
    ["circuit", "10.0.0.0/16", [65515]],
    ["circuit", "172.20.0.0/16", [64512]],
    ["ergw-hub00", DEFAULT, [12076, 12076, 65001]],
    ["ergw-hub00", "10.100.0.0/16", [12076, 12076]],
    ["ergw-hub00", "172.20.0.0/16", [12076, 64512]],
    ["edge", DEFAULT, [12076]],
    ["edge", "10.100.0.0/16", [12076]],
    ["edge", "10.0.0.0/16", [12076]],
    ["vm-nva100", "10.100.0.0/16", [65515]],
    ["vm-nva100", "10.0.0.0/16", [65515, 12076, 12076]],
    ["vm-nva100", "172.20.0.0/16", [65515, 12076, 64512]],
  ] as const)("%s has %s by %j", (speaker, prefix, asPath) => {
    const paths = pathsAt(topology(), speaker, prefix);
    expect(paths.length).toBeGreaterThan(0);
    for (const found of paths) expect(found).toEqual(asPath);
  });

  it("K61: the NVA learns the ranges of site and hub from both instances, and rejects its own default", () => {
    const table = bgpTable(read(t()), "vm-nva100");
    expect(table.map(({ prefix, asPath }) => `${prefix} ${asPath.join(" ")}`).sort()).toEqual(
      [
        "10.100.0.0/16 65515",
        "10.100.0.0/16 65515",
        "10.0.0.0/16 65515 12076 12076",
        "10.0.0.0/16 65515 12076 12076",
      ].sort(),
    );
    expect(new Set(table.map(({ neighbor }) => neighbor)).size).toBe(2);
  });

  it("K33: a customer's edge on the circuit learns the default too", () => {
    expect(pathsAt(read(t(), edge()), "edge")).toEqual(expect.arrayContaining([[12076]]));
  });

  it("row 2.6: an NVA's prepending lengthens the path everywhere", () => {
    const topology = read(t({ nva: { prepend: [65001, 65001] } }));
    expect(pathsAt(topology, "rs-hub100")[0]).toEqual([65001, 65001, 65001]);
    expect(learnedPath(topology, "vm-hub00")).toEqual([12076, 12076, 65001, 65001, 65001]);
    expectTunnelled(topology);
  });
});

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

describe("sessions that do not come up", () => {
  it.each([
    ["no ebgp-multihop", t({ nva: { multihop: false } })],
    [
      "another AS number than the Route Server expects",
      t().set("route_server_bgp_connection.nva100", { peer_asn: 65002 }),
    ],
    ["another address than the NVA's", t().set("route_server_bgp_connection.nva100", { peer_ip: "10.100.0.99" })],
    ["neighbours that are no Route Server", t({ nva: { neighbors: ["10.100.200.4", "10.100.200.5"] } })],
    ["no session at the Route Server", t().drop("route_server_bgp_connection.nva100")],
  ])("%s: nothing is learned", (_, azure) => expectNoDefault(read(azure)));

  it("default-originate bypasses what prepends in an outbound policy", () => {
    const topology = read(t({ second: { prepend: [65001] } }));
    expect(
      pathsAt(topology, "rs-hub100")
        .map((asPath) => asPath.length)
        .sort(),
    ).toEqual([1, 2]);
    const azure = t();
    const machine = azure.at("linux_virtual_machine.nva100");
    machine.custom_data = String(machine.custom_data).replace(
      "route-map rmap-azure-asns permit 10\\n",
      "route-map rmap-azure-asns permit 10\\n       set as-path prepend 65001\\n",
    );
    expect(machine.custom_data).toContain("prepend 65001");
    expect(pathsAt(read(azure), "rs-hub100")).toEqual([[65001]]);
  });
});

describe("failures of what the tunnel depends on", () => {
  it.each([
    "vm-nva100",
    "vm-nva100 - rs-hub100",
    "rs-hub100",
    "ergw-hub100",
    "conn-hub100",
    "conn-hub00",
    "ergw-hub00",
    "circuit",
  ])("without %s nothing is learned", (part) => {
    const topology = without(read(t()), part);
    expectNoDefault(topology);
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
  });

  it("without its public IP the NVA does not reach the internet", () => {
    expect(ask(without(read(t()), "pip-nva100"), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "no-egress-identity",
    });
  });
});

describe("several NVAs", () => {
  it("K29: equal paths share the load, and the internet sees either address", () => {
    const topology = read(withSiteMachine(t({ second: {} })));
    expect(rowsFor(topology, "vm-work100", DEFAULT)).toEqual(
      ["10", "11"].map((host) => `VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.${host}`),
    );
    expectTunnelled(topology, "vm-hub00", BOTH);
    expectTunnelled(topology, "vm-work100", BOTH);
    expect(ask(topology, "vm-hub00").out).toHaveLength(2);
  });

  it("K30: an NVA that prepends is the backup", () => {
    const topology = read(withSiteMachine(t({ second: { prepend: [65001] } })));
    expect(rowsFor(topology, "vm-work100", DEFAULT)).toEqual([
      "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.10",
    ]);
    expectTunnelled(topology);
    expectTunnelled(without(topology, "vm-nva100"), "vm-hub00", ["pip-nva101"]);
    expectTunnelled(without(topology, "vm-nva100 - rs-hub100"), "vm-hub00", ["pip-nva101"]);
  });

  it("K31: one of two that does not forward gives two outcomes", () => {
    const result = ask(read(t({ second: { forwarding: false } })), "vm-hub00");
    expect(result.verdict).toBe("mixed");
    expect(result.out.map(({ verdict }) => verdict).sort()).toEqual(["dropped", "tunnelled"]);
    expect(result.faults[0]).toMatchObject({ reason: "nic-forwarding-off", at: "azurerm_network_interface.nva101" });
  });

  it("row 9: a Route Server refuses a ninth NVA", () => {
    const azure = t();
    for (let n = 1; n <= 8; n++)
      azure
        .vm(`nva10${n}`, "hub100_nva", { address: `10.100.0.${10 + n}`, forwarding: true })
        .bgp("hub100", `nva10${n}`, `10.100.0.${10 + n}`);
    expect(ask(read(azure), "vm-nva100")).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
  });
});

describe("two regions", () => {
  it("K57: both hubs use site 1, whose connections have more weight, and site 2 when site 1 announces nothing", () => {
    const steady = read(twoRegions());
    const silent = read(twoRegions({ first: { announces: [] } }));
    for (const hub of ["vm-hub00", "vm-hub10"]) {
      expectTunnelled(steady, hub, ["pip-nva100"]);
      expectTunnelled(silent, hub, ["pip-nva110"]);
      expectTunnelled(without(steady, "conn-hub100"), hub, ["pip-nva110"]);
    }
  });

  it("K58: equal weights and paths share the load over the circuits", () => {
    expectTunnelled(read(twoRegions({ weight: 0 })), "vm-hub00", ["pip-nva100", "pip-nva110"]);
  });

  it("K58: with equal weights the longer path is the backup", () => {
    for (const hub of ["vm-hub00", "vm-hub10"])
      expectTunnelled(read(twoRegions({ weight: 0, second: { prepend: [65001] } })), hub, ["pip-nva100"]);
  });

  it("K58: weight beats prepending", () => {
    for (const hub of ["vm-hub00", "vm-hub10"])
      expectTunnelled(read(twoRegions({ first: { prepend: [65001, 65001, 65001] } })), hub, ["pip-nva100"]);
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
