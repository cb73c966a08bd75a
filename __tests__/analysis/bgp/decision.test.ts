import { bestOfGateway, byWeight, preferred, shortest } from "../../../lib/analysis/bgp/decision";
import type { Route } from "../../../lib/analysis/bgp/route";
import type { Connection } from "../../../lib/analysis/model/azure";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { type Unknown, unknown } from "../../../lib/analysis/unknown/value";

/** A route to 0.0.0.0/0, learned from its name, with an AS path of that length. */
const route = (neighbor: string, length: number, more: Partial<Route> = {}): Route => ({
  prefix: "0.0.0.0/0",
  asPath: Array.from({ length }, () => 65001),
  kind: "nva",
  origin: neighbor,
  communities: [],
  stations: [],
  neighbor,
  ...more,
});

const own = (): Route => {
  const learned: Route & { neighbor?: string } = route("own", 0);
  delete (learned as { neighbor?: string }).neighbor;
  return learned;
};

const names = (routes: readonly Route[]): string[] => routes.map(({ origin }) => origin).sort();

const connection = (id: string, routingWeight: number | Unknown<number>): [string, Connection] => [
  id,
  { id, name: id, gateway: "gw", routingWeight, bgp: true, fastPath: false },
];

describe("best path", () => {
  it.each<[string, readonly Route[], readonly string[]]>([
    ["nothing of nothing", [], []],
    ["the only route", [route("a", 3)], ["a"]],
    ["the shortest AS path", [route("a", 3), route("b", 2)], ["b"]],
    ["both of two equal paths", [route("a", 2), route("b", 2), route("c", 3)], ["a", "b"]],
    ["what the speaker announces itself, whatever is learned", [route("a", 0), own()], ["own"]],
    ["for each prefix its own", [route("a", 2), route("b", 3, { prefix: "10.0.0.0/8" })], ["a", "b"]],
  ])("uses %s", (_, routes, expected) => {
    expect(names(shortest(routes))).toStrictEqual(expected);
  });

  it.each<[string, readonly [string, Connection][], readonly Route[], readonly string[]]>([
    [
      "the heavier connection, though its path is longer",
      [connection("one", 10), connection("two", 0)],
      [route("a", 5, { connection: "one" }), route("b", 1, { connection: "two" })],
      ["a"],
    ],
    [
      "the shorter path of equally heavy connections",
      [connection("one", 10), connection("two", 10)],
      [route("a", 5, { connection: "one" }), route("b", 1, { connection: "two" })],
      ["b"],
    ],
    [
      "a route without a connection as if its weight were 0",
      [connection("one", 1)],
      [route("a", 5, { connection: "one" }), route("b", 1)],
      ["a"],
    ],
    [
      "a route of a connection that the files do not have as if its weight were 0",
      [connection("one", 1)],
      [route("a", 5, { connection: "one" }), route("b", 1, { connection: "gone" })],
      ["a"],
    ],
    ["its own route", [connection("one", 100)], [route("a", 1, { connection: "one" }), own()], ["own"]],
  ])("of an ExpressRoute gateway is %s", (_, connections, routes, expected) => {
    expect(names(byWeight(routes, new Map(connections), new Scenario()))).toStrictEqual(expected);
  });

  it("of two connections, one of them with a weight known only after apply, may be either", () => {
    const connections = new Map([connection("one", unknown("var.weight")), connection("two", 5)]);
    const routes = [route("a", 1, { connection: "one" }), route("b", 1, { connection: "two" })];
    const { results } = explore((scenario) => names(byWeight(routes, connections, scenario)));
    expect(results.map(({ result }) => result)).toEqual([["a"], ["b"]]);
  });

  it("of a connection whose weight is not the highest after apply is below one of weight 0", () => {
    const connections = new Map([connection("one", unknown("var.weight")), connection("two", 0)]);
    const routes = [route("a", 1, { connection: "one" }), route("b", 5, { connection: "two" })];
    expect(names(byWeight(routes, connections, new Scenario(new Map(), () => false)))).toStrictEqual(["b"]);
  });

  it("of one connection does not wait for its weight", () => {
    const connections = new Map([connection("one", unknown("var.weight"))]);
    const scenario = new Scenario();
    byWeight([route("a", 1, { connection: "one" }), route("b", 2, { connection: "one" })], connections, scenario);
    expect(scenario.answers.size).toBe(0);
  });

  const [circuit, nva, vpn] = [route("circuit", 4), route("nva", 2), route("vpn", 3)];

  it.each<[string, Parameters<typeof preferred>[3], readonly (readonly Route[])[], readonly string[]]>([
    ["ExpressRoute before an NVA and VPN", "ExpressRoute", [[circuit], [nva], [vpn]], ["circuit"]],
    ["ExpressRoute where nothing is said", undefined, [[circuit], [nva], [vpn]], ["circuit"]],
    ["the shorter of NVA and VPN where there is no circuit", "ExpressRoute", [[], [nva], [vpn]], ["nva"]],
    ["NVA and VPN before ExpressRoute, if VpnGateway is preferred", "VpnGateway", [[circuit], [], [vpn]], ["vpn"]],
    [
      "ExpressRoute where VpnGateway is preferred and no VPN gateway has the route",
      "VpnGateway",
      [[circuit], [], []],
      ["circuit"],
    ],
    ["the shortest path of all, if ASPath is preferred", "ASPath", [[circuit], [nva], [vpn]], ["nva"]],
    [
      "the circuit's, if ASPath is preferred and it is the shortest",
      "ASPath",
      [[route("circuit", 1)], [nva], [vpn]],
      ["circuit"],
    ],
  ])("of a network is %s", (_, preference, [circuits = [], nvas = [], vpns = []], expected) => {
    expect(names(preferred(circuits, nvas, vpns, preference))).toStrictEqual(expected);
  });

  it.each<[Parameters<typeof preferred>[3], string]>([
    ["ExpressRoute", "circuit"],
    ["VpnGateway", "server"],
    ["ASPath", "server"],
  ])("of a gateway between its circuit and its Route Server follows the preference %s", (preference, expected) => {
    const routes = [route("circuit", 4, { connection: "one" }), route("server", 1)];
    const best = bestOfGateway(
      routes,
      new Set(["server"]),
      new Map([connection("one", 0)]),
      preference,
      new Scenario(),
    );
    expect(names(best)).toStrictEqual([expected]);
  });
});
