import { neighborRefusal, type PeerSide, routeServerSide } from "../../../lib/analysis/bgp/neighbor-refusal";
import type { GuestNeighbor } from "../../../lib/analysis/model/guest";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { neighbor } from "../../support/analysis/topology";
import { everything } from "./links/over";

const SERVER = routeServerSide("vm-nva", 65001, "rs");
const NVA: PeerSide = {
  kind: "nva",
  name: "vm-other",
  asn: 65002,
  machine: "vm-nva",
  ownAsn: 65001,
  connected: false,
  ttl: 255,
  password: false,
};

const refusal = (changes: Partial<GuestNeighbor>, peer: PeerSide, scenario = new Scenario()) =>
  neighborRefusal(scenario, neighbor("10.0.1.4", { remoteAsn: peer.asn, ...changes }), peer);

/** The claims that a session waits for. */
function asked(changes: Partial<GuestNeighbor>, peer: PeerSide): string[] {
  const scenario = new Scenario();
  refusal(changes, peer, scenario);
  return [...scenario.answers.values()].flatMap(({ claim: { about } }) => about);
}

describe("a session with a Route Server", () => {
  it.each<[string, Partial<GuestNeighbor>, Partial<GuestNeighbor> | undefined]>([
    ["comes up with Azure's AS number, multihop, no password, active", {}, undefined],
    ["comes up with two hops", { multihop: 2 }, undefined],
    ["comes up with any other AS", { remoteAsn: "external" }, undefined],
    ["does not come up without multihop", { multihop: 1 }, { multihop: 4 }],
    ["does not come up with another AS number", { remoteAsn: 65001 }, { remoteAsn: 65515 }],
    ["does not come up with a password: the Route Server has no MD5", { password: "0000" }, { password: false }],
    ["does not come up while it is shut down", { shutdown: true }, { shutdown: false }],
    ["does not come up without IPv4 unicast", { active: false }, { active: true }],
    ["names the AS number first", { remoteAsn: 1, multihop: 1 }, { remoteAsn: 65515 }],
  ])("%s", (_, changes, expected) => {
    expect(refusal(changes, SERVER)?.mend).toEqual(expected);
  });

  it("waits for an AS number that is known after apply", () => {
    const unknownAsn = { remoteAsn: unknown("var.asn") };
    expect([true, false].map((answer) => refusal(unknownAsn, SERVER, everything(answer))?.mend)).toEqual([
      undefined,
      { remoteAsn: 65515 },
    ]);
  });

  it.each<[string, Partial<GuestNeighbor>, string]>([
    [
      "disable-connected-check",
      { multihop: 1, connectedCheck: false },
      "BGP packets of vm-nva with a TTL of 1 reach rs",
    ],
    ["ttl-security", { ttlSecurity: 2 }, "BGP packets of rs reach vm-nva with a TTL of 254 or more"],
  ])("waits for what Azure does with the TTL, which nobody has said, with %s", (setting, changes, claim) => {
    expect(asked(changes, SERVER)).toEqual([claim]);
    const refused = refusal(changes, SERVER, everything(false))!;
    expect(refused.got).toContain(`neighbor 10.0.1.4 ${setting}`);
    expect(refusal({ ...changes, ...refused.mend }, SERVER, everything(false))).toBeUndefined();
  });

  it("is mended by a line that names the address, or stands for it", () => {
    const fix = (address: string) =>
      neighborRefusal(new Scenario(), neighbor(address, { shutdown: true }), SERVER)?.fix;
    expect(fix("10.0.1.4")).toBe("no neighbor 10.0.1.4 shutdown");
    expect(fix(symbol("rs.virtual_router_ips[0]"))).toBe("no neighbor ADDRESS shutdown");
  });
});

describe("a session between NVAs", () => {
  const near = { ...NVA, connected: true };

  it.each<[string, Partial<GuestNeighbor>, PeerSide, string | undefined]>([
    ["comes up in one subnet without multihop", { multihop: 1 }, near, undefined],
    [
      "needs multihop between subnets",
      { multihop: 1 },
      NVA,
      "ebgp-multihop is missing, and vm-other is in another subnet",
    ],
    ["comes up with the same password", { password: "1234" }, { ...NVA, password: "1234" }, undefined],
    ["needs the same password", { password: "1234" }, NVA, "its password differs from that of vm-other"],
    [
      "needs a password where the other has one",
      {},
      { ...NVA, password: "1234" },
      "its password differs from that of vm-other",
    ],
    ["needs the other's AS number", { remoteAsn: 65003 }, NVA, "its remote-as is not 65002"],
    ["of one AS is not external", { remoteAsn: "external" }, { ...NVA, asn: 65001 }, "its remote-as is not 65001"],
    ["comes up with ttl-security where the other sends with TTL 255", { ttlSecurity: 2 }, NVA, undefined],
    [
      "needs the TTL that ttl-security wants",
      { ttlSecurity: 2 },
      { ...NVA, ttl: 4 },
      "ttl-security wants a TTL of 254 or more",
    ],
  ])("%s", (_, changes, peer, expected) => {
    expect(refusal(changes, peer, everything(false))?.text).toBe(expected);
    expect(asked(changes, peer)).toEqual([]);
  });

  it("waits for whether Azure lowers the TTL between subnets where not one hop is allowed", () => {
    expect(asked({ ttlSecurity: 1 }, NVA)).toEqual(["BGP packets of vm-other reach vm-nva with a TTL of 255 or more"]);
    expect(asked({ ttlSecurity: 1 }, near)).toEqual([]);
  });
});
