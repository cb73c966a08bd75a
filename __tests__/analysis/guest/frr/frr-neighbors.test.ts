import type { GuestNeighbor } from "../../../../lib/analysis/model/guest";
import { symbol } from "../../../../lib/analysis/unknown/value";
import { frrGuest, NEIGHBOR, PEER } from "./frr-guest";

describe("FRR's neighbors", () => {
  const neighbors = (config: string) => frrGuest(config).bgp!.neighbors;

  test("have the settings of their lines", () => {
    const [first] = neighbors(
      `router bgp 65001\n neighbor ${PEER} remote-as 65515\n neighbor ${PEER} ebgp-multihop\n neighbor ${PEER} password secret\n neighbor ${PEER} shutdown\n neighbor ${PEER} description ours\n`,
    );
    expect(first).toMatchObject({ remoteAsn: 65515, multihop: 255, password: "6911", shutdown: true, active: true });
  });

  test("lose what a no line removes", () => {
    const text = `${NEIGHBOR} neighbor ${PEER} shutdown\n no neighbor ${PEER} shutdown\n neighbor ${PEER} route-map m out\n no neighbor ${PEER} route-map m out\n address-family ipv4 unicast\n  no neighbor ${PEER} activate\n exit-address-family\n`;
    expect(neighbors(text)[0]).toMatchObject({ shutdown: false, out: [], active: false });
    expect(neighbors(`${NEIGHBOR} no neighbor ${PEER}\n`)).toEqual([]);
    expect(neighbors(`${NEIGHBOR} no neighbor ${PEER} remote-as 65515\n`)).toEqual([]);
  });

  test("inherit from their peer group, and their own lines override it", () => {
    const text = `router bgp 65001\n neighbor rs peer-group\n neighbor rs remote-as external\n neighbor rs ebgp-multihop 4\n neighbor rs route-map none out\n neighbor 10.0.0.4 peer-group rs\n neighbor 10.0.0.5 peer-group rs\n neighbor 10.0.0.5 ebgp-multihop 2\n`;
    expect(
      neighbors(text).map(({ address, remoteAsn, multihop, out }) => [address, remoteAsn, multihop, out.length]),
    ).toEqual([
      ["10.0.0.4", "external", 4, 1],
      ["10.0.0.5", "external", 2, 1],
    ]);
  });

  test("of the same AS need no policy", () => {
    expect(neighbors(`router bgp 65001\n neighbor ${PEER} remote-as internal\n`)[0]).toMatchObject({
      remoteAsn: 65001,
      multihop: 255,
      in: [],
      out: [],
    });
  });

  test.each<[string, Partial<GuestNeighbor>]>([
    ["ttl-security hops 2", { ttlSecurity: 2, multihop: 1 }],
    ["disable-connected-check", { connectedCheck: false }],
    ["passive", { passive: true }],
    ["allowas-in", { allowedOwnAs: 3 }],
    ["allowas-in 1", { allowedOwnAs: 1 }],
    ["allowas-in origin", { allowedOwnAs: "origin" }],
    ["next-hop-self", { nextHop: "self" }],
    ["attribute-unchanged next-hop", { nextHop: "unchanged" }],
    ["weight 7", { weight: 7 }],
    ["route-reflector-client", { reflectorClient: true }],
  ])("are read with %s", (line, expected) => {
    const text = `router bgp 65001\n neighbor ${PEER} remote-as 65515\n neighbor ${PEER}`;
    expect(neighbors(`${text} ${line}\n`)[0]).toMatchObject(expected);
    const [plain] = neighbors(`router bgp 65001\n neighbor ${PEER} remote-as 65515\n`);
    expect(plain).not.toMatchObject(expected);
  });

  test("with the same password have the same fingerprint", () => {
    const [one, same, other] = neighbors(
      ["10.0.0.4 password secret", "10.0.0.5 password secret", "10.0.0.6 password else"].reduce(
        (text, line) => `${text} neighbor ${line.split(" ")[0]} remote-as 65515\n neighbor ${line}\n`,
        "router bgp 65001\n",
      ),
    ).map(({ password }) => password);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(one).not.toContain("secret");
  });

  test("get AS paths that are changed after the lists and before the route-map", () => {
    const [{ out }] = neighbors(
      `bgp as-path access-list l permit .*\nroute-map m permit 10\n${NEIGHBOR} neighbor ${PEER} route-map m out\n neighbor ${PEER} filter-list l out\n neighbor ${PEER} as-override\n neighbor ${PEER} remove-private-AS all replace-AS\n`,
    ) as [GuestNeighbor];
    expect(out.map(({ name, terms }) => [name, terms[0]?.asPathChanges])).toEqual([
      ["filter-list l", []],
      [`neighbor ${PEER} remove-private-AS`, [{ kind: "remove-private", amongPublic: true, by: 65001 }]],
      [`neighbor ${PEER} as-override`, [{ kind: "replace", asns: "neighbor", by: 65001 }]],
      ["route-map m", []],
    ]);
  });

  test("need a policy although their AS paths are changed", () => {
    const [{ out }] = neighbors(
      `router bgp 65001\n neighbor ${PEER} remote-as 65515\n neighbor ${PEER} as-override\n`,
    ) as [GuestNeighbor];
    expect(out).toMatchObject([{ name: "bgp ebgp-requires-policy (no policy out)", terms: [] }]);
  });

  test("may have AS numbers known after apply", () => {
    const { bgp } = frrGuest(
      `router bgp ${symbol("var.asn")}\n neighbor ${PEER} remote-as internal\n neighbor ${PEER} remote-as ${symbol("var.peer")}\n`,
    );
    expect([bgp!.asn, bgp!.neighbors[0]!.remoteAsn]).toEqual([
      { unknown: "var.asn", until: "apply" },
      { unknown: "var.peer", until: "apply" },
    ]);
  });
});
