import type { EffectiveRoute } from "../../../lib/analysis/results";
import { userPrefixes } from "../../../lib/analysis/routes/user-routes";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { gateway } from "../../support/analysis/topology";
import { stateIn, peered, rowsInScenarios, rowsTo, type Situation, spoke, udr } from "./situation";

const rowOf = (situation: Situation, scenario?: Scenario): EffectiveRoute => {
  const state = stateIn(situation, scenario);
  return state.rows(state.index.topology.subnets[0]!, "0.0.0.0/0")[0]!;
};

describe("a user-defined route", () => {
  it.each<[string, EffectiveRoute["nextHopType"], EffectiveRoute["nextHop"]]>([
    ["Internet", "Internet", { kind: "internet" }],
    ["internet", "Internet", { kind: "internet" }],
    ["None", "None", { kind: "none" }],
    ["VnetLocal", "VnetLocal", { kind: "local" }],
    ["VirtualAppliance", "VirtualAppliance", { kind: "appliance", address: "10.0.0.4" }],
    ["VirtualNetworkGateway", "VirtualNetworkGateway", { kind: "none" }],
  ])("to %s", (type, nextHopType, nextHop) => {
    expect(rowOf({ udrs: [udr("0.0.0.0/0", type)] })).toMatchObject({
      source: "User",
      state: "Active",
      prefix: "0.0.0.0/0",
      nextHopType,
      nextHopAddress: type === "VirtualAppliance" ? "10.0.0.4" : null,
      nextHop,
      why: "UDR to-0.0.0.0/0 of rt-hub",
    });
  });

  it("to an appliance without an address leads nowhere", () => {
    const bare = { name: "r", prefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" };
    expect(rowOf({ udrs: [bare] }).nextHop).toEqual({ kind: "appliance", address: "" });
  });

  it("of a type that is known after apply may be to an appliance; the others are not followed", () => {
    const [type, other] = [symbol("var.type"), symbol("var.other")];
    const situation = { udrs: [udr("0.0.0.0/0", type, { nextHopAddress: "10.0.0.4" })] };
    const scenario = new Scenario();
    expect(rowOf(situation, scenario).nextHop).toEqual({ kind: "appliance", address: "10.0.0.4" });
    expect([...scenario.answers.keys()]).toEqual(["var.type\nis VirtualAppliance"]);
    const no = new Scenario(new Map(), () => false);
    expect(rowOf(situation, no).nextHop).toEqual({ kind: "appliance", address: type });
    const mixed = new Scenario();
    rowOf({ udrs: [udr("0.0.0.0/0", `${type}${other}`)] }, mixed);
    expect([...mixed.answers.keys()]).toEqual(["var.type, var.other\nis VirtualAppliance"]);
  });

  const VPN = gateway("vpn", { kind: "Vpn" });
  const toGateway = [udr("0.0.0.0/0", "VirtualNetworkGateway")];

  it.each<[string, Situation, EffectiveRoute["nextHop"]]>([
    ["the network's VPN gateway", { gateways: [VPN] }, { kind: "vpn", gateway: "vpn", connection: "" }],
    ["no ExpressRoute gateway", { gateways: [gateway("er")] }, { kind: "none" }],
    [
      "the VPN gateway beside an ExpressRoute gateway",
      { gateways: [gateway("er"), VPN] },
      { kind: "vpn", gateway: "vpn", connection: "" },
    ],
    [
      "no gateway of a network that is not peered",
      { gateways: [{ ...VPN, network: "spoke" }], networks: [spoke()] },
      { kind: "none" },
    ],
    [
      "no gateway of a peer that does not lend it",
      { gateways: [{ ...VPN, network: "spoke" }], networks: [spoke()], peerings: peered() },
      { kind: "none" },
    ],
    [
      "the VPN gateway of a peer that lends it",
      {
        gateways: [{ ...VPN, network: "spoke" }],
        networks: [spoke()],
        peerings: peered({ useRemoteGateways: true }, { gatewayTransit: true }),
      },
      { kind: "vpn", gateway: "vpn", connection: "" },
    ],
  ])("to VirtualNetworkGateway uses %s", (_, situation, nextHop) => {
    expect(rowOf({ udrs: toGateway, ...situation }).nextHop).toEqual(nextHop);
  });
});

it("a table that the files do not have has no prefixes", () => {
  const state = stateIn({ home: { routeTable: "elsewhere" } });
  expect(userPrefixes(state, state.index.topology.subnets[0]!)).toStrictEqual([]);
});

describe("user-defined routes", () => {
  it.each<[string, Situation, readonly string[]]>([
    ["of no table: none", {}, []],
    ["of a table that the files do not have: none", { home: { routeTable: "elsewhere" } }, []],
    ["to another prefix: none", { udrs: [udr("10.8.0.0/16", "None")] }, []],
    ["to the prefix", { udrs: [udr("10.9.0.0/16", "None"), udr("10.8.0.0/16")] }, ["User Active 10.9.0.0/16 -> None"]],
  ])("%s", (_, situation, expected) => {
    expect(rowsTo("10.9.0.0/16", situation)).toEqual(expected);
  });

  const table = (id: string, ...routes: ReturnType<typeof udr>[]) => ({ id, name: id, propagation: true, routes });

  it("of a table that may be associated, or not", () => {
    const conditional = [{ with: "routeTable" as const, id: "rt", exists: unknown("var.join") }];
    const situation = { home: { conditional }, routeTables: [table("rt", udr("10.9.0.0/16", "None"))] };
    expect(rowsInScenarios("10.9.0.0/16", situation)).toEqual({
      rows: [["User Active 10.9.0.0/16 -> None"], []],
      asked: ["var.join"],
    });
    expect(rowsInScenarios("10.8.0.0/16", situation).asked).toEqual([]);
  });

  it("that may be there, or not: others are not asked for", () => {
    const udrs = [
      udr("10.9.0.0/16", "None", { exists: unknown("var.nine") }),
      udr("10.8.0.0/16", "None", { exists: unknown("var.eight") }),
    ];
    expect(rowsInScenarios("10.9.0.0/16", { udrs })).toEqual({
      rows: [["User Active 10.9.0.0/16 -> None"], []],
      asked: ["var.nine"],
    });
  });
});
