import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import type { EffectiveRoute } from "../../../lib/analysis/results";
import { isWithinNetworks, systemPrefixes } from "../../../lib/analysis/routes/system-routes";
import { network, subnet } from "../../support/analysis/topology";
import { endpoint, stateIn, peered, peering, rowsInScenarios, rowsTo, type Situation, spoke, udr } from "./situation";

const FLAG = unknown("var.flag");
const INSIDE = "Default Active 10.0.0.0/16 -> VnetLocal";

/** The next hops of the rows to a prefix. */
const hopsTo = (prefix: string, situation: Situation): EffectiveRoute["nextHop"][] => {
  const state = stateIn(situation);
  return state.rows(state.index.topology.subnets[0]!, prefix).map(({ nextHop }) => nextHop);
};

describe("system routes", () => {
  it.each<[string, string, Situation, readonly string[]]>([
    ["to the network's own range stay inside", "10.0.0.0/16", {}, [INSIDE]],
    [
      "to each of its ranges stay inside",
      "10.5.0.0/16",
      { hub: { addressSpace: ["10.0.0.0/16", "10.5.0.0/16"] } },
      ["Default Active 10.5.0.0/16 -> VnetLocal"],
    ],
    ["do not lead to a network that is not peered", "10.1.0.0/16", { networks: [spoke()] }, []],
    [
      "to a peer's range cross the peering",
      "10.1.0.0/16",
      { networks: [spoke()], peerings: peered() },
      ["Default Active 10.1.0.0/16 -> VNetPeering"],
    ],
    [
      "do not cross a peering without its other side",
      "10.1.0.0/16",
      { networks: [spoke()], peerings: [peering("hub", "spoke")] },
      [],
    ],
    [
      "cross a peering to a network of another file, which is taken to have its side",
      "10.1.0.0/16",
      { networks: [spoke({ outside: true })], peerings: [peering("hub", "spoke")] },
      ["Default Active 10.1.0.0/16 -> VNetPeering"],
    ],
    ["to the internet are the default route", "0.0.0.0/0", {}, ["Default Active 0.0.0.0/0 -> Internet"]],
    ["to reserved ranges drop", "192.168.0.0/16", {}, ["Default Active 192.168.0.0/16 -> None"]],
    [
      "to a reserved range that the network lies in drop what is outside of it",
      "10.0.0.0/8",
      {},
      ["Default Active 10.0.0.0/8 -> None"],
    ],
    [
      "to a reserved range that the network has itself do not drop",
      "10.0.0.0/8",
      { hub: { addressSpace: ["10.0.0.0/8"] } },
      ["Default Active 10.0.0.0/8 -> VnetLocal"],
    ],
    [
      "to a reserved range that the network has twice over do not drop",
      "10.0.0.0/8",
      { hub: { addressSpace: ["10.0.0.0/7"] } },
      [],
    ],
    [
      "of a range that is known after apply do not matter",
      "10.0.0.0/8",
      { hub: { addressSpace: [symbol("var.space")] } },
      ["Default Active 10.0.0.0/8 -> None"],
    ],
    ["to another prefix there are none", "10.9.0.0/16", {}, []],
    [
      "to a service endpoint of the subnet",
      "Microsoft.Storage",
      { home: { serviceEndpoints: ["Microsoft.Sql", "Microsoft.Storage"] } },
      ["Default Active Microsoft.Storage -> VirtualNetworkServiceEndpoint"],
    ],
    [
      "to a service endpoint of another subnet there are none",
      "Microsoft.Storage",
      { subnets: [subnet("other", { serviceEndpoints: ["Microsoft.Storage"] })] },
      [],
    ],
    [
      "to a private endpoint",
      "10.0.0.9/32",
      { privateEndpoints: [endpoint(), endpoint({ id: "other", address: "10.0.0.8" })] },
      ["Default Active 10.0.0.9/32 -> InterfaceEndpoint"],
    ],
    [
      "to a private endpoint by its name while its address is not known",
      "pe-storage (after apply)",
      { privateEndpoints: [{ id: "pe", name: "pe-storage", subnet: "default" }] },
      ["Default Active pe-storage (after apply) -> InterfaceEndpoint"],
    ],
  ])("%s", (_, prefix, situation, expected) => {
    expect(rowsTo(prefix, situation)).toEqual(expected);
  });

  const elsewhere = subnet("far", { network: "spoke", prefixes: ["10.1.0.0/24"] });
  const inSpoke = {
    networks: [spoke()],
    subnets: [elsewhere],
    privateEndpoints: [endpoint({ subnet: "far", address: "10.1.0.9" })],
  };

  it.each<[string, Situation, boolean, number]>([
    ["of a peered network", { ...inSpoke, peerings: peered() }, true, 1],
    [
      "of no network behind a peering without its other side",
      { ...inSpoke, peerings: [peering("hub", "spoke")] },
      true,
      0,
    ],
    ["of no network that is not peered", inSpoke, false, 0],
    [
      "of no peer of a peer",
      {
        ...inSpoke,
        networks: [spoke(), network("mid")],
        peerings: [peering("hub", "mid"), peering("mid", "hub"), peering("mid", "spoke"), peering("spoke", "mid")],
      },
      false,
      0,
    ],
    [
      "of no network that the files do not have",
      { privateEndpoints: [endpoint({ subnet: "unknown", address: "10.1.0.9" })] },
      false,
      0,
    ],
  ])("to private endpoints %s", (_, situation, isPossible, count) => {
    const state = stateIn(situation);
    expect(state.prefixes(state.index.topology.subnets[0]!).includes("10.1.0.9/32")).toBe(isPossible);
    expect(rowsTo("10.1.0.9/32", situation)).toHaveLength(count);
  });

  it("cross a global peering where both regions are known, and differ", () => {
    const typeOf = (ours: string | undefined, theirs: string | undefined): string | undefined =>
      rowsTo("10.1.0.0/16", {
        hub: ours === undefined ? {} : { location: ours },
        networks: [spoke(theirs === undefined ? {} : { location: theirs })],
        peerings: peered(),
      })[0]?.replace(/.* /, "");
    const after = symbol("var.location");
    expect(typeOf("japaneast", "japanwest")).toBe("VNetGlobalPeering");
    for (const [ours, theirs] of [
      ["japaneast", "japaneast"],
      ["japaneast", undefined],
      [undefined, "japaneast"],
      ["japaneast", after],
      [after, "japaneast"],
      [undefined, undefined],
    ] as const)
      expect(typeOf(ours, theirs)).toBe("VNetPeering");
  });

  it("name what they lead to", () => {
    expect(hopsTo("10.0.0.0/16", {})).toEqual([{ kind: "local" }]);
    expect(hopsTo("0.0.0.0/0", {})).toEqual([{ kind: "internet" }]);
    expect(hopsTo("172.16.0.0/12", {})).toEqual([{ kind: "none" }]);
    expect(hopsTo("10.1.0.0/16", { networks: [spoke()], peerings: peered() })).toEqual([
      { kind: "peering", network: "spoke" },
    ]);
    expect(hopsTo("Microsoft.Sql", { home: { serviceEndpoints: ["Microsoft.Sql"] } })).toEqual([
      { kind: "service", service: "Microsoft.Sql" },
    ]);
    expect(hopsTo("10.0.0.9/32", { privateEndpoints: [endpoint()] })).toEqual([
      { kind: "private-endpoint", endpoint: "pe" },
    ]);
  });

  it("ask for a peering or an endpoint only where it has the prefix", () => {
    const peerings = peered({ exists: FLAG });
    const situation = { networks: [spoke()], peerings, privateEndpoints: [endpoint({ exists: unknown("var.pe") })] };
    expect(rowsInScenarios("10.1.0.0/16", situation)).toEqual({
      rows: [["Default Active 10.1.0.0/16 -> VNetPeering"], []],
      asked: ["var.flag"],
    });
    expect(rowsInScenarios("10.0.0.9/32", situation)).toEqual({
      rows: [["Default Active 10.0.0.9/32 -> InterfaceEndpoint"], []],
      asked: ["var.pe"],
    });
    expect(rowsInScenarios("10.0.0.0/16", situation)).toEqual({ rows: [[INSIDE]], asked: [] });
  });
});

describe("every default route removes the reserved ranges", () => {
  it.each<[string, Situation, number]>([
    ["a user-defined one", { udrs: [udr("0.0.0.0/0")] }, 0],
    ["a learned one", { announced: ["0.0.0.0/0"] }, 0],
    ["another user-defined route does not", { udrs: [udr("10.9.0.0/16")] }, 1],
    ["another learned route does not", { announced: ["192.0.2.0/24"] }, 1],
    ["a learned one that is not propagated does not", { announced: ["0.0.0.0/0"], table: { propagation: false } }, 1],
  ])("%s", (_, situation, count) => {
    expect(rowsTo("192.168.0.0/16", situation)).toHaveLength(count);
  });
});

const ANOTHER = peering("hub", "elsewhere");

it.each<[string, string, boolean, Situation]>([
  ["its range", "10.0.0.0/16", true, {}],
  ["a part of its range", "10.0.7.0/24", true, {}],
  ["a part of its second range", "10.5.7.0/24", true, { hub: { addressSpace: ["10.0.0.0/16", "10.5.0.0/16"] } }],
  ["what contains its range", "10.0.0.0/8", false, {}],
  ["another range", "10.9.0.0/16", false, {}],
  ["a peer's range", "10.1.7.0/24", true, { networks: [spoke()], peerings: peered() }],
  [
    "a peer's range, with a peer that the files do not have",
    "10.1.7.0/24",
    true,
    { networks: [spoke()], peerings: [...peered(), ANOTHER] },
  ],
  ["the range of a network that is not peered", "10.1.7.0/24", false, { networks: [spoke()] }],
  [
    "the range of a peer without its other side",
    "10.1.7.0/24",
    false,
    { networks: [spoke()], peerings: [peering("hub", "spoke")] },
  ],
  [
    "a range that is known after apply, by the same expression",
    symbol("var.space"),
    true,
    { hub: { addressSpace: [symbol("var.space")] } },
  ],
  [
    "a range that is known after apply, by another expression",
    symbol("var.other"),
    false,
    { hub: { addressSpace: [symbol("var.space")] } },
  ],
  ["an unknown prefix, where the range is known", symbol("var.space"), false, {}],
  ["a known prefix, where the range is not", "10.0.7.0/24", false, { hub: { addressSpace: [symbol("var.space")] } }],
])("a network and its peers contain %s: %s, %s", (_, prefix, expected, situation) => {
  const state = stateIn(situation);
  expect(isWithinNetworks(state, state.index.topology.subnets[0]!, prefix)).toBe(expected);
});

it.each<[string, Situation, readonly string[]]>([
  ["its network's ranges", {}, ["10.0.0.0/16"]],
  [
    "those of networks it has a peering to",
    { networks: [spoke()], peerings: [peering("hub", "spoke")] },
    ["10.0.0.0/16", "10.1.0.0/16"],
  ],
  ["nothing of a peer that the files do not have", { peerings: [ANOTHER] }, ["10.0.0.0/16"]],
  ["its service endpoints", { home: { serviceEndpoints: ["Microsoft.Sql"] } }, ["10.0.0.0/16", "Microsoft.Sql"]],
  ["private endpoints near it", { privateEndpoints: [endpoint()] }, ["10.0.0.0/16", "10.0.0.9/32"]],
])("a subnet may have system routes to %s", (_, situation, expected) => {
  const state = stateIn(situation);
  expect(systemPrefixes(state, state.index.topology.subnets[0]!)).toStrictEqual(expected);
});

it("a subnet whose network the files do not have has the default and the reserved ranges", () => {
  const situation = { home: { network: "elsewhere" } };
  const rows = (prefix: string) => rowsTo(prefix, situation, new Scenario(new Map(), () => false));
  expect(rows("0.0.0.0/0")).toEqual(["Default Active 0.0.0.0/0 -> Internet"]);
  expect(rows("10.0.0.0/8")).toEqual(["Default Active 10.0.0.0/8 -> None"]);
  expect(rows("10.0.0.0/16")).toEqual([]);
});

describe("a peering of subnets", () => {
  const between = { local: [], remote: ["apps"], complete: false } as const;
  const situation: Situation = {
    networks: [spoke()],
    subnets: [
      subnet("apps", { network: "spoke", prefixes: ["10.1.1.0/24"] }),
      subnet("data", { network: "spoke", prefixes: ["10.1.2.0/24"] }),
    ],
    peerings: peered({ between }),
  };
  const peeredRows = (changes: Situation = {}): string[] => {
    const state = stateIn({ ...situation, ...changes });
    return state
      .table(state.index.topology.subnets[0]!)
      .filter(({ nextHop }) => nextHop.kind === "peering")
      .map(({ prefix }) => prefix);
  };

  it("gives a row for each remote subnet that it names, and none for the network", () => {
    expect(peeredRows()).toEqual(["10.1.1.0/24"]);
  });

  it("gives the network's ranges where it turns out to be complete", () => {
    const complete = unknown("var.complete");
    const found = explore((scenario) => {
      const state = stateIn({ ...situation, peerings: peered({ between: { ...between, complete } }) }, scenario);
      return state
        .table(state.index.topology.subnets[0]!)
        .filter(({ nextHop }) => nextHop.kind === "peering")
        .map(({ prefix }) => prefix);
    });
    expect(found.results.map(({ result }) => result)).toEqual([["10.1.0.0/16"], ["10.1.1.0/24"]]);
  });

  it("lets BGP have the prefixes that it leaves out", () => {
    const announced = { announced: ["10.1.2.0/24", "10.1.1.0/24"] };
    const state = stateIn({ ...situation, ...announced });
    const learned = state.table(state.index.topology.subnets[0]!).filter(({ why }) => why === "BGP");
    expect([...new Set(learned.map(({ prefix }) => prefix))]).toEqual(["10.1.2.0/24"]);
  });
});
