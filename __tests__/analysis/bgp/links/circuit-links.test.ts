import { circuitLinks, edgeLinks, edgeSpeaker } from "../../../../lib/analysis/bgp/links/circuit-links";
import type { Link } from "../../../../lib/analysis/bgp/link";
import type { Route } from "../../../../lib/analysis/bgp/route";
import type { Circuit, Connection, Gateway, RouteServer, Topology } from "../../../../lib/analysis/model/azure";
import { TopologyIndex } from "../../../../lib/analysis/model/topology-index";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { connection, gateway, network, route, routeServer, topologyOf } from "../../../support/analysis/topology";
import { everything, outcome, over, rejectionOf, repaired } from "./over";

const FLAG = unknown("var.flag");

interface Parts {
  readonly own?: Partial<Gateway>;
  readonly other?: Partial<Gateway>;
  readonly conn?: Partial<Connection>;
  readonly circuit?: Partial<Circuit>;
  readonly servers?: readonly RouteServer[];
}

/** The gateway gw of the network hub and the gateway far of another network, on one circuit. */
const topology = ({ own, other, conn, circuit, servers = [] }: Parts = {}): Topology =>
  topologyOf({
    networks: [network("hub"), network("site", { addressSpace: ["10.100.0.0/16"] })],
    gateways: [gateway("gw", own), gateway("far", { network: "site", ...other })],
    connections: [connection("conn", { circuit: "er", ...conn })],
    circuits: circuit ? [{ id: "er", name: "er-tokyo", managed: true, ...circuit }] : [],
    routeServers: servers,
  });

const linksIn = (parts: Topology): Link[] => {
  const index = new TopologyIndex(parts);
  return circuitLinks(index, parts.gateways[0]!, parts.connections[0]!, "er");
};
const up = (parts?: Parts): Link => linksIn(topology(parts))[0]!;
const downIn = (parts: Topology): Link => linksIn(parts)[1]!;
const down = (parts?: Parts): Link => downIn(topology(parts));

describe("a gateway's connection to a circuit", () => {
  it("joins the gateway and the circuit, both ways, over the connection", () => {
    expect([up(), down()].map(({ from, to, connection: id }) => [from, to, id])).toEqual([
      ["gw", "er", "conn"],
      ["er", "gw", "conn"],
    ]);
  });

  it.each<["always" | "never" | "where that is so", string, Parts]>([
    ["always", "whose circuit the files do not have", {}],
    ["always", "whose circuit may or may not be provisioned", { circuit: {} }],
    ["always", "whose circuit is provisioned", { circuit: { provisioned: true } }],
    ["never", "whose circuit is not provisioned", { circuit: { provisioned: false } }],
    ["where that is so", "whose circuit may be provisioned", { circuit: { provisioned: FLAG } }],
    ["where that is so", "that may be there", { conn: { exists: FLAG } }],
    ["where that is so", "of a gateway that may be there", { own: { exists: FLAG } }],
    ["where that is so", "to a circuit that may be there", { circuit: { exists: FLAG } }],
  ])("carries routes %s: a connection %s", (when, _, parts) => {
    for (const link of [up(parts), down(parts)]) {
      expect(outcome(link, route(), everything(true))).toBe(when === "never" ? "" : "learned");
      expect(outcome(link, route(), everything(false))).toBe(when === "always" ? "learned" : "");
    }
  });
});

describe("towards a circuit", () => {
  it("a gateway advertises with Azure's AS number in front", () => {
    expect(over(up(), route({ asPath: [65001] }))).toEqual(
      route({ asPath: [65515, 65001], neighbor: "gw", connection: "conn", stations: ["vm", "circuit (12076)"] }),
    );
    expect(over(up({ circuit: {} }), route())).toMatchObject({ stations: ["vm", "er-tokyo (12076)"] });
  });

  it.each<[string, Partial<Route>, string]>([
    ["what it did not learn from a circuit", {}, "learned"],
    ["no route that it learned from any circuit", { connection: "other" }, ""],
    ["no route with NO_ADVERTISE", { communities: ["no-advertise"] }, ""],
    ["no route with NO_EXPORT", { communities: ["65001:1", "no-export"] }, ""],
    ["a route with another community", { communities: ["65001:1"] }, "learned"],
    ["no path that has the circuit's own AS number", { asPath: [65001, 12076] }, "azure-asn-in-path at vm"],
  ])("a gateway advertises %s", (_, changes, expected) => {
    expect(outcome(up(), route(changes))).toBe(expected);
  });

  it("a path with the circuit's own AS number is told as the circuit would get it", () => {
    expect(rejectionOf(up(), route({ asPath: [65001, 12076] }))!.got).toBe("AS path 65515 65001 12076");
  });
});

describe("from a circuit", () => {
  const SENT: Partial<Route> = { neighbor: "far", kind: "network" };

  it("a gateway learns with the circuit's AS number in front, and in place of Azure's own", () => {
    expect(over(down(), route({ asPath: [65515, 65001] }))).toEqual(
      route({ asPath: [12076, 12076, 65001], neighbor: "er", connection: "conn", stations: ["vm", "gw-gw"] }),
    );
  });

  it.each<[string, Parts, Partial<Route>, string]>([
    ["what another gateway advertised", {}, SENT, "learned"],
    ["what a customer's edge advertised", {}, { neighbor: "on-premises:edge" }, "learned"],
    ["a customer's route with the traffic between networks off", { own: { remoteVnetTraffic: false } }, {}, "learned"],
    ["nothing that it advertised itself", {}, { neighbor: "gw" }, ""],
    ["nothing of its own network", {}, { neighbor: "far", origin: "hub" }, ""],
    [
      "nothing where its own remote VNet traffic is off",
      { own: { remoteVnetTraffic: false } },
      SENT,
      "remote-vnet-traffic-off at gw",
    ],
    [
      "nothing where the other's remote VNet traffic is off",
      { other: { remoteVnetTraffic: false } },
      SENT,
      "remote-vnet-traffic-off at far",
    ],
    [
      "nothing where both are off: the sender's is named",
      { own: { remoteVnetTraffic: false }, other: { remoteVnetTraffic: false } },
      SENT,
      "remote-vnet-traffic-off at far",
    ],
    ["an NVA's route where its network has no Route Server", {}, { neighbor: "far" }, "learned"],
    [
      "no NVA's route where its network has a Route Server with branch-to-branch",
      { servers: [routeServer("rs")] },
      { neighbor: "far" },
      "route-server-in-network at rs",
    ],
    [
      "an NVA's route where that Route Server has no branch-to-branch",
      { servers: [routeServer("rs", { branchToBranch: false })] },
      { neighbor: "far" },
      "learned",
    ],
    [
      "an NVA's route where the Route Server is the sender's",
      { servers: [routeServer("rs", { network: "site" })] },
      { neighbor: "far" },
      "learned",
    ],
    ["a network's range in spite of a Route Server", { servers: [routeServer("rs")] }, SENT, "learned"],
  ])("a gateway learns %s", (_, parts, changes, expected) => {
    expect(outcome(down(parts), route(changes))).toBe(expected);
  });

  it("waits for a flag or a Route Server that is known after apply", () => {
    const byFlag = down({ own: { remoteVnetTraffic: FLAG } });
    expect([true, false].map((answer) => outcome(byFlag, route(SENT), everything(answer)))).toEqual([
      "learned",
      "remote-vnet-traffic-off at gw",
    ]);
    const byServer = down({ servers: [routeServer("rs", { exists: FLAG })] });
    expect([true, false].map((answer) => outcome(byServer, route({ neighbor: "far" }), everything(answer)))).toEqual([
      "route-server-in-network at rs",
      "learned",
    ]);
  });

  it("rejects for the network of the gateway, and tells what would mend it", () => {
    const closed = topology({ other: { remoteVnetTraffic: false } });
    expect(rejectionOf(downIn(closed), route(SENT))).toMatchObject({ towards: "hub", origin: "vm" });
    expect(repaired(downIn, closed, route(SENT))).toBe("learned");
    const blocked = topology({ servers: [routeServer("rs"), routeServer("rs-site", { network: "site" })] });
    expect(rejectionOf(downIn(blocked), route({ neighbor: "far" }))).toMatchObject({ towards: "hub" });
    expect(repaired(downIn, blocked, route({ neighbor: "far" }))).toBe("learned");
    const mended = rejectionOf(downIn(blocked), route({ neighbor: "far" }))!.repair!(blocked);
    expect(mended.routeServers.map(({ id }) => id)).toEqual(["rs-site"]);
  });
});

describe("a customer's edge", () => {
  const edge = {
    name: "edge",
    at: "er",
    over: "circuit",
    asn: 64512,
    announces: [{ prefix: "0.0.0.0/0", asPath: [64512] }],
  } as const;
  const SPEAKER = edgeSpeaker(edge);
  const [toCircuit, toEdge] = edgeLinks(edge, "er") as [Link, Link];

  it("announces its prefixes to the circuit", () => {
    const announced = route({ kind: "outside", asPath: [64512], origin: SPEAKER, stations: ["edge"] });
    expect(toCircuit.origination!.possible).toEqual([announced]);
    expect(toCircuit.origination!.routes(everything(true))).toEqual([announced]);
    expect([toCircuit, toEdge].map(({ from, to }) => [from, to])).toEqual([
      [SPEAKER, "er"],
      ["er", SPEAKER],
    ]);
    expect(over({ ...toCircuit, origination: { possible: [], routes: () => [] } }, announced)).toEqual({
      ...announced,
      neighbor: SPEAKER,
      stations: ["edge", "circuit (12076)"],
    });
  });

  it("does not advertise to the circuit what it learned there, and learns nothing of its own", () => {
    expect(toCircuit.carries(route({ neighbor: "er" }))).toBe(false);
    expect(outcome(toEdge, route({ neighbor: SPEAKER }))).toBe("");
    expect(outcome(toEdge, route({ neighbor: "gw" }))).toBe("learned");
  });

  it("learns from the circuit by its own name", () => {
    expect(over(toEdge, route({ asPath: [] }))).toEqual(
      route({ asPath: [12076], neighbor: "er", stations: ["vm", "edge"] }),
    );
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ["the first private AS number", [64512], []],
    ["the last private AS number", [65534], []],
    ["all that are private", [65515, 65001, 65001], []],
  ])("learns paths without %s", (_, asPath, expected) => {
    expect(over(toEdge, route({ asPath }))).toMatchObject({ asPath: [12076, ...expected] });
  });

  it.each<[string, readonly number[], readonly number[]]>([
    ["the last public one before them", [64511], [64511]],
    ["the reserved 65535", [65535], [65535]],
    ["private ones behind a public one", [65515, 3356, 65001], [3356, 65001]],
  ])("learns paths with %s", (_, asPath, expected) => {
    expect(over(toEdge, route({ asPath }))).toMatchObject({ asPath: [12076, ...expected] });
  });
});
