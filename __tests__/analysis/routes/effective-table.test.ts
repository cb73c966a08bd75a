import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { subnet } from "../../support/analysis/topology";
import { endpoint, stateIn, peered, rowsInScenarios, rowsTo, type Situation, spoke, udr } from "./situation";

const FLAG = unknown("var.flag");
const LEARNED = [
  "VirtualNetworkGateway Active 0.0.0.0/0 -> (msee 1)",
  "VirtualNetworkGateway Active 0.0.0.0/0 -> (msee 2)",
];
const lost = (rows: readonly string[]): string[] => rows.map((row) => row.replace("Active", "Invalid"));

/** Why each row to a prefix is as it is, with its facts. */
const reasons = (prefix: string, situation: Situation): string[] => {
  const state = stateIn(situation);
  const rows = state.rows(state.index.topology.subnets[0]!, prefix);
  return rows.map(({ why, facts }) => `${why} (${facts.map(({ row }) => row).join()})`);
};

/** The rows that packets follow, in a few words; they are the rows of the table that are not invalid. */
const active = (prefix: string, situation: Situation): string[] => {
  const state = stateIn(situation);
  const [home] = state.index.topology.subnets;
  const rows = state.activeRoutes(home!, prefix);
  expect(state.rows(home!, prefix).filter(({ state }) => state === "Active")).toEqual(rows);
  return rows.map(({ source, nextHopType }) => `${source} ${nextHopType}`);
};

describe("for one prefix", () => {
  it.each<[string, Situation, readonly string[]]>([
    [
      "a UDR takes precedence over the system",
      { udrs: [udr("0.0.0.0/0")] },
      ["User Active 0.0.0.0/0 -> 10.0.0.4", "Default Invalid 0.0.0.0/0 -> Internet"],
    ],
    ["BGP takes the system's place", { announced: ["0.0.0.0/0"] }, LEARNED],
    [
      "a UDR takes precedence over BGP, which took the system's place",
      { udrs: [udr("0.0.0.0/0")], announced: ["0.0.0.0/0"] },
      ["User Active 0.0.0.0/0 -> 10.0.0.4", ...lost(LEARNED)],
    ],
    [
      "a UDR to another prefix changes nothing",
      { udrs: [udr("10.9.0.0/16")] },
      ["Default Active 0.0.0.0/0 -> Internet"],
    ],
    [
      "BGP is not used where the table does not propagate it",
      { announced: ["0.0.0.0/0"], table: { propagation: false } },
      ["Default Active 0.0.0.0/0 -> Internet"],
    ],
  ])("%s", (_, situation, expected) => {
    expect(rowsTo("0.0.0.0/0", situation)).toEqual(expected);
  });

  it("a UDR takes precedence over BGP and the network's ranges", () => {
    const situation = {
      announced: ["192.0.2.0/24"],
      udrs: [udr("192.0.2.0/24"), udr("10.0.0.0/16"), udr("10.0.0.0/8")],
    };
    expect(rowsTo("192.0.2.0/24", situation)).toEqual([
      "User Active 192.0.2.0/24 -> 10.0.0.4",
      "VirtualNetworkGateway Invalid 192.0.2.0/24 -> (msee 1)",
      "VirtualNetworkGateway Invalid 192.0.2.0/24 -> (msee 2)",
    ]);
    expect(rowsTo("10.0.0.0/16", situation)).toEqual([
      "User Active 10.0.0.0/16 -> 10.0.0.4",
      "Default Invalid 10.0.0.0/16 -> VnetLocal",
    ]);
    // The system's own reserved range leaves no row.
    expect(rowsTo("10.0.0.0/8", situation)).toEqual(["User Active 10.0.0.0/8 -> 10.0.0.4"]);
  });

  it("each row tells why it lost", () => {
    const both = {
      udrs: [udr("0.0.0.0/0"), udr("192.0.2.0/24"), udr("10.0.0.0/16")],
      announced: ["0.0.0.0/0", "192.0.2.0/24"],
    };
    expect(reasons("0.0.0.0/0", both).slice(1)).toEqual(["loses to the UDR (1.8)", "loses to the UDR (1.8)"]);
    expect(reasons("192.0.2.0/24", both).slice(1)).toEqual(["loses to a UDR (2.1)", "loses to a UDR (2.1)"]);
    expect(reasons("10.0.0.0/16", both).slice(1)).toEqual(["loses to a UDR (2.1)"]);
    expect(reasons("0.0.0.0/0", { udrs: [udr("0.0.0.0/0")] }).slice(1)).toEqual(["loses to the UDR (1.6)"]);
  });

  it.each<[string, string, Situation, readonly string[]]>([
    [
      "the UDR alone",
      "0.0.0.0/0",
      { udrs: [udr("0.0.0.0/0", "Internet")], announced: ["0.0.0.0/0"] },
      ["User Internet"],
    ],
    [
      "what was learned",
      "0.0.0.0/0",
      { announced: ["0.0.0.0/0"] },
      ["VirtualNetworkGateway VirtualNetworkGateway", "VirtualNetworkGateway VirtualNetworkGateway"],
    ],
    ["the system's own", "0.0.0.0/0", {}, ["Default Internet"]],
    ["the reserved range", "172.16.0.0/12", {}, ["Default None"]],
    ["a private endpoint", "10.0.0.9/32", { privateEndpoints: [endpoint()] }, ["Default InterfaceEndpoint"]],
  ])("packets follow %s", (_, prefix, situation, expected) => {
    expect(active(prefix, situation)).toEqual(expected);
  });
});

describe("a shorter UDR", () => {
  const covered = (situation: Situation): Situation => ({
    home: { privateEndpointPolicyForRoutes: true, routeTable: "rt" },
    privateEndpoints: [endpoint()],
    ...situation,
  });
  const HOST = "10.0.0.9/32";

  it.each<[string, Situation, "Active" | "Invalid"]>([
    ["takes the place of a private endpoint's route", { udrs: [udr("10.0.0.0/24")] }, "Invalid"],
    ["as wide as the network does so too", { udrs: [udr("10.0.0.0/16")] }, "Invalid"],
    ["to 0.0.0.0/0 does not", { udrs: [udr("0.0.0.0/0")] }, "Active"],
    ["that does not cover it does not", { udrs: [udr("10.0.9.0/24")] }, "Active"],
    ["to a prefix that is known after apply does not", { udrs: [udr(symbol("var.prefix"))] }, "Active"],
    [
      "does not where the policy of the endpoint's subnet is off",
      { udrs: [udr("10.0.0.0/24")], home: { routeTable: "rt" } },
      "Active",
    ],
    [
      "does so by the policy of the endpoint's subnet, not of the one that sends",
      {
        udrs: [udr("10.0.0.0/24")],
        home: { routeTable: "rt" },
        subnets: [subnet("endpoints", { privateEndpointPolicyForRoutes: true })],
        privateEndpoints: [endpoint({ subnet: "endpoints" })],
      },
      "Invalid",
    ],
    [
      "does not by the policy of the subnet that sends",
      {
        udrs: [udr("10.0.0.0/24")],
        subnets: [subnet("endpoints")],
        privateEndpoints: [endpoint({ subnet: "endpoints" })],
      },
      "Active",
    ],
  ])("%s", (_, situation, state) => {
    expect(rowsTo(HOST, covered(situation))).toEqual([`Default ${state} ${HOST} -> InterfaceEndpoint`]);
    expect(active(HOST, covered(situation))).toEqual(state === "Active" ? ["Default InterfaceEndpoint"] : []);
  });

  it("takes the place of those endpoints whose subnet has the policy", () => {
    const situation: Situation = {
      udrs: [udr("10.0.0.0/16")],
      subnets: [subnet("open", { privateEndpointPolicyForRoutes: true }), subnet("closed")],
      privateEndpoints: [
        endpoint({ id: "one", subnet: "open", address: "10.0.0.8" }),
        endpoint({ id: "two", subnet: "closed", address: "10.0.0.9" }),
      ],
    };
    expect([active("10.0.0.8/32", situation), active(HOST, situation)]).toEqual([[], ["Default InterfaceEndpoint"]]);
  });

  it("is named where it takes the endpoint's place", () => {
    expect(reasons(HOST, covered({ udrs: [udr("10.0.0.0/24")] }))).toEqual(["loses to the UDR 10.0.0.0/24 (4.4)"]);
  });

  it("does not take the place of the network's or a service's routes", () => {
    const situation = covered({ udrs: [udr("10.0.0.0/8")], networks: [spoke()], peerings: peered() });
    expect(active("10.0.0.0/16", situation)).toEqual(["Default VnetLocal"]);
    expect(active("10.1.0.0/16", situation)).toEqual(["Default VNetPeering"]);
  });

  it("asks for the policy only where a UDR covers the endpoint", () => {
    const open = { privateEndpointPolicyForRoutes: FLAG, routeTable: "rt" };
    expect(rowsInScenarios(HOST, covered({ home: open, udrs: [udr("10.0.0.0/24")] })).rows).toEqual([
      [`Default Invalid ${HOST} -> InterfaceEndpoint`],
      [`Default Active ${HOST} -> InterfaceEndpoint`],
    ]);
    expect(rowsInScenarios(HOST, covered({ home: open, udrs: [udr("10.0.9.0/24")] })).asked).toEqual([]);
    const notThere = udr("10.0.0.0/24", "None", { exists: unknown("var.route") });
    expect(rowsInScenarios(HOST, covered({ udrs: [notThere] })).rows).toEqual([
      [`Default Invalid ${HOST} -> InterfaceEndpoint`],
      [`Default Active ${HOST} -> InterfaceEndpoint`],
    ]);
  });

  it("does not matter for an endpoint whose address is known after apply", () => {
    const situation = covered({
      udrs: [udr("10.0.0.0/24")],
      privateEndpoints: [{ id: "pe", name: "pe", subnet: "default" }],
    });
    expect(active("pe (after apply)", situation)).toEqual(["Default InterfaceEndpoint"]);
  });
});

it("a subnet's table may have every prefix that routes or the system have, each once", () => {
  const situation: Situation = {
    udrs: [udr("10.9.0.0/16"), udr("0.0.0.0/0")],
    announced: ["192.0.2.0/24", "0.0.0.0/0"],
    home: { routeTable: "rt", serviceEndpoints: ["Microsoft.Sql"] },
    privateEndpoints: [endpoint()],
  };
  const state = stateIn(situation);
  expect([...state.prefixes(state.index.topology.subnets[0]!)]).toEqual([
    "Microsoft.Sql",
    "10.0.0.9/32",
    "192.0.2.0/24",
    "10.9.0.0/16",
    "10.0.0.0/16",
    "192.168.0.0/16",
    "172.16.0.0/12",
    "100.64.0.0/10",
    "10.0.0.0/8",
    "0.0.0.0/0",
  ]);
});
