import { type LearnedRoute, learnablePrefixes, learnedRoutes } from "../../../lib/analysis/routes/learned-routes";
import type { RouteServer } from "../../../lib/analysis/model/azure";
import { routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { explore } from "../../../lib/analysis/unknown/explore";
import { unknown } from "../../../lib/analysis/unknown/value";
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
import { stateIn, onCircuit, peered, type Situation, spoke, topologyIn } from "./situation";

const PREFIX = "192.0.2.0/24";

/** The prefix from three sides: over ExpressRoute (path of 2), an NVA (path of 1), a VPN site (path of 0). */
const three = (
  server: Partial<RouteServer> = {},
  of: readonly ("er" | "nva" | "vpn")[] = ["er", "nva", "vpn"],
): Situation => ({
  subnets: [subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/26"] })],
  gateways: [
    ...(of.includes("er") ? [gateway("er-gw")] : []),
    ...(of.includes("vpn") ? [gateway("vpn-gw", { kind: "Vpn", asn: 65010 })] : []),
  ],
  circuits: [{ id: "er", name: "er", managed: true }],
  connections: [
    connection("conn", { circuit: "er", gateway: "er-gw" }),
    connection("vpn", { gateway: "vpn-gw", localNetworkGateway: "site" }),
  ],
  onPremises: [
    { name: "edge", at: "er", over: "circuit", asn: 64512, announces: [{ prefix: PREFIX, asPath: [64512] }] },
  ],
  localNetworkGateways: [{ id: "site", name: "lng", addressSpace: [PREFIX] }],
  routeServers: [routeServer("rs", { branchToBranch: false, ...server })],
  bgpConnections: of.includes("nva") ? [bgpConnection("bgp")] : [],
  nics: [nic("nic")],
  machines: [
    machine("nva", {
      bgp: {
        asn: 65001,
        neighbors: [neighbor("10.0.1.4"), neighbor("10.0.1.5")],
        originates: [{ prefix: PREFIX, by: "network", present: true, line: "" }],
      },
    }),
  ],
});

const from = (routes: readonly LearnedRoute[]): string[] => routes.map(({ by, route }) => `${route.origin} by ${by}`);
const learned = (situation: Situation, prefix = PREFIX, of = "hub"): string[] =>
  from(learnedRoutes(stateIn(situation), of, prefix));

const [EDGE, NVA, SITE] = ["on-premises:edge by er-gw", "nva by rs", "site by vpn-gw"];

describe("a network learns", () => {
  it.each<[string, Situation, readonly string[]]>([
    ["from ExpressRoute before an NVA and VPN", three(), [EDGE]],
    ["from the shorter of NVA and VPN", three({}, ["nva", "vpn"]), [SITE]],
    [
      "from an NVA before ExpressRoute where VpnGateway is preferred",
      three({ hubRoutingPreference: "VpnGateway" }, ["er", "nva"]),
      [NVA],
    ],
    [
      "from the shortest path where ASPath is preferred",
      three({ hubRoutingPreference: "ASPath" }, ["er", "nva"]),
      [NVA],
    ],
    ["from an NVA by its Route Server", three({}, ["nva"]), [NVA]],
    ["from a VPN site", three({}, ["vpn"]), [SITE]],
    ["nothing where nobody announces", three({}, []), []],
    ["nothing of another network's gateway", { ...onCircuit([PREFIX], "spoke"), networks: [spoke()] }, []],
    [
      "nothing of a peer's gateway that it does not use",
      { ...onCircuit([PREFIX], "spoke"), networks: [spoke()], peerings: peered() },
      [],
    ],
    [
      "from a peer's gateway that it uses",
      {
        ...onCircuit([PREFIX], "spoke"),
        networks: [spoke()],
        peerings: peered({ useRemoteGateways: true }, { gatewayTransit: true }),
      },
      ["on-premises:edge by gw"],
    ],
  ])("%s", (_, situation, expected) => {
    expect(learned(situation)).toEqual(expected);
  });

  it("nothing of its own ranges, or of what its Route Server gave to its gateway", () => {
    const situation = three({ branchToBranch: true }, ["er", "nva"]);
    expect(learned(situation, "10.0.0.0/16")).toEqual([]);
    expect(learned({ ...situation, onPremises: [] })).toEqual([NVA]);
  });

  it("what its gateway gave to its Route Server from the gateway, once", () => {
    expect(learned({ ...three({ branchToBranch: true }, ["er"]) })).toEqual([EDGE]);
  });

  it("what an NVA of another network announces from its gateway, not from its own Route Server too", () => {
    const { machines, bgpConnections, nics } = three();
    const situation: Situation = {
      networks: [network("far", { addressSpace: ["10.100.0.0/16"] })],
      subnets: [
        subnet("site", { network: "far", prefixes: ["10.100.0.0/24"] }),
        subnet("rs", { name: "RouteServerSubnet", network: "far", prefixes: ["10.0.1.0/26"] }),
      ],
      gateways: [
        gateway("vpn-gw", { kind: "Vpn", asn: 65010 }),
        gateway("far-gw", { kind: "Vpn", asn: 65020, network: "far" }),
      ],
      connections: [connection("vpn", { gateway: "vpn-gw", peerGateway: "far-gw" })],
      routeServers: [routeServer("rs", { network: "far" }), routeServer("hub-rs")],
      bgpConnections: bgpConnections!,
      nics: nics!.map((one) => ({ ...one, subnet: "site" })),
      machines: machines!,
    };
    expect(learned(situation)).toEqual(["nva by vpn-gw"]);
  });

  const far = (flag: unknown, routes: readonly string[] = [PREFIX]) => ({
    ...onCircuit(routes, "spoke"),
    networks: [spoke(), network("far", { addressSpace: ["10.9.0.0/16"] })],
    peerings: peered({ useRemoteGateways: flag as boolean }, { gatewayTransit: true }),
  });
  const inScenarios = (situation: Situation, prefix: string) => {
    const topology = topologyIn(situation);
    const { results } = explore((scenario) => from(learnedRoutes(routingStateOf(topology, scenario), "hub", prefix)));
    return results.map(({ result }) => result);
  };

  it("from a peer's gateway that it may use, asked for only where that gateway may have the prefix", () => {
    const situation = far(unknown("var.use"));
    expect(inScenarios(situation, PREFIX)).toEqual([["on-premises:edge by gw"], []]);
    expect(inScenarios(situation, "203.0.113.0/24")).toEqual([[]]);
  });

  it("from the one of a peer's two gateways that has it; not that peer's own ranges", () => {
    const situation = far(true);
    const two = {
      ...situation,
      gateways: [gateway("idle", { kind: "Vpn", network: "spoke" }), ...situation.gateways!],
    };
    expect(learned(two)).toEqual(["on-premises:edge by gw"]);
    expect(learned(two, "10.1.0.0/16")).toEqual([]);
  });

  it("what may come over a gateway that it may use", () => {
    const prefixes = (flag: unknown) => [...learnablePrefixes(stateIn(far(flag)), "hub")].sort();
    expect(prefixes(unknown("var.use"))).toEqual(["10.0.0.0/16", "10.1.0.0/16", PREFIX]);
    expect([...learnablePrefixes(stateIn(far(true)), "far")]).toEqual([]);
    expect([...learnablePrefixes(stateIn(far(true)), "spoke")].sort()).toEqual(["10.0.0.0/16", "10.1.0.0/16", PREFIX]);
  });

  it("what may come from its Route Server", () => {
    expect([...learnablePrefixes(stateIn(three({}, ["nva"])), "hub")].sort()).toEqual([
      "0.0.0.0/0",
      "10.0.0.0/16",
      PREFIX,
    ]);
  });
});
