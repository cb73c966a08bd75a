import { advertise, type Link } from "../../../../lib/analysis/bgp/link";
import { nvaLinks } from "../../../../lib/analysis/bgp/links/nva-links";
import { Propagation } from "../../../../lib/analysis/bgp/propagation";
import type { Rejection, Route } from "../../../../lib/analysis/bgp/route";
import type { Session } from "../../../../lib/analysis/bgp/session";
import type { BgpConnection, Machine, RouteServer } from "../../../../lib/analysis/model/azure";
import { permitting } from "../../../../lib/analysis/guest/frr/frr-policy";
import type { GuestBgp, GuestNeighbor, Origination, Policy } from "../../../../lib/analysis/model/guest";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { bgpConnection, machine, neighbor, nic, route, routeServer } from "../../../support/analysis/topology";
import { everything, outcome, over, rejectionOf } from "./over";

const FLAG = unknown("var.flag");

const originates = (prefix: string): Origination => ({ prefix, by: "network", present: true, line: prefix });
const nva = (bgp: Partial<GuestBgp> = {}): Machine =>
  machine("nva", { bgp: { asn: 65001, neighbors: [], originates: [], ...bgp } });

/** Sessions with both instances. */
const UP: Session = {
  neighbors: [
    { instance: 0, neighbor: neighbor("10.0.1.4") },
    { instance: 1, neighbor: neighbor("10.0.1.5") },
  ],
  unread: [],
  rejections: [],
};

interface Parts {
  readonly of?: Machine | undefined;
  readonly relays?: boolean;
  readonly session?: Partial<Session>;
  readonly conn?: Partial<BgpConnection>;
  readonly server?: Partial<RouteServer>;
}

const links = (parts: Parts = {}): readonly [up: Link, first: Link, second: Link] => {
  const { session = {}, conn, server, relays = false } = parts;
  const of = "of" in parts ? parts.of : nva();
  const bgp = of?.guest?.bgp;
  return nvaLinks({
    connection: bgpConnection("bgp", conn),
    server: routeServer("rs", server),
    ...(of && { machine: of, nic: nic("nic") }),
    ...(of &&
      bgp && { nva: { machine: of, bgp, subnets: [], relays, tables: () => new Propagation([], [], () => []) } }),
    sessionIn: () => ({ ...UP, ...session }),
  }) as [Link, Link, Link];
};

/** What the Route Server has learned elsewhere. */
const known = (changes: Partial<Route> = {}): Route =>
  route({ kind: "network", prefix: "10.0.0.0/16", asPath: [], origin: "hub", neighbor: "gw", ...changes });

it("joins an NVA and a Route Server: once upwards, once downwards for each instance", () => {
  const ends = (parts?: Parts) => links(parts).map(({ from, to }) => [from, to]);
  expect(ends()).toEqual([
    ["nva", "rs"],
    ["rs", "nva"],
    ["rs", "nva"],
  ]);
  expect(ends({ of: undefined })[0]).toEqual(["bgp", "rs"]);
});

it.each<[string, Parts]>([
  ["the connection", { conn: { exists: FLAG } }],
  ["the Route Server", { server: { exists: FLAG } }],
])("waits for whether %s is there", (_, parts) => {
  for (const link of links(parts)) {
    const one = link.to === "rs" ? route() : known();
    expect([true, false].map((answer) => outcome(link, one, everything(answer)))).toEqual(["learned", ""]);
  }
});

const deny: Policy = { name: "route-map in", terms: [] };
const prepending: Policy = {
  name: "m",
  terms: [{ ...permitting(""), asPathChanges: [{ kind: "prepend", asns: [65001] }] }],
};

describe("an NVA", () => {
  const prefixes = (of: Machine | undefined): string[] =>
    links({ of })[0].origination!.possible.map(({ prefix }) => prefix);

  it.each<[string, Machine | undefined, readonly string[]]>([
    ["the default route where nothing is known of it", undefined, ["0.0.0.0/0"]],
    ["the default route where its user data cannot be read", machine("nva"), ["0.0.0.0/0"]],
    [
      "what it originates for one neighbor",
      nva({ neighbors: [neighbor("10.0.1.4", { originates: [originates("10.8.0.0/16")] })] }),
      ["0.0.0.0/0", "10.8.0.0/16"],
    ],
    [
      "each prefix once",
      nva({
        neighbors: ["10.0.1.4", "10.0.1.5"].map((one) => neighbor(one, { originates: [originates("0.0.0.0/0")] })),
      }),
      ["0.0.0.0/0"],
    ],
  ])("may announce %s", (_, of, expected) => {
    expect(prefixes(of)).toStrictEqual(expected);
  });

  it("may announce a route with an empty AS path, before the session adds its own", () => {
    expect(links()[0].origination!.possible).toEqual([route({ origin: "nva", asPath: [], stations: [] })]);
  });

  it("advertises what cannot be read of it, or tells why its session is down", () => {
    const down = { prefix: "0.0.0.0/0", origin: "nva", text: "down" } as Rejection;
    const { origination } = links({ session: { unread: [route()], rejections: [down] } })[0];
    expect(origination!.routes(everything(true))).toEqual([route()]);
    expect(origination!.rejections!(everything(true))).toEqual([down]);
  });

  it("advertises a default for the neighbor alone, past its outbound policy", () => {
    const alone = neighbor("10.0.1.4", { originates: [originates("0.0.0.0/0")], out: [deny] });
    const { origination } = links({ session: { neighbors: [{ instance: 0, neighbor: alone }] } })[0];
    expect(origination!.routes(everything(true))).toMatchObject([{ prefix: "0.0.0.0/0", asPath: [65001] }]);
  });

  const own = route({ origin: "nva", asPath: [], stations: ["vm-nva (AS 65001)"] });

  it("advertises its own routes with its AS number and address", () => {
    const [up] = links();
    expect(over(up, own)).toEqual({
      ...own,
      asPath: [65001],
      nextHop: "10.0.0.10",
      neighbor: "nva",
      advertiser: "nva",
      stations: ["vm-nva (AS 65001)", "rs-rs (65515)"],
    });
  });

  it("advertises nothing while its session is down, and tells the policy that denies a route", () => {
    const out = (policies: readonly Policy[]) =>
      outcome(
        links({ session: { neighbors: [{ instance: 0, neighbor: neighbor("10.0.1.4", { out: policies }) }] } })[0],
        own,
      );
    expect(outcome(links({ session: { neighbors: [] } })[0], own)).toBe("");
    expect([out([]), out([deny])]).toEqual(["learned", "outbound-policy at nva"]);
  });

  it("advertises one route for both instances where it sends the same to them, and both where it does not", () => {
    const learned = (second: GuestNeighbor) =>
      advertise(
        links({ session: { neighbors: [UP.neighbors[0]!, { instance: 1, neighbor: second }] } })[0],
        own.prefix,
        [own],
        everything(true),
      ).learned.map(({ asPath }) => asPath);
    expect(learned(neighbor("10.0.1.5"))).toEqual([[65001]]);
    expect(learned(neighbor("10.0.1.5", { out: [prepending] }))).toEqual([[65001], [65001, 65001]]);
    expect(learned(neighbor("10.0.1.5", { out: [deny] }))).toEqual([[65001]]);
  });

  it("sends on what it has learned elsewhere where it has several peers, never to the Route Server that sent it", () => {
    const elsewhere = route({ neighbor: "nva2", asPath: [65002] });
    expect(outcome(links()[0], elsewhere)).toBe("");
    const [up] = links({ relays: true });
    expect(over(up, elsewhere)).toMatchObject({ asPath: [65001, 65002], neighbor: "nva", origin: "vm", kind: "nva" });
    expect(outcome(up, route({ neighbor: "rs", asPath: [65515] }))).toBe("");
  });

  it("has its routes rejected with the Route Server's AS number in the path, unless it replaces that", () => {
    const fromServer = route({ neighbor: "rs2", asPath: [65515], kind: "network" });
    const override: Policy = {
      name: "as-override",
      terms: [{ ...permitting(""), asPathChanges: [{ kind: "replace", asns: "neighbor", by: 65001 }] }],
    };
    const sent = (out: readonly Policy[]) =>
      over(
        links({ relays: true, session: { neighbors: [{ instance: 0, neighbor: neighbor("10.0.1.4", { out }) }] } })[0],
        fromServer,
      );
    expect(sent([])).toBe("azure-asn-in-path at nva");
    expect(sent([override])).toMatchObject({ asPath: [65001, 65001], kind: "nva" });
    expect(rejectionOf(links({ relays: true })[0], fromServer)?.fix).toContain("as-override");
    expect(rejectionOf(links()[0], { ...own, asPath: [65515] })?.fix).toBe("remove 65515 from the path");
  });

  const half = { ...UP, neighbors: UP.neighbors.slice(0, 1) };
  const [first, second] = UP.neighbors;

  it.each<[string, Parts, Partial<Route>, readonly [string, string]]>([
    ["from both instances", {}, {}, ["learned", "learned"]],
    ["from the instance whose session is up", { session: half }, {}, ["learned", ""]],
    ["nothing that it announced itself", {}, { neighbor: "nva" }, ["", ""]],
    ["nothing with NO_ADVERTISE", {}, { communities: ["no-advertise"] }, ["", ""]],
    ["a route with NO_EXPORT", {}, { communities: ["no-export"] }, ["learned", "learned"]],
    ["nothing with its own AS number in the path", {}, { asPath: [64512, 65001] }, ["", ""]],
    ["nothing where it has the Route Server's AS number", { of: nva({ asn: 65515 }) }, {}, ["", ""]],
    [
      "by whatever number, where its own is known after apply",
      { of: nva({ asn: unknown("var.asn") }) },
      { asPath: [65001] },
      ["learned", "learned"],
    ],
    ["though nothing is known of it", { of: undefined }, { asPath: [65001] }, ["learned", "learned"]],
    ["though its user data cannot be read", { of: machine("nva") }, { asPath: [65001] }, ["learned", "learned"]],
    ["though its user data has no BGP", { of: machine("nva", {}) }, { asPath: [65001] }, ["learned", "learned"]],
    [
      "nothing where its inbound policy denies",
      { session: { neighbors: [{ ...first!, neighbor: neighbor("10.0.1.4", { in: [deny] }) }, second!] } },
      {},
      ["", "learned"],
    ],
  ])("learns %s", (_, parts, changes, expected) => {
    const [, ...down] = links(parts);
    expect(down.map((link) => outcome(link, known(changes)))).toEqual(expected);
  });

  it("learns what its policy may permit, by the AS path with the Route Server's number in front", () => {
    const byPath = (regex: string) => ({
      name: "in",
      terms: [{ ...permitting(""), asPath: [{ action: "permit" as const, regex }] }],
    });
    const learnedBy = (regex: string) =>
      outcome(
        links({
          session: { neighbors: [{ instance: 0, neighbor: neighbor("10.0.1.4", { in: [byPath(regex)] }) }] },
        })[1],
        known(),
      );
    expect([learnedBy("^65515$"), learnedBy("^$")]).toEqual(["learned", ""]);
  });

  it("has the Route Server's AS number in front of what it learns", () => {
    const [, one, two] = links();
    const common = { asPath: [65515], neighbor: "rs", stations: ["vm", "vm-nva"] };
    expect(over(one, known())).toEqual(known({ ...common, nextHop: "10.0.1.4", neighborName: "rs-rs instance 1" }));
    expect(over(two, known())).toEqual(known({ ...common, nextHop: "10.0.1.5", neighborName: "rs-rs instance 2" }));
    expect(over(links({ of: undefined })[1], known())).toMatchObject({ stations: ["vm", "NVA"] });
  });
});
