import { type Address, knownAddress } from "../../../lib/analysis/model/address";
import { routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { mustParse } from "../../../lib/domain/ipv4";
import { connection, gateway, network, routeServer, subnet } from "../../support/analysis/topology";
import { stateIn, peered, type Situation, spoke, topologyIn, udr, words } from "./situation";

const FLAG = unknown("var.flag");
const DEFAULT = "0.0.0.0/0";

/** The rows that a packet to an address follows. */
const lookup = (situation: Situation, address: string | Address): string[] => {
  const state = stateIn(situation);
  const to = typeof address === "string" ? knownAddress(address) : address;
  return state.lookup(state.index.topology.subnets[0]!, to).map(words);
};

/** The same in every scenario, and what was asked. */
const lookups = (situation: Situation, to: Address): { rows: string[][]; asked: string[] } => {
  const topology = topologyIn(situation);
  const { results } = explore((scenario) =>
    routingStateOf(topology, scenario).lookup(topology.subnets[0]!, to).map(words),
  );
  return { rows: results.map(({ result }) => result), asked: [...results[0]!.answers.keys()] };
};

/** Some address of 10.0.0.0/24. */
const SOMEWHERE: Address = { text: "10.0.0.x", nic: "nic", range: mustParse("10.0.0.0/24"), within: ["10.0.0.0/24"] };

describe("a lookup", () => {
  it.each<[string, Situation, string, readonly string[]]>([
    [
      "takes the longest prefix",
      { udrs: [udr("10.9.0.0/16"), udr("10.9.1.0/24", "None")] },
      "10.9.1.4",
      ["User Active 10.9.1.0/24 -> None"],
    ],
    [
      "takes the shorter one outside of it",
      { udrs: [udr("10.9.0.0/16"), udr("10.9.1.0/24", "None")] },
      "10.9.2.4",
      ["User Active 10.9.0.0/16 -> 10.0.0.4"],
    ],
    [
      "takes the first address of a prefix",
      { udrs: [udr("10.9.1.0/24")] },
      "10.9.1.0",
      ["User Active 10.9.1.0/24 -> 10.0.0.4"],
    ],
    [
      "takes the last address of a prefix",
      { udrs: [udr("10.9.1.0/24")] },
      "10.9.1.255",
      ["User Active 10.9.1.0/24 -> 10.0.0.4"],
    ],
    [
      "takes a longer system route before a UDR",
      { udrs: [udr(DEFAULT)] },
      "10.0.0.4",
      ["Default Active 10.0.0.0/16 -> VnetLocal"],
    ],
    [
      "takes the default where nothing longer holds the address",
      {},
      "8.8.8.8",
      ["Default Active 0.0.0.0/0 -> Internet"],
    ],
    ["takes what the system drops", {}, "192.168.0.4", ["Default Active 192.168.0.0/16 -> None"]],
    [
      "takes all equal rows",
      { announced: [DEFAULT] },
      "8.8.8.8",
      ["VirtualNetworkGateway Active 0.0.0.0/0 -> (msee 1)", "VirtualNetworkGateway Active 0.0.0.0/0 -> (msee 2)"],
    ],
    [
      "does not take a route of the same length elsewhere",
      { udrs: [udr("10.8.0.0/16")] },
      "10.9.0.4",
      ["Default Active 10.0.0.0/8 -> None"],
    ],
  ])("%s", (_, situation, address, expected) => {
    expect(lookup(situation, address)).toEqual(expected);
  });

  it("skips a prefix whose rows are not active", () => {
    const situation: Situation = {
      udrs: [udr("10.0.0.0/24")],
      home: { routeTable: "rt", privateEndpointPolicyForRoutes: true },
      privateEndpoints: [{ id: "pe", name: "pe", subnet: "default", address: "10.0.0.9" }],
    };
    expect(lookup(situation, "10.0.0.9")).toEqual(["User Active 10.0.0.0/24 -> 10.0.0.4"]);
  });

  it("asks whether an address that is not known lies in a longer prefix", () => {
    expect(lookups({ udrs: [udr("10.0.0.0/25")] }, SOMEWHERE)).toEqual({
      rows: [["User Active 10.0.0.0/25 -> 10.0.0.4"], ["Default Active 10.0.0.0/16 -> VnetLocal"]],
      asked: ["nic.private_ip_address\nlies in 10.0.0.0/25"],
    });
    expect(lookups({ udrs: [udr("10.0.0.0/24")] }, SOMEWHERE)).toEqual({
      rows: [["User Active 10.0.0.0/24 -> 10.0.0.4"]],
      asked: [],
    });
  });

  it("asks whether an unknown prefix of a UDR holds an address, not whether a peer's unknown range does", () => {
    const open = symbol("var.range");
    expect(lookups({ udrs: [udr(open)] }, knownAddress("10.0.0.4")).asked).toEqual(["var.range\ncontains 10.0.0.4"]);
    const peer = { networks: [spoke({ addressSpace: [open] })], peerings: peered() };
    expect(lookups(peer, knownAddress("8.8.8.8"))).toEqual({
      rows: [["Default Active 0.0.0.0/0 -> Internet"]],
      asked: [],
    });
  });

  it("asks nothing about prefixes that do not hold the address", () => {
    const elsewhere = udr("10.9.0.0/16", "None", { exists: FLAG });
    expect(lookups({ udrs: [elsewhere] }, knownAddress("10.0.0.4")).asked).toEqual([]);
    expect(lookups({ udrs: [elsewhere] }, knownAddress("10.9.0.4")).rows).toEqual([
      ["User Active 10.9.0.0/16 -> None"],
      ["Default Active 10.0.0.0/8 -> None"],
    ]);
  });
});

/** Two circuits' routes to a site at one gateway; and a wider one over the second. */
const twoCircuits = (second: Situation = {}): Situation => ({
  gateways: [gateway("gw")],
  circuits: ["one", "two"].map((id) => ({ id, name: id, managed: true })),
  connections: [connection("c1", { circuit: "one" }), connection("c2", { circuit: "two" })],
  onPremises: [
    { name: "a", at: "one", over: "circuit", asn: 64512, announces: [{ prefix: "192.0.2.0/24", asPath: [64512] }] },
    {
      name: "b",
      at: "two",
      over: "circuit",
      asn: 64512,
      announces: [
        { prefix: "192.0.2.0/24", asPath: [64512] },
        { prefix: "192.0.0.0/16", asPath: [64512] },
      ],
    },
  ],
  ...second,
});

describe("a speaker's best routes to an address", () => {
  const best = (situation: Situation, address: string | Address, speaker = "gw"): string[] => {
    const to = typeof address === "string" ? knownAddress(address) : address;
    return stateIn(situation)
      .bestRoutes(speaker, to)
      .map(({ prefix, neighbor }) => `${prefix} from ${neighbor ?? "itself"}`);
  };

  it.each<[string, string, readonly string[]]>([
    ["are all equals of the longest prefix", "192.0.2.4", ["192.0.2.0/24 from one", "192.0.2.0/24 from two"]],
    ["are of a shorter prefix outside of it", "192.0.3.4", ["192.0.0.0/16 from two"]],
    ["are its own", "10.0.0.4", ["10.0.0.0/16 from itself"]],
    ["are none where nothing holds the address", "203.0.113.4", []],
  ])("%s", (_, address, expected) => {
    expect(best(twoCircuits(), address)).toEqual(expected);
  });

  it("are of a shorter prefix where the speaker does not have the longer one", () => {
    const { connections, ...rest } = twoCircuits();
    expect(
      best({ ...rest, connections: connections!.slice(1), onPremises: rest.onPremises!.slice(0, 1) }, "192.0.2.4"),
    ).toEqual([]);
    const apart = twoCircuits({
      gateways: [gateway("gw"), gateway("far", { network: "spoke" })],
      networks: [spoke()],
      connections: [connection("c1", { circuit: "one" }), connection("c2", { circuit: "two", gateway: "far" })],
    });
    expect(best(apart, "192.0.3.4", "far")).toEqual(["192.0.0.0/16 from two"]);
    expect(best(apart, "10.0.0.4", "far")).toEqual([]);
    const longer = [
      {
        name: "a",
        at: "one",
        over: "circuit" as const,
        asn: 1,
        announces: [{ prefix: "192.0.2.128/25", asPath: [1] }],
      },
    ];
    const wider = [
      { name: "b", at: "two", over: "circuit" as const, asn: 1, announces: [{ prefix: "192.0.2.0/24", asPath: [1] }] },
    ];
    expect(best({ ...apart, onPremises: [...longer, ...wider] }, "192.0.2.129", "far")).toEqual([
      "192.0.2.0/24 from two",
    ]);
  });

  it("ask nothing about prefixes that do not hold the address", () => {
    const topology = topologyIn(twoCircuits({ gateways: [gateway("gw", { exists: FLAG })] }));
    const scenario = new Scenario();
    expect(routingStateOf(topology, scenario).bestRoutes("gw", knownAddress("203.0.113.4"))).toEqual([]);
    expect(scenario.answers.size).toBe(0);
  });

  it("are one for each neighbor", () => {
    const more = twoCircuits({
      onPremises: ["a", "b"].map((name, at) => ({
        name,
        at: "one",
        over: "circuit" as const,
        asn: 64512 + at,
        announces: [{ prefix: "192.0.2.0/24", asPath: [64512 + at] }],
      })),
    });
    expect(best(more, "192.0.2.4")).toEqual(["192.0.2.0/24 from one"]);
  });

  it("are of a prefix that the speaker has; an unknown prefix holds addresses of its own network", () => {
    expect(best(twoCircuits(), "192.0.2.4", "nobody")).toEqual([]);
    const open = symbol("var.space");
    const own: Address = { text: "x", nic: "nic", within: [open] };
    const situation = twoCircuits({ hub: { addressSpace: [open] } });
    expect(best(situation, own)).toEqual([`${open} from itself`]);
    expect(best(situation, "192.0.3.4")).toEqual(["192.0.0.0/16 from two"]);
  });

  it("are asked for where only the subnet of the address is known", () => {
    const topology = topologyIn(
      twoCircuits({
        onPremises: [
          {
            name: "a",
            at: "one",
            over: "circuit" as const,
            asn: 1,
            announces: [{ prefix: "192.0.2.0/25", asPath: [1] }],
          },
        ],
      }),
    );
    const to: Address = { text: "192.0.2.x", nic: "nic", range: mustParse("192.0.2.0/24"), within: [] };
    const { results } = explore((scenario) => routingStateOf(topology, scenario).bestRoutes("gw", to).length);
    expect(results.map(({ result }) => result)).toEqual([1, 0]);
  });
});

describe("what a network learns and does not learn", () => {
  it("is asked for by prefix", () => {
    const state = stateIn(twoCircuits());
    const prefixes = (wanted: (prefix: string) => boolean) =>
      state.learned("hub", wanted).map(({ route }) => route.prefix);
    expect(prefixes(() => true)).toEqual(["192.0.2.0/24", "192.0.2.0/24", "192.0.0.0/16"]);
    expect(prefixes((prefix) => prefix === "192.0.0.0/16")).toEqual(["192.0.0.0/16"]);
  });

  const closed: Situation = {
    networks: [network("far", { addressSpace: ["10.100.0.0/16"] })],
    gateways: [gateway("gw", { remoteVnetTraffic: false }), gateway("far-gw", { network: "far" })],
    circuits: [{ id: "er", name: "er", managed: true }],
    connections: [connection("c1", { circuit: "er" }), connection("c2", { circuit: "er", gateway: "far-gw" })],
  };
  const down: Situation = {
    bgpConnections: [{ id: "bgp", name: "bgp", routeServer: "rs", peerAsn: 65001, peerAddress: "10.0.0.99" }],
  };

  const rejections = (situation: Situation, networks: readonly string[], wanted = (prefix: string) => prefix !== "") =>
    stateIn(situation)
      .rejections(networks, wanted)
      .map(({ prefix, cause }) => `${prefix} ${cause}`);

  it("has a reason for what was rejected on the way to its gateways", () => {
    expect(rejections(closed, ["hub"])).toContain("10.100.0.0/16 remote-vnet-traffic-off");
    expect(rejections(closed, ["hub"], (prefix) => prefix === "10.9.0.0/16")).toEqual([]);
    expect(rejections(closed, [])).toEqual([]);
    expect(rejections(closed, ["elsewhere"])).toEqual([]);
  });

  it("has a reason for what was rejected on the way to its Route Servers", () => {
    const server = { ...closed, routeServers: [routeServer("rs")], gateways: closed.gateways!.slice(1) };
    expect(rejections({ ...server, ...down }, ["hub"])).toEqual(["0.0.0.0/0 session-down"]);
  });

  it("lacks everything over a connection that carries more routes than Azure takes", () => {
    const many = Array.from({ length: 1001 }, (_, at) => `10.${100 + (at >> 8)}.${at & 255}.0/24`);
    const overloaded = { ...closed, hub: { addressSpace: many } };
    expect(rejections(overloaded, [], (prefix) => prefix === DEFAULT)).toEqual(["0.0.0.0/0 too-many-routes"]);
    expect(rejections(overloaded, [], (prefix) => prefix === "10.9.0.0/16")).toEqual([]);
    expect(rejections({ ...closed, hub: { addressSpace: many.slice(1) } }, [])).toEqual([]);
  });
});

describe("a state", () => {
  it("has one list of a subnet's prefixes, and other subnets their own", () => {
    const topology = topologyIn({ udrs: [udr("10.9.0.0/16")], subnets: [subnet("other")] });
    const [one, other] = topology.subnets as [(typeof topology.subnets)[0], (typeof topology.subnets)[0]];
    const state = routingStateOf(topology, new Scenario());
    expect(state.prefixes(one)).toContain("10.9.0.0/16");
    expect(state.prefixes(other)).not.toContain("10.9.0.0/16");
    expect(routingStateOf(topology, new Scenario()).prefixes(one)).toBe(state.prefixes(one));
    expect(state.table(one).map(({ prefix }) => prefix)).toContain("10.9.0.0/16");
    expect(state.rows(one, "10.9.0.0/16")).not.toEqual(state.rows(other, "10.9.0.0/16"));
    expect(state.activeRoutes(one, "10.9.0.0/16")).not.toEqual(state.activeRoutes(other, "10.9.0.0/16"));
  });

  it("answers aside alike, without a question that distinguishes scenarios", () => {
    const topology = topologyIn({ udrs: [udr("10.9.0.0/16", "None", { exists: FLAG })] });
    for (const answer of [true, false]) {
      const scenario = new Scenario(new Map(), () => answer);
      const state = routingStateOf(topology, scenario);
      expect(state.aside().rows(topology.subnets[0]!, "10.9.0.0/16")).toHaveLength(answer ? 1 : 0);
      expect(scenario.answers.size).toBe(0);
    }
  });

  it.each<[string, Situation, boolean]>([
    ["without a table", {}, true],
    ["with a table that propagates", { table: { propagation: true } }, true],
    ["with a table that does not", { table: { propagation: false } }, false],
  ])("propagates BGP routes into a subnet %s: %s", (_, situation, expected) => {
    const state = stateIn(situation);
    expect(state.propagates(state.index.topology.subnets[0]!)).toBe(expected);
  });

  it("finds the subnet of a network's gateways by its name", () => {
    const gatewaySubnet = subnet("gws", { name: "GatewaySubnet" });
    const elsewhere = subnet("far-gws", { name: "GatewaySubnet", network: "spoke" });
    expect(stateIn({ subnets: [elsewhere, gatewaySubnet] }).gatewaySubnet("hub")?.id).toBe("gws");
    expect(stateIn({}).gatewaySubnet("hub")).toBeUndefined();
  });
});
