import { machineLinks } from "../../../../lib/analysis/bgp/links/machine-links";
import type { Link } from "../../../../lib/analysis/bgp/link";
import { nvasOf } from "../../../../lib/analysis/bgp/nva-peers";
import { Propagation } from "../../../../lib/analysis/bgp/propagation";
import type { Route } from "../../../../lib/analysis/bgp/route";
import type { Peering, SecurityRule, Topology } from "../../../../lib/analysis/model/azure";
import type { Guest, GuestBgp, GuestNeighbor } from "../../../../lib/analysis/model/guest";
import { TopologyIndex } from "../../../../lib/analysis/model/topology-index";
import { Scenario } from "../../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { machine, neighbor, network, nic, route, subnet, topologyOf } from "../../../support/analysis/topology";
import { rule } from "../../forwarding/nsg/rules";
import { everything, outcome, over, rejectionOf } from "./over";

const A = "10.0.0.10";
const B = "10.1.0.10";

interface Parts {
  /** a's neighbor b, and b's neighbor a. */
  readonly toB?: Partial<GuestNeighbor> | undefined;
  readonly toA?: Partial<GuestNeighbor> | undefined;
  readonly a?: Partial<GuestBgp>;
  readonly b?: Partial<GuestBgp>;
  readonly peering?: Partial<Peering>;
  readonly more?: Partial<Topology>;
  /** All of b's guest. */
  readonly guest?: Partial<Guest> | undefined;
}

/** Two NVAs in peered networks, each with the other as its neighbor; b has another neighbor behind a tunnel. */
function topology(parts: Parts = {}): Topology {
  const { a, b, peering, more } = parts;
  const [toB, toA] = (["toB", "toA"] as const).map((key) => (key in parts ? parts[key] : {}));
  const of = (address: string, asn: number, changes: Partial<GuestNeighbor> | undefined) =>
    changes ? [neighbor(address, { remoteAsn: asn, ...changes })] : [];
  const side = (from: string, to: string): Peering => ({
    id: `${from}-${to}`,
    name: `${from}-${to}`,
    network: from,
    remote: to,
    virtualNetworkAccess: true,
    forwardedTraffic: true,
    gatewayTransit: false,
    useRemoteGateways: false,
    ...peering,
  });
  const guest = "guest" in parts ? parts.guest : undefined;
  const bgpOfB: GuestBgp = {
    asn: 65002,
    neighbors: [...of(A, 65001, toA), neighbor("192.168.0.2")],
    originates: [],
    resolvesByDefault: true,
    ...b,
  };
  return topologyOf({
    networks: [network("hub"), network("far", { addressSpace: ["10.1.0.0/16"] })],
    subnets: [subnet("default"), subnet("there", { network: "far", prefixes: ["10.1.0.0/24"] })],
    peerings: [side("hub", "far"), side("far", "hub")],
    nics: [nic("nic"), nic("nic-b", { subnet: "there", address: B })],
    machines: [
      machine("a", {
        bgp: { asn: 65001, neighbors: of(B, 65002, toB), originates: [], resolvesByDefault: true, ...a },
      }),
      { ...machine("b", "guest" in parts ? guest : { bgp: bgpOfB }), nics: ["nic-b"] },
    ],
    ...more,
  });
}

const linksIn = (all: Topology): Link[] => {
  const index = new TopologyIndex(all);
  return machineLinks(
    index,
    nvasOf(index, () => new Propagation([], [], () => [])),
  );
};

/** What a learns from b. */
const fromB = (all: Topology): Link => linksIn(all).find(({ from, to }) => from === "b" && to === "a")!;

const OWN: Route = route({ origin: "b", asPath: [], stations: ["vm-b (AS 65002)"] });
const text = (all: Topology, scenario?: Scenario) => rejectionOf(fromB(all), OWN, scenario)?.text;

it("joins NVAs that have each other as a neighbor, both ways", () => {
  expect(linksIn(topology()).map(({ from, to }) => `${from} ${to}`)).toEqual([
    "b a",
    "a b",
    "b neighbor 192.168.0.2 b",
  ]);
  expect(linksIn(topology({ toB: undefined, toA: undefined })).map(({ from }) => from)).toEqual([
    "b neighbor 192.168.0.2",
  ]);
});

it("brings what an NVA has, with its AS number and its address", () => {
  expect(over(fromB(topology()), OWN)).toMatchObject({
    asPath: [65002],
    nextHop: B,
    neighbor: "b",
    kind: "nva",
    stations: ["vm-b (AS 65002)", "vm-a"],
  });
});

it("brings what an NVA with other peers has learned, except from the neighbor itself", () => {
  const learned = route({ kind: "network", neighbor: "rs", asPath: [65515], origin: "hub" });
  expect(over(fromB(topology()), learned)).toMatchObject({ asPath: [65002, 65515], kind: "nva", origin: "hub" });
  expect(outcome(fromB(topology()), { ...learned, neighbor: "a" })).toBe("");
  expect(outcome(fromB(topology()), { ...learned, asPath: [65001] })).toBe("");
});

it("keeps the next hop and the path between NVAs of one AS", () => {
  const all = topology({ b: { asn: 65001 }, toB: { remoteAsn: 65001 }, toA: { remoteAsn: 65001 } });
  const learned = route({ neighbor: "rs", asPath: [65515], nextHop: "10.1.9.4" });
  expect(over(fromB(all), learned)).toMatchObject({ asPath: [65515], nextHop: "10.1.9.4" });
  const preference = { weight: 0, localPreference: 100, internal: true, reachable: true };
  expect(outcome(fromB(all), { ...learned, preference })).toBe("");
});

describe("a session of two NVAs", () => {
  it.each<[string, Parts, string]>([
    ["a setting of the one that sends", { toA: { multihop: 1 } }, "of vm-b with vm-a does not come up: ebgp-multihop"],
    [
      "a setting of the one that learns",
      { toB: { shutdown: true } },
      "of vm-a with vm-b does not come up: it is shut down",
    ],
    [
      "AS numbers that differ",
      { toB: { remoteAsn: 65009 } },
      "of vm-a with vm-b does not come up: its remote-as is not 65002",
    ],
    [
      "passwords that differ",
      { toA: { password: "12ab" } },
      "of vm-b with vm-a does not come up: its password differs",
    ],
    ["a neighbor that the other side does not have", { toA: undefined }, "vm-a is not one of its neighbors"],
    [
      "user data without BGP",
      { guest: {} },
      "of vm-b with vm-a does not come up: its user data does not configure BGP",
    ],
    ["two sides that wait", { toA: { passive: true }, toB: { passive: true } }, "both sides wait"],
    [
      "next hops that do not resolve",
      { a: { resolvesByDefault: false }, b: { resolvesByDefault: false } },
      "FRR has only its default route to the other side",
    ],
  ])("is down for %s", (_, parts, expected) => {
    expect(text(topology(parts))).toContain(expected);
  });

  const noBgp = (side: string, direction: "Inbound" | "Outbound") =>
    rule({ name: `no ${side}`, access: "Deny", direction, destinationPorts: ["179"] });
  const grouped = (a: readonly SecurityRule[], b: readonly SecurityRule[], parts: Parts = {}): Topology => ({
    ...topology(parts),
    nics: [nic("nic", { securityGroup: "a" }), nic("nic-b", { subnet: "there", address: B, securityGroup: "b" })],
    securityGroups: [
      { id: "a", name: "nsg-a", rules: a },
      { id: "b", name: "nsg-b", rules: b },
    ],
  });

  it("is down where the security groups of both let neither open it", () => {
    expect(text(grouped([noBgp("a", "Outbound")], []))).toBeUndefined();
    expect(text(grouped([noBgp("a", "Outbound"), noBgp("a", "Inbound")], []))).toContain(
      "of vm-b with vm-a does not come up: nsg-a denies TCP port 179 in both directions",
    );
    expect(text(grouped([noBgp("a", "Inbound")], [noBgp("b", "Inbound")]))).toContain(
      "nsg-a and nsg-b deny TCP port 179 in both directions",
    );
    expect(text(grouped([noBgp("a", "Outbound")], [], { toA: { passive: true } }))).toContain(
      "nsg-a denies TCP port 179 in the only direction that opens it: one side is passive",
    );
  });

  it("is down without access over the peering, or without a peering's other side", () => {
    expect(outcome(fromB(topology({ peering: { virtualNetworkAccess: false } })), OWN)).toBe("");
    expect(outcome(fromB(topology({ peering: { exists: unknown("var.p") } })), OWN, everything(false))).toBe("");
  });

  it("is mended on the side that is wrong, for this neighbor alone", () => {
    const all = topology({ toA: { multihop: 1 } });
    const repaired = rejectionOf(fromB(all), OWN)!.repair!(all);
    expect(outcome(fromB(repaired), OWN)).toBe("learned");
    expect(repaired.machines[1]!.guest!.bgp!.neighbors[1]).toEqual(neighbor("192.168.0.2"));
  });

  const claims = (parts: Parts) => {
    const scenario = new Scenario();
    outcome(fromB(topology(parts)), OWN, scenario);
    return [...scenario.answers.values()].flatMap(({ claim: { about } }) => about);
  };
  const BY_DEFAULT = (name: string) =>
    `FRR of ${name} resolves next hops by the default route (FRR 9.1 and newer, or "ip nht resolve-via-default")`;

  it("waits for the version of FRR where the other side is reached by the default route alone", () => {
    const open = { resolvesByDefault: undefined };
    expect(claims({})).toEqual([]);
    expect(claims({ a: open, b: open })).toEqual([BY_DEFAULT("vm-a")]);
    expect(claims({ a: { ...open, routes: ["10.1.0.0/16"] }, b: { resolvesByDefault: false } })).toEqual([]);
  });

  it("waits for whether BGP gets through where the networks are not peered", () => {
    expect(claims({ more: { peerings: [] } })).toEqual(["BGP packets pass between vm-a and vm-b"]);
  });
});

describe("a neighbor of which the files do not tell everything", () => {
  const routes = (link: Link, scenario: Scenario) => link.origination!.routes(scenario).map(({ prefix }) => prefix);

  it("may advertise a default where its user data cannot be read", () => {
    const link = fromB(topology({ guest: undefined }));
    expect([true, false].map((answer) => routes(link, everything(answer)))).toEqual([["0.0.0.0/0"], []]);
  });

  it("may advertise a default where it is no machine of the files", () => {
    const link = linksIn(topology()).find(({ from }) => from === "b neighbor 192.168.0.2")!;
    const scenario = new Scenario();
    expect(routes(link, scenario)).toEqual([]);
    expect([...scenario.answers.values()].flatMap(({ claim: { about } }) => about)).toEqual([
      "192.168.0.2 announces no 0.0.0.0/0 to vm-b",
    ]);
    expect(routes(link, everything(false))).toEqual(["0.0.0.0/0"]);
  });

  it("is nobody at an address of a network that no NIC has", () => {
    const links = linksIn(topology({ b: { neighbors: [neighbor("10.1.0.99"), neighbor("10.0.0.98")] } }));
    expect(links.filter(({ from }) => from.includes("neighbor"))).toEqual([]);
  });
});
