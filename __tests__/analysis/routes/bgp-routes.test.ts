import type { BgpConnection, Gateway } from "../../../lib/analysis/model/azure";
import { unknown } from "../../../lib/analysis/unknown/value";
import { bgpPrefixes } from "../../../lib/analysis/routes/bgp-routes";
import type { EffectiveRoute } from "../../../lib/analysis/results";
import {
  bgpConnection,
  connection,
  gateway,
  machine,
  neighbor,
  network,
  nic,
  routeServer,
  subnet,
} from "../../support/analysis/topology";
import { stateIn, peered, peering, rowsInScenarios, rowsTo, type Situation, spoke } from "./situation";
import { connectionElsewhere } from "../../support/analysis/hub-connection";

const DEFAULT = "0.0.0.0/0";
const FLAG = unknown("var.flag");
const SYSTEM = "Default Active 0.0.0.0/0 -> Internet";

/** The row of a learned route. */
const learned = (hop: string, prefix = DEFAULT): string => `VirtualNetworkGateway Active ${prefix} -> ${hop}`;
const BOTH = [learned("(msee 1)"), learned("(msee 2)")];

const rowsOf = (prefix: string, situation: Situation): readonly EffectiveRoute[] => {
  const state = stateIn(situation);
  return state.rows(state.index.topology.subnets[0]!, prefix);
};
const factsOf = (prefix: string, situation: Situation): string[] =>
  rowsOf(prefix, situation).map(({ facts }) => facts.map(({ row, basis }) => `${row} ${basis}`).join(", "));

const originates = (prefix: string) => ({ prefix, by: "network", present: true, line: prefix });

/** An NVA at 10.0.0.10 that announces the default to the Route Server of the network hub. */
const nva = (conn: Partial<BgpConnection> = {}) => ({
  subnets: [subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/26"] })],
  routeServers: [routeServer("rs")],
  bgpConnections: [bgpConnection("bgp", conn)],
  nics: [nic("nic")],
  machines: [
    machine("nva", {
      bgp: { asn: 65001, neighbors: [neighbor("10.0.1.4"), neighbor("10.0.1.5")], originates: [originates(DEFAULT)] },
    }),
  ],
});

/** A site behind the VPN gateway of the network hub. */
const overVpn = (changes: Partial<Gateway> = {}): Situation => ({
  gateways: [gateway("gw", { kind: "Vpn", ...changes })],
  localNetworkGateways: [{ id: "site", name: "lng", addressSpace: ["192.0.2.0/24"] }],
  connections: [connection("vpn", { localNetworkGateway: "site" })],
});

describe("a learned route", () => {
  it.each<[string, string, Situation, readonly string[]]>([
    ["from a circuit has both edges as next hops", DEFAULT, { announced: [DEFAULT] }, BOTH],
    [
      "from a circuit has one next hop beside a Route Server",
      DEFAULT,
      { announced: [DEFAULT], routeServers: [routeServer("rs")] },
      [learned("(msee 1)")],
    ],
    ["from an NVA has its address", DEFAULT, nva(), [learned("10.0.0.10")]],
    [
      "over VPN has both instances",
      "192.0.2.0/24",
      overVpn(),
      [learned("(gw-gw 1)", "192.0.2.0/24"), learned("(gw-gw 2)", "192.0.2.0/24")],
    ],
    [
      "over VPN has the only instance",
      "192.0.2.0/24",
      overVpn({ activeActive: false }),
      [learned("(gw-gw)", "192.0.2.0/24")],
    ],
    [
      "over VPN has one instance where that is known after apply",
      "192.0.2.0/24",
      overVpn({ activeActive: FLAG }),
      [learned("(gw-gw)", "192.0.2.0/24")],
    ],
    ["inside of the network's range is not used", "10.0.7.0/24", { announced: ["10.0.7.0/24"] }, []],
    [
      "that is the network's range is not used",
      "10.0.0.0/16",
      { announced: ["10.0.0.0/16"] },
      ["Default Active 10.0.0.0/16 -> VnetLocal"],
    ],
    [
      "wider than the network's range is used",
      "10.0.0.0/15",
      { announced: ["10.0.0.0/15"] },
      [learned("(msee 1)", "10.0.0.0/15"), learned("(msee 2)", "10.0.0.0/15")],
    ],
    [
      "inside of a peer's range is not used",
      "10.1.7.0/24",
      { announced: ["10.1.7.0/24"], networks: [spoke()], peerings: peered() },
      [],
    ],
    [
      "inside of the range of what is not peered is used",
      "10.1.7.0/24",
      { announced: ["10.1.7.0/24"], networks: [spoke()] },
      [learned("(msee 1)", "10.1.7.0/24"), learned("(msee 2)", "10.1.7.0/24")],
    ],
    [
      "inside of the range of a peer with one side only is used",
      "10.1.7.0/24",
      { announced: ["10.1.7.0/24"], networks: [spoke()], peerings: [peering("hub", "spoke")] },
      [learned("(msee 1)", "10.1.7.0/24"), learned("(msee 2)", "10.1.7.0/24")],
    ],
    ["to another prefix does not exist", "192.0.2.0/24", { announced: [DEFAULT] }, []],
    [
      "is not used where the table does not propagate",
      "192.0.2.0/24",
      { announced: ["192.0.2.0/24"], table: { propagation: false } },
      [],
    ],
    ["is used where the table propagates", DEFAULT, { announced: [DEFAULT], table: {} }, BOTH],
    ["is used without a table", DEFAULT, { announced: [DEFAULT] }, BOTH],
  ])("%s", (_, prefix, situation, expected) => {
    expect(rowsTo(prefix, situation)).toEqual(expected);
  });

  it("waits for a table's propagation that is known after apply, only where something is learned", () => {
    const table = { propagation: FLAG };
    expect(rowsInScenarios(DEFAULT, { announced: [DEFAULT], table })).toEqual({
      rows: [BOTH, [SYSTEM]],
      asked: ["var.flag"],
    });
    expect(rowsInScenarios("192.0.2.0/24", { announced: [DEFAULT], table }).asked).toEqual([]);
  });

  it("names the way that it came and what it leads to", () => {
    const [row] = rowsOf(DEFAULT, { announced: [DEFAULT] });
    expect(row).toMatchObject({
      source: "VirtualNetworkGateway",
      nextHopType: "VirtualNetworkGateway",
      nextHop: { kind: "circuit", circuit: "er", connection: "conn" },
      learned: { from: ["edge", "circuit (12076)", "gw-gw"], asPath: [12076, 64512] },
    });
    expect(rowsOf(DEFAULT, nva())[0]).toMatchObject({
      nextHop: { kind: "appliance", address: "10.0.0.10" },
      learned: { from: ["vm-nva (AS 65001)", "rs-rs (65515)"], asPath: [65001] },
    });
    expect(rowsOf("192.0.2.0/24", overVpn())[0]!.nextHop).toEqual({ kind: "vpn", gateway: "gw", connection: "vpn" });
  });

  it("rests on the facts of its way", () => {
    expect(factsOf(DEFAULT, { announced: [DEFAULT] })[0]).toBe("2.1 documented, 1.14 seen, 1.7 inferred");
    expect(factsOf("192.0.2.0/24", { announced: ["192.0.2.0/24"] })[0]).toBe("2.1 documented, 1.14 seen");
    expect(factsOf(DEFAULT, { announced: [DEFAULT], routeServers: [routeServer("rs")] })[0]).toContain("1.15");
    expect(factsOf(DEFAULT, nva())[0]).toMatch(/^2\.1 .*, 1\.13 .*, 3\.9 /);
    expect(factsOf("192.0.2.0/24", overVpn())[0]).toMatch(/^2\.1 .*, 1\.16 /);
  });

  it("of another network rests on the way over the circuit; of an NVA on that by its gateway too", () => {
    const far = {
      networks: [network("far", { addressSpace: ["10.100.0.0/16"] })],
      gateways: [gateway("gw"), gateway("far-gw", { network: "far" })],
      circuits: [{ id: "er", name: "er", managed: true }],
      connections: [
        connection("conn", { circuit: "er" }),
        connection("far-conn", { circuit: "er", gateway: "far-gw" }),
      ],
    };
    expect(factsOf("10.100.0.0/16", far)[0]).toMatch(/1\.14 [a-z]+, 3\.12 [a-z]+$/);
    const announcing = {
      ...nva({ peerAddress: "10.100.0.10" }),
      ...far,
      subnets: [
        subnet("site", { network: "far" }),
        subnet("rs", { name: "RouteServerSubnet", network: "far", prefixes: ["10.0.1.0/26"] }),
      ],
      routeServers: [routeServer("rs", { network: "far" })],
      nics: [nic("nic", { subnet: "site", address: "10.100.0.10" })],
    };
    expect(factsOf(DEFAULT, announcing)[0]).toMatch(
      /1\.14 [a-z]+, 3\.9 [a-z]+, 3\.10 [a-z]+, 3\.12 [a-z]+, 1\.7 inferred$/,
    );
  });
});

it.each<[string, Situation, readonly string[]]>([
  ["nothing where nothing announces", {}, []],
  ["what may be learned", { announced: [DEFAULT, "192.0.2.0/24"] }, ["192.0.2.0/24", "10.0.0.0/16", DEFAULT]],
  ["nothing of a peer that the files have", { networks: [spoke()], peerings: peered() }, []],
  [
    "the default of a peer that is made elsewhere",
    { networks: [spoke({ outside: true })], peerings: peered() },
    [DEFAULT],
  ],
  ["the default of its network, made elsewhere", { hub: { outside: true } }, [DEFAULT]],
])("a subnet may learn %s", (_, situation, expected) => {
  const state = stateIn(situation);
  expect(bgpPrefixes(state, state.index.topology.subnets[0]!)).toStrictEqual(expected);
});

describe("a default route of a virtual hub", () => {
  const hub = { virtualHubConnections: [connectionElsewhere("vhub")] };

  it("may be there, or not: the hub is not in the files", () => {
    expect(rowsInScenarios(DEFAULT, hub)).toEqual({
      rows: [[learned("(virtual hub)")], [SYSTEM]],
      asked: ["vhub brings 0.0.0.0/0"],
    });
    expect(rowsOf(DEFAULT, hub)[0]).toMatchObject({
      nextHop: { kind: "appliance", address: "(virtual hub of vhub)" },
      learned: { from: ["a virtual hub"], asPath: [] },
      why: "virtual hub, not in the files",
    });
  });

  it("is there only where the connection is, and is not another network's", () => {
    const connected = (changes: object) => ({
      virtualHubConnections: [connectionElsewhere("vhub", changes)],
    });
    expect(rowsInScenarios(DEFAULT, connected({ exists: FLAG })).rows).toEqual([
      [learned("(virtual hub)")],
      [SYSTEM],
      [SYSTEM],
    ]);
    expect(rowsInScenarios(DEFAULT, connected({ network: "spoke" }))).toEqual({ rows: [[SYSTEM]], asked: [] });
  });

  it("has only the default, and nothing without propagation", () => {
    expect(rowsInScenarios("192.0.2.0/24", hub)).toEqual({ rows: [[]], asked: [] });
    const other = rowsInScenarios("192.0.2.0/24", { ...hub, announced: ["192.0.2.0/24"] });
    expect(other.rows.map((rows) => rows.length)).toEqual([2]);
    expect(rowsInScenarios(DEFAULT, { ...hub, table: { propagation: false } })).toEqual({
      rows: [[SYSTEM]],
      asked: [],
    });
  });
});

describe("a default route from a network that is made elsewhere", () => {
  const lends = peered({ useRemoteGateways: true }, { gatewayTransit: true });
  const ASKED = ["spoke has a gateway or Route Server elsewhere that brings 0.0.0.0/0"];
  const outside = { networks: [spoke({ outside: true })], peerings: lends };
  const MAYBE = [[learned("(from vnet-spoke)")], [SYSTEM]];

  it.each<[string, Situation, readonly (readonly string[])[], readonly string[]]>([
    ["may come from one that lends its gateway", outside, MAYBE, ASKED],
    [
      "may come from one of which the files have only the peering",
      { networks: [spoke({ outside: true })], peerings: lends.slice(0, 1) },
      MAYBE,
      ASKED,
    ],
    ["does not come from one whose gateways are not used", { ...outside, peerings: peered() }, [[SYSTEM]], []],
    ["does not come from one that the files have", { ...outside, networks: [spoke()] }, [[SYSTEM]], []],
    [
      "does not come from one whose gateway the files have",
      { ...outside, gateways: [gateway("gw", { network: "spoke" })] },
      [[SYSTEM]],
      [],
    ],
    [
      "does not come from one whose Route Server the files have",
      { ...outside, routeServers: [routeServer("rs", { network: "spoke" })] },
      [[SYSTEM]],
      [],
    ],
    [
      "may come from the network itself where it is made elsewhere",
      { hub: { outside: true as const }, networks: [spoke()], peerings: peered() },
      [[learned("(from vnet-hub)")], [SYSTEM]],
      ["hub has a gateway or Route Server elsewhere that brings 0.0.0.0/0"],
    ],
  ])("%s", (_, situation, rows, asked) => {
    const result = rowsInScenarios(DEFAULT, situation);
    expect(result).toEqual({ rows, asked });
  });

  it("waits for whether the gateways are used", () => {
    const peerings = [peering("hub", "spoke", { useRemoteGateways: FLAG })];
    expect(rowsInScenarios(DEFAULT, { ...outside, peerings })).toEqual({
      rows: [MAYBE[0], [SYSTEM], [SYSTEM]],
      asked: [...ASKED, "var.flag"],
    });
  });

  it("does not wait for the peering of a network that the files have", () => {
    const peerings = [peering("hub", "known", { useRemoteGateways: FLAG }), ...lends];
    const networks = [network("known", { addressSpace: ["10.2.0.0/16"] }), spoke({ outside: true })];
    expect(rowsInScenarios(DEFAULT, { networks, peerings }).asked).toEqual(ASKED);
  });

  it("names the network that it is from", () => {
    expect(rowsOf(DEFAULT, outside)[0]).toMatchObject({
      nextHop: { kind: "appliance", address: "(what vnet-spoke advertises)" },
      learned: { from: ["vnet-spoke"] },
      why: "made elsewhere",
    });
    const unnamed = { peerings: [peering("hub", "/subscriptions/other", { useRemoteGateways: true })] };
    expect(rowsOf(DEFAULT, unnamed)[0]!.nextHopAddress).toBe("(from /subscriptions/other)");
  });
});
