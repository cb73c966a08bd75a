import { symbol } from "../../../../lib/analysis/unknown/value";
import { frrGuest, NEIGHBOR, PEER } from "./frr-guest";

describe("FRR's neighbors", () => {
  const neighbors = (config: string) => frrGuest(config).bgp!.neighbors;

  test("have the settings of their lines", () => {
    const [first] = neighbors(
      `router bgp 65001\n neighbor ${PEER} remote-as 65515\n neighbor ${PEER} ebgp-multihop\n neighbor ${PEER} password x\n neighbor ${PEER} shutdown\n neighbor ${PEER} description ours\n`,
    );
    expect(first).toMatchObject({ remoteAsn: 65515, multihop: 255, password: true, shutdown: true, active: true });
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
      ["10.0.0.4", 65515, 4, 1],
      ["10.0.0.5", 65515, 2, 1],
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

  test("may have AS numbers known after apply", () => {
    const { bgp } = frrGuest(
      `router bgp ${symbol("var.asn")}\n neighbor ${PEER} remote-as internal\n neighbor ${PEER} remote-as ${symbol("var.peer")}\n`,
    );
    expect([bgp!.asn, bgp!.neighbors[0]!.remoteAsn]).toEqual([
      { unknown: symbol("var.asn"), until: "apply" },
      { unknown: symbol("var.peer"), until: "apply" },
    ]);
  });
});
