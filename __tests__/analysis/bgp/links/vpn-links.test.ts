import type { Link } from "../../../../lib/analysis/bgp/link";
import { vpnLinks } from "../../../../lib/analysis/bgp/links/vpn-links";
import type { Route } from "../../../../lib/analysis/bgp/route";
import { explore } from "../../../../lib/analysis/unknown/explore";
import type { OnPremises } from "../../../../lib/analysis/kinds/on-premises";
import type { Connection, Gateway, LocalNetworkGateway } from "../../../../lib/analysis/model/azure";
import { TopologyIndex } from "../../../../lib/analysis/model/topology-index";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { connection, gateway, network, route, topologyOf } from "../../../support/analysis/topology";
import { everything, outcome, over, rejectionOf } from "./over";

const FLAG = unknown("var.flag");

interface Parts {
  readonly own?: Partial<Gateway>;
  readonly peer?: Partial<Gateway>;
  readonly site?: Partial<LocalNetworkGateway>;
  readonly conn?: Partial<Connection>;
  readonly onPremises?: readonly OnPremises[];
}

const links = ({ own, peer, site, conn, onPremises = [] }: Parts): Link[] => {
  const topology = topologyOf({
    networks: [network("hub"), network("far", { addressSpace: ["10.100.0.0/16"] })],
    gateways: [
      gateway("gw", { kind: "Vpn", ...own }),
      gateway("peer", { kind: "Vpn", network: "far", asn: 65010, ...peer }),
    ],
    localNetworkGateways: [{ id: "site", name: "lng-site", addressSpace: ["192.168.0.0/16"], ...site }],
    connections: [connection("vpn", conn)],
    onPremises,
  });
  return vpnLinks(new TopologyIndex(topology), topology.gateways[0]!, topology.connections[0]!);
};

const between = (parts: Parts = {}): Link => links({ ...parts, conn: { peerGateway: "peer", ...parts.conn } })[0]!;
const fromSite = (parts: Parts = {}): Link =>
  links({ ...parts, conn: { localNetworkGateway: "site", ...parts.conn } })[0]!;

it("a VPN connection to what the files do not have brings nothing", () => {
  expect(links({})).toEqual([]);
  expect(links({ conn: { peerGateway: "elsewhere", localNetworkGateway: "elsewhere" } })).toEqual([]);
});

describe("over VPN from another gateway", () => {
  const far: Partial<Route> = { kind: "network", prefix: "10.9.0.0/16", origin: "spoke", neighbor: "er" };
  const own: Partial<Route> = { kind: "network", prefix: "10.100.0.0/16", origin: "far" };

  it("a gateway learns with the peer's AS number in front", () => {
    const link = between();
    expect([link.from, link.to, link.connection]).toEqual(["peer", "gw", "vpn"]);
    expect(over(link, route(far))).toEqual(
      route({ ...far, asPath: [65010, 65001], neighbor: "peer", connection: "vpn", stations: ["vm", "gw-gw"] }),
    );
    expect(over(between({ peer: { asn: unknown("var.asn") } }), route(far))).toMatchObject({ asPath: [0, 65001] });
  });

  it.each<[string, Parts, Partial<Route>, string]>([
    ["the peer's own range", {}, own, "learned"],
    ["the peer's own range without BGP", { conn: { bgp: false } }, own, "learned"],
    ["what the peer learned", {}, far, "learned"],
    ["nothing else without BGP on the connection", { conn: { bgp: false } }, far, ""],
    ["nothing else without BGP on the gateway", { own: { bgp: false } }, far, ""],
    ["nothing else without BGP on the peer", { peer: { bgp: false } }, far, ""],
    ["what a peer learned whose network the files do not have", { peer: { network: "elsewhere" } }, far, "learned"],
    ["nothing back from itself", {}, { ...far, neighbor: "gw" }, ""],
    ["nothing of its own network", {}, { ...far, origin: "hub" }, ""],
    ["no default route", {}, { ...far, prefix: "0.0.0.0/0" }, "default-over-vpn at peer"],
    [
      "no route to the peer's very range that somebody else announced",
      {},
      { ...far, prefix: "10.100.0.0/16" },
      "default-over-vpn at peer",
    ],
    ["no route inside of the peer's range", {}, { ...far, prefix: "10.100.7.0/24" }, "default-over-vpn at peer"],
    ["a route around the peer's range", {}, { ...far, prefix: "10.0.0.0/8" }, "learned"],
  ])("a gateway learns %s", (_, parts, changes, expected) => {
    expect(outcome(between(parts), route(changes))).toBe(expected);
  });

  it("the rejected default is missing in the gateway's network", () => {
    expect(rejectionOf(between(), route({ neighbor: "er" }))).toMatchObject({ towards: "hub", origin: "vm" });
  });

  it.each<[string, Parts, Partial<Route>]>([
    ["BGP on the connection", { conn: { bgp: FLAG } }, far],
    ["whether the connection is there", { conn: { exists: FLAG } }, own],
    ["whether the gateway is there", { own: { exists: FLAG } }, own],
    ["whether the peer is there", { peer: { exists: FLAG } }, own],
  ])("waits for %s where that is known after apply", (_, parts, changes) => {
    expect([true, false].map((answer) => outcome(between(parts), route(changes), everything(answer)))).toEqual([
      "learned",
      "",
    ]);
  });
});

describe("over VPN from a site", () => {
  const announced = (parts: Parts = {}, answer = true): (readonly [string, readonly number[]])[] => {
    const { possible, routes } = fromSite(parts).origination!;
    const now = routes(everything(answer));
    expect(possible).toEqual(expect.arrayContaining([...now]));
    return now.map(({ prefix, asPath }) => [prefix, asPath]);
  };
  const ROUTER = { name: "router", at: "vpn", over: "vpn", asn: 65020 } as const;

  it.each<[string, Parts, ReturnType<typeof announced>]>([
    ["its ranges", {}, [["192.168.0.0/16", []]]],
    ["its ranges with its AS number", { site: { asn: 65020 } }, [["192.168.0.0/16", [65020]]]],
    [
      "its ranges where its AS number is known after apply",
      { site: { asn: unknown("var.asn") } },
      [["192.168.0.0/16", []]],
    ],
    [
      "the default route too where it is the gateway's default site",
      { own: { defaultSite: "site" } },
      [
        ["192.168.0.0/16", []],
        ["0.0.0.0/0", []],
      ],
    ],
    ["no default route where another is the default site", { own: { defaultSite: "other" } }, [["192.168.0.0/16", []]]],
  ])("come %s", (_, parts, expected) => {
    expect(announced(parts)).toStrictEqual(expected);
  });

  it.each<[string, Parts, ReturnType<typeof announced>]>([
    ["are the configured ranges without BGP on the connection", { conn: { bgp: false } }, [["192.168.0.0/16", []]]],
    ["are the configured ranges without BGP on the gateway", { own: { bgp: false } }, [["192.168.0.0/16", []]]],
    [
      "are what the user says that its routers announce",
      { onPremises: [{ ...ROUTER, announces: [{ prefix: "172.20.0.0/16", asPath: [65020, 65021] }] }] },
      [
        ["192.168.0.0/16", []],
        ["172.20.0.0/16", [65020, 65021]],
      ],
    ],
    [
      "are not what routers of another connection announce",
      {
        conn: { bgp: false },
        onPremises: [{ ...ROUTER, at: "other", announces: [{ prefix: "172.20.0.0/16", asPath: [] }] }],
      },
      [["192.168.0.0/16", []]],
    ],
  ])("the routes %s", (_, parts, expected) => {
    expect(announced(parts)).toStrictEqual(expected);
  });

  it("the routes of a site that nobody describes may have a default: it stays open whether they do", () => {
    const { possible, routes } = fromSite({ conn: { bgp: true }, own: { bgp: true } }).origination!;
    expect(possible.map(({ prefix }) => prefix)).toEqual(["192.168.0.0/16", "0.0.0.0/0"]);
    const explored = explore((scenario) => routes(scenario).map(({ prefix }) => prefix));
    expect(explored.results.map(({ result }) => result)).toEqual([["192.168.0.0/16"], ["192.168.0.0/16", "0.0.0.0/0"]]);
  });

  it("the address of its BGP speaker is no range of the site's", () => {
    const site = { addressSpace: ["192.168.10.10/32", "192.168.0.0/16"], bgpAddress: "192.168.10.10" };
    expect(announced({ site })).toStrictEqual([["192.168.0.0/16", []]]);
    expect(announced({ site, conn: { bgp: false } })).toHaveLength(2);
  });

  it("the gateway learns them from the site, over the connection", () => {
    const link = fromSite();
    expect([link.from, link.to, link.connection]).toEqual(["site", "gw", "vpn"]);
    const [own] = link.origination!.possible;
    expect(own).toEqual(
      route({ prefix: "192.168.0.0/16", asPath: [], kind: "outside", origin: "site", stations: ["lng-site"] }),
    );
    expect(link.pass(own!)).toEqual({ ...own, neighbor: "site", connection: "vpn", stations: ["lng-site", "gw-gw"] });
  });

  it("the site passes on nothing that it learned", () => {
    expect(outcome(fromSite(), route({ neighbor: "gw" }))).toBe("");
    expect(outcome(fromSite(), route())).toBe("learned");
  });

  it.each<[string, Parts]>([
    ["the connection", { conn: { exists: FLAG } }],
    ["the gateway", { own: { exists: FLAG } }],
    ["the site", { site: { exists: FLAG } }],
  ])("waits for whether %s is there", (_, parts) => {
    expect([true, false].map((answer) => outcome(fromSite(parts), route(), everything(answer)))).toEqual([
      "learned",
      "",
    ]);
  });
});
