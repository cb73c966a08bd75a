import { type Session, sessionOf } from "../../../lib/analysis/bgp/session";
import type { BgpConnection, Machine, Nic, RouteServer, Topology } from "../../../lib/analysis/model/azure";
import type { Guest, GuestBgp, Origination } from "../../../lib/analysis/model/guest";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import {
  bgpConnection,
  machine,
  neighbor,
  network,
  nic,
  routeServer,
  subnet,
  topologyOf,
  unread,
} from "../../support/analysis/topology";

const DEFAULT: Origination = { prefix: "0.0.0.0/0", by: "network", present: true, line: "network 0.0.0.0/0" };
const BGP: GuestBgp = {
  asn: 65001,
  neighbors: [neighbor("10.0.1.4"), neighbor("10.0.1.5")],
  originates: [DEFAULT],
};

interface Parts {
  readonly conn?: Partial<BgpConnection>;
  readonly server?: Partial<RouteServer>;
  readonly home?: Partial<Nic>;
  readonly of?: Partial<Machine>;
  readonly bgp?: Partial<GuestBgp> | undefined;
  readonly guest?: Partial<Guest>;
  readonly more?: Partial<Topology>;
}

const topology = (parts: Parts = {}): Topology => {
  const { conn, server, home, of, guest, more } = parts;
  const bgp = "bgp" in parts && parts.bgp === undefined ? {} : { bgp: { ...BGP, ...parts.bgp } };
  return topologyOf({
    networks: [network("hub")],
    subnets: [subnet("default"), subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/24"] })],
    routeServers: [routeServer("rs", server)],
    bgpConnections: [bgpConnection("bgp", conn)],
    nics: [nic("nic", home)],
    machines: [{ ...machine("nva", { ...bgp, ...guest }), ...of }],
    ...more,
  });
};

const sessionIn = (all: Topology, scenario = new Scenario()): Session =>
  sessionOf(new TopologyIndex(all), scenario, all.bgpConnections[0]!, all.routeServers[0]!);

/** A session in a few words: the instances that are up and the prefixes announced, or why it is down. */
function words({ neighbors, unread, rejections }: Session): string {
  if (rejections.length > 0) return rejections.map(({ text }) => text.replace(/^.*does not come up: /, "")).join(" | ");
  const instances = neighbors.map(({ instance }) => instance).join("");
  return unread.length === 0 ? `up ${instances}` : `may advertise ${unread.map(({ prefix }) => prefix).join()}`;
}

const UP = "up 01";
const UNREADABLE = "may advertise 0.0.0.0/0";

it.each<[string, Parts, string]>([
  ["comes up with both instances", {}, UP],
  ["comes up with the one that is configured", { bgp: { neighbors: [neighbor("10.0.1.5")] } }, "up 1"],
  [
    "comes up with one where the other is refused",
    { bgp: { neighbors: [neighbor("10.0.1.4", { password: "0000" }), neighbor("10.0.1.5")] } },
    "up 1",
  ],
  [
    "stays down with a password",
    { bgp: { neighbors: [neighbor("10.0.1.4", { password: "0000" })] } },
    "Azure Route Server has no MD5",
  ],
  [
    "stays down for each instance's reason",
    { bgp: { neighbors: [neighbor("10.0.1.4", { shutdown: true }), neighbor("10.0.1.5", { active: false })] } },
    "it is shut down | IPv4 unicast is not activated",
  ],
  ["stays down where the AS numbers differ", { conn: { peerAsn: 65002 } }, "the AS numbers differ"],
  [
    "stays down where no neighbor is an instance",
    { bgp: { neighbors: [neighbor("10.0.0.1")] } },
    "none of its neighbors is one of the Route Server's addresses",
  ],
  [
    "stays down without any neighbor",
    { bgp: { neighbors: [] } },
    "none of its neighbors is one of the Route Server's addresses",
  ],
  ["stays down where the guest does not configure BGP", { bgp: undefined }, "its user data does not configure BGP"],
  [
    "stays down where BGP is configured and does not run",
    { bgp: undefined, guest: { bgpOff: "bgpd=no" } },
    "FRR does not run BGP: bgpd=no",
  ],
  [
    "stays down where no NIC has the peer's address",
    { conn: { peerAddress: "10.0.0.99" } },
    "bgp-bgp is for 10.0.0.99, which is not the address of any NIC near rs-rs",
  ],
  [
    "may be up where something not modelled may have the peer's address",
    { conn: { peerAddress: "10.0.0.99" }, more: { unread: [unread("azurerm_linux_virtual_machine_scale_set.x")] } },
    UNREADABLE,
  ],
  ["may be up where the NIC has no machine", { more: { machines: [] } }, UNREADABLE],
  ["may be up where the machine's user data cannot be read", { more: { machines: [machine("nva")] } }, UNREADABLE],
])("a session %s", (_, parts, expected) => {
  const session = sessionIn(topology(parts));
  expect(words(session)).toBe(expected);
  if (session.rejections.length > 0) expect(session).toMatchObject({ neighbors: [], unread: [] });
});

describe("an unreadable line", () => {
  const unread = (affects: "bgp" | "forward") => ({ guest: { unread: [{ file: "x", line: "tool", affects }] } });
  const asked = (parts: Parts) => {
    const scenario = new Scenario();
    sessionIn(topology(parts), scenario);
    return [...scenario.answers.values()].flatMap(({ claim: { about } }) => about);
  };

  it("that may change BGP is asked for, by the machine and the line", () => {
    expect(asked(unread("bgp"))).toEqual([
      'vm-nva speaks BGP as far as its user data could be read ("tool" could not)',
    ]);
    expect(asked(unread("forward"))).toEqual([]);
  });

  it("leaves open what the machine announces, where it is not as read", () => {
    const scenario = new Scenario(new Map(), ({ about }) => !about[0]!.includes("speaks BGP"));
    expect(words(sessionIn(topology(unread("bgp")), scenario))).toBe(UNREADABLE);
    expect(words(sessionIn(topology(unread("bgp"))))).toBe(UP);
  });
});

it.each<[string, Parts]>([
  ["a NIC", { home: { exists: unknown("var.nic") } }],
  ["a machine", { of: { exists: unknown("var.vm") } }],
])("%s that is not there after apply has no session", (_, parts) => {
  const in_ = (answer: boolean) => words(sessionIn(topology(parts), new Scenario(new Map(), () => answer)));
  expect(in_(true)).toBe(UP);
  expect(in_(false)).toBe("bgp-bgp is for 10.0.0.10, which is not the address of any NIC near rs-rs");
});

it("a machine whose configuration is open may announce the default, by its own name or its address", () => {
  const announced = (parts: Parts) => sessionIn(topology(parts)).unread;
  expect(announced({ more: { machines: [machine("nva")] } })).toEqual([
    {
      prefix: "0.0.0.0/0",
      asPath: [65001],
      kind: "nva",
      origin: "nva",
      nextHop: "10.0.0.10",
      communities: [],
      stations: ["vm-nva (AS 65001)"],
      advertiser: "nva",
    },
  ]);
  expect(announced({ more: { machines: [] } })).toMatchObject([{ origin: "bgp", stations: ["10.0.0.10 (AS 65001)"] }]);
  const nothing = sessionIn(topology({ more: { machines: [] } }), new Scenario(new Map(), () => false));
  expect(nothing).toEqual({ neighbors: [], unread: [], rejections: [] });
});

describe("why a session is down", () => {
  const [PASSWORD, OTHER_ASN] = [
    { bgp: { neighbors: [neighbor("10.0.1.4", { password: "0000" })] } },
    { conn: { peerAsn: 65002 } },
  ];

  it("is told at the component that would have to change", () => {
    const at = (parts: Parts) => sessionIn(topology(parts)).rejections.map((one) => [one.at, one.origin, one.cause]);
    expect(at(PASSWORD)).toEqual([["nva", "nva", "session-down"]]);
    expect(at(OTHER_ASN)).toEqual([["bgp", "nva", "session-down"]]);
    expect(at({ conn: { peerAddress: "10.0.0.99" } })).toEqual([["bgp", "bgp", "session-down"]]);
  });

  it.each<[string, Parts]>([
    ["the guest's neighbor", PASSWORD],
    ["the Route Server's AS number", OTHER_ASN],
  ])("is mended by %s", (_, parts) => {
    const all = topology({
      ...parts,
      more: { bgpConnections: [bgpConnection("bgp", parts.conn), bgpConnection("other")] },
    });
    const repaired = sessionIn(all).rejections[0]!.repair!(all);
    expect(sessionIn(repaired).neighbors).not.toEqual([]);
    expect(repaired.bgpConnections[1]).toEqual(bgpConnection("other"));
  });

  it("is mended for all of the guest's neighbors, which else keep what they are", () => {
    const all = topology({
      bgp: { neighbors: [neighbor("10.0.1.4", { password: "0000" }), neighbor("10.0.1.5", { password: "0000" })] },
    });
    const repaired = sessionIn(all).rejections[0]!.repair!(all);
    expect(repaired.machines[0]!.guest!.bgp).toEqual(BGP);
  });

  it("shows AS numbers and addresses that are known after apply as the configuration writes them", () => {
    const [differ] = sessionIn(
      topology({ conn: { peerAsn: unknown("var.asn") } }),
      new Scenario(new Map(), () => false),
    ).rejections;
    expect(differ).toMatchObject({ got: "router bgp 65001, peer_asn ${var.asn}", fix: '"peer_asn": 65001' });
    const want = (parts: Parts) => sessionIn(topology({ bgp: undefined, ...parts })).rejections[0]!.want;
    expect(want({})).toBe("router bgp 65001 with both instances as neighbors");
    expect(want({ conn: { peerAsn: unknown("var.asn") } })).toBe("router bgp ASN with both instances as neighbors");
    const neighbors = (...addresses: string[]) =>
      sessionIn(topology({ bgp: { neighbors: addresses.map((address) => neighbor(address)) } })).rejections[0]!.got;
    expect(neighbors()).toBe("no neighbor");
    expect(neighbors("10.0.0.1", symbol("var.peer"))).toBe("10.0.0.1, (after apply)");
  });
});
