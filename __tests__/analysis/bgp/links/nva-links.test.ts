import type { Link } from "../../../../lib/analysis/bgp/link";
import { nvaLinks } from "../../../../lib/analysis/bgp/links/nva-links";
import type { Rejection, Route } from "../../../../lib/analysis/bgp/route";
import type { Session } from "../../../../lib/analysis/bgp/session";
import type { BgpConnection, Machine, RouteServer } from "../../../../lib/analysis/model/azure";
import type { GuestBgp, Origination } from "../../../../lib/analysis/model/guest";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { bgpConnection, machine, neighbor, route, routeServer } from "../../../support/analysis/topology";
import { everything, outcome, over } from "./over";

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
  announced: [],
  rejections: [],
};

interface Parts {
  readonly of?: Machine | undefined;
  readonly session?: Partial<Session>;
  readonly conn?: Partial<BgpConnection>;
  readonly server?: Partial<RouteServer>;
}

const links = (parts: Parts = {}): readonly [up: Link, first: Link, second: Link] => {
  const { session = {}, conn, server } = parts;
  const of = "of" in parts ? parts.of : nva();
  return nvaLinks(bgpConnection("bgp", conn), routeServer("rs", server), of, () => ({ ...UP, ...session })) as [
    Link,
    Link,
    Link,
  ];
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

describe("an NVA", () => {
  const prefixes = (of: Machine | undefined): string[] =>
    links({ of })[0].origination!.possible.map(({ prefix }) => prefix);

  it.each<[string, Machine | undefined, readonly string[]]>([
    ["the default route where nothing is known of it", undefined, ["0.0.0.0/0"]],
    ["the default route where its user data cannot be read", machine("nva"), ["0.0.0.0/0"]],
    [
      "what its configuration originates",
      nva({ originates: [originates("10.9.0.0/16")] }),
      ["0.0.0.0/0", "10.9.0.0/16"],
    ],
    [
      "what it originates for one neighbor",
      nva({ neighbors: [neighbor("10.0.1.4", { originates: [originates("10.8.0.0/16")] })] }),
      ["0.0.0.0/0", "10.8.0.0/16"],
    ],
    ["each prefix once", nva({ originates: [originates("0.0.0.0/0"), originates("0.0.0.0/0")] }), ["0.0.0.0/0"]],
  ])("may announce %s", (_, of, expected) => {
    expect(prefixes(of)).toStrictEqual(expected);
  });

  it("may announce a route with an empty AS path, before the session adds its own", () => {
    expect(links()[0].origination!.possible).toEqual([route({ origin: "nva", asPath: [], stations: [] })]);
  });

  it("announces what its session does, or tells why it does not", () => {
    const down = { prefix: "0.0.0.0/0", origin: "nva", text: "down" } as Rejection;
    const { origination } = links({ session: { announced: [route()], rejections: [down] } })[0];
    expect(origination!.routes(everything(true))).toEqual([route()]);
    expect(origination!.rejections!(everything(true))).toEqual([down]);
  });

  it("advertises its own routes alone, and none with the Route Server's AS number in the path", () => {
    const [up] = links();
    expect(over(up, route())).toEqual(route({ neighbor: "nva", stations: ["vm", "rs-rs (65515)"] }));
    expect(outcome(up, route({ neighbor: "rs" }))).toBe("");
    expect(outcome(up, route({ asPath: [65001, 65515] }))).toBe("azure-asn-in-path at nva");
  });

  const deny = { name: "route-map in", terms: [] };
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
      terms: [
        {
          action: "permit" as const,
          asPath: [{ action: "permit" as const, regex }],
          prepend: [],
          communities: [],
          line: "",
        },
      ],
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
    expect(over(one, known())).toEqual(known({ ...common, neighborName: "rs-rs instance 1" }));
    expect(over(two, known())).toEqual(known({ ...common, neighborName: "rs-rs instance 2" }));
    expect(over(links({ of: undefined })[1], known())).toMatchObject({ stations: ["vm", "NVA"] });
  });
});
