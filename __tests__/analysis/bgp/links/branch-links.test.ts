import type { Link } from "../../../../lib/analysis/bgp/link";
import { branchLinks, transitLinks } from "../../../../lib/analysis/bgp/links/branch-links";
import type { Route } from "../../../../lib/analysis/bgp/route";
import type { Gateway, RouteServer, Topology } from "../../../../lib/analysis/model/azure";
import { TopologyIndex } from "../../../../lib/analysis/model/topology-index";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { gateway, network, route, routeServer, topologyOf } from "../../../support/analysis/topology";
import { everything, outcome, over, rejectionOf, repaired } from "./over";

const FLAG = unknown("var.flag");

const linksIn = (topology: Topology): Link[] => branchLinks(new TopologyIndex(topology), topology.gateways[0]!);

describe("between a Route Server and a gateway of its network", () => {
  const topology = (server: Partial<RouteServer> = {}, own: Partial<Gateway> = {}): Topology =>
    topologyOf({
      networks: [network("hub")],
      gateways: [gateway("gw", own)],
      routeServers: [routeServer("rs", server)],
    });
  const upIn = (parts: Topology): Link => linksIn(parts)[0]!;
  const [up, down] = linksIn(topology()) as [Link, Link];

  it("there are links both ways, and none to another network", () => {
    expect([up, down].map(({ from, to }) => [from, to])).toEqual([
      ["rs", "gw"],
      ["gw", "rs"],
    ]);
    expect(linksIn(topology({ network: "other" }))).toEqual([]);
  });

  it.each<[string, Partial<RouteServer>, Partial<Gateway>]>([
    ["a Route Server", { exists: FLAG }, {}],
    ["a gateway", {}, { exists: FLAG }],
  ])("%s that is known after apply decides", (_, server, own) => {
    for (const link of linksIn(topology(server, own))) {
      const one = route({ neighbor: "nva" });
      expect([true, false].map((answer) => outcome(link, one, everything(answer)))).toEqual(["learned", ""]);
    }
  });

  it.each<[string, Partial<RouteServer>, Partial<Route>, string]>([
    ["an NVA's route", {}, {}, "learned"],
    ["no network's range", {}, { kind: "network" }, ""],
    ["no on-premises route", {}, { kind: "outside" }, ""],
    ["nothing back to the gateway that it is from", {}, { neighbor: "gw" }, ""],
    ["no route with NO_ADVERTISE", {}, { communities: ["no-advertise"] }, "no-advertise at vm"],
    ["a route with NO_EXPORT", {}, { communities: ["no-export"] }, "learned"],
    ["nothing without branch-to-branch", { branchToBranch: false }, {}, "branch-to-branch-off at rs"],
  ])("the Route Server advertises %s", (_, server, changes, expected) => {
    expect(outcome(upIn(topology(server)), route(changes))).toBe(expected);
  });

  it("the gateway learns it from the Route Server, one next hop, over no connection", () => {
    expect(over(up, route({ connection: "conn" }))).toEqual(route({ neighbor: "rs", stations: ["vm", "gw-gw"] }));
    expect(up.single).toBe(true);
  });

  it("branch-to-branch mends what is rejected without it", () => {
    const closed = topology({ branchToBranch: false });
    expect(rejectionOf(upIn(closed), route())).toMatchObject({ prefix: "0.0.0.0/0", origin: "vm" });
    expect(repaired(upIn, closed, route())).toBe("learned");
  });

  it.each<[string, Partial<RouteServer>, Partial<Route>, string]>([
    ["what it learned", {}, { neighbor: "er" }, "learned"],
    ["nothing that is its own", {}, {}, ""],
    ["nothing back to the Route Server", {}, { neighbor: "rs" }, ""],
    ["nothing without branch-to-branch, which is not worth telling", { branchToBranch: false }, { neighbor: "er" }, ""],
  ])("the gateway advertises %s", (_, server, changes, expected) => {
    expect(outcome(linksIn(topology(server))[1]!, route(changes))).toBe(expected);
  });

  it("the Route Server learns it from the gateway", () => {
    expect(over(down, route({ neighbor: "er", connection: "conn" }))).toEqual(
      route({ neighbor: "gw", connection: "conn", stations: ["vm", "rs-rs (65515)"] }),
    );
  });
});

describe("between the ExpressRoute and the VPN gateway of a network", () => {
  interface Parts {
    readonly server?: Partial<RouteServer>;
    readonly vpn?: Partial<Gateway>;
    readonly er?: Partial<Gateway>;
  }
  const links = ({ server = {}, vpn = {}, er = {} }: Parts = {}, of = "vpn"): Link[] => {
    const topology = topologyOf({
      networks: [network("hub")],
      gateways: [gateway("vpn", { kind: "Vpn", ...vpn }), gateway("er", er)],
      routeServers: [routeServer("rs", server)],
    });
    const index = new TopologyIndex(topology);
    return transitLinks(index, index.gateways.get(of)!);
  };
  const learned = route({ kind: "outside", neighbor: "site", connection: "conn" });

  it("there are links both ways, made once", () => {
    expect(links().map(({ from, to }) => [from, to])).toEqual([
      ["vpn", "er"],
      ["er", "vpn"],
    ]);
    expect(links({}, "er")).toEqual([]);
  });

  it.each<[string, Parts]>([
    ["a Route Server", { server: { network: "other" } }],
    ["an ExpressRoute gateway", { er: { kind: "Vpn" } }],
    ["an ExpressRoute gateway of the same network", { er: { network: "other" } }],
  ])("no link exists without %s", (_, parts) => {
    expect(links(parts)).toEqual([]);
  });

  it.each<[string, Parts, Partial<Route>, string]>([
    ["what one of them learned", {}, {}, "learned"],
    ["another network's range", {}, { kind: "network" }, "learned"],
    ["no NVA's route: the Route Server advertises it", {}, { kind: "nva" }, ""],
    ["nothing that comes from the Route Server", {}, { neighbor: "rs" }, ""],
    ["nothing without branch-to-branch", { server: { branchToBranch: false } }, {}, ""],
    ["nothing without active-active", { vpn: { activeActive: false } }, {}, ""],
    ["whatever the ExpressRoute gateway's mode is", { er: { activeActive: false } }, {}, "learned"],
    ["nothing where the VPN gateway has another AS number", { vpn: { asn: 65010 } }, {}, ""],
    ["whatever the ExpressRoute gateway's number is", { er: { asn: 1 } }, {}, "learned"],
  ])("they carry %s", (_, parts, changes, expected) => {
    for (const link of links(parts)) expect(outcome(link, { ...learned, ...changes })).toBe(expected);
  });

  it.each<[string, Parts]>([
    ["branch-to-branch", { server: { branchToBranch: FLAG } }],
    ["active-active", { vpn: { activeActive: FLAG } }],
    ["the AS number", { vpn: { asn: unknown("var.asn") } }],
    ["whether the Route Server is there", { server: { exists: FLAG } }],
    ["whether the VPN gateway is there", { vpn: { exists: FLAG } }],
    ["whether the ExpressRoute gateway is there", { er: { exists: FLAG } }],
  ])("they wait for %s where that is known after apply", (_, parts) => {
    for (const link of links(parts))
      expect([true, false].map((answer) => outcome(link, learned, everything(answer)))).toEqual(["learned", ""]);
  });

  it("each learns from the other, over no connection", () => {
    const [toEr, toVpn] = links() as [Link, Link];
    const common = { ...route({ kind: "outside" }) };
    expect(over(toEr, learned)).toEqual({ ...common, neighbor: "vpn", stations: ["vm", "gw-er"] });
    expect(over(toVpn, learned)).toEqual({ ...common, neighbor: "er", stations: ["vm", "gw-vpn"] });
  });

  it("neither advertises its own ranges, or what the other advertised", () => {
    const [toEr, toVpn] = links() as [Link, Link];
    expect(outcome(toEr, route({ kind: "network" }))).toBe("");
    expect(outcome(toEr, { ...learned, neighbor: "er" })).toBe("");
    expect(outcome(toVpn, { ...learned, neighbor: "vpn" })).toBe("");
    expect(outcome(toVpn, { ...learned, neighbor: "er" })).toBe("learned");
  });
});
