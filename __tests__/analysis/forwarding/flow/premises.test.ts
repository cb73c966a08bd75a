import { overview } from "../../../../lib/analysis/forwarding/overview";
import { ask, read, verdictOf, warned, wayBack, wayOut } from "../../../support/analysis/ask";
import { aloneOnCircuit, aloneOverVpn, defaultSite, withTokyo } from "../../../support/analysis/premises";
import { behindRouter, t, withSpoke } from "../../../support/analysis/situations";

const NO_PROPAGATION = { bgp_route_propagation_enabled: false };
const TOKYO = ["192.168.0.0/16"];

describe("a packet to an on-premises address", () => {
  it("is delivered, and its answer comes back by the circuit", () => {
    const result = ask(withTokyo(aloneOnCircuit(), TOKYO), "vm-alone", "192.168.5.5");
    expect(result).toMatchObject({ verdict: "delivered", faults: [] });
    expect(wayOut(result)).toEqual(["vm-alone", "circuit", "tokyo"]);
    expect(wayBack(result)).toEqual(["tokyo", "circuit", "ergw-lone", "vm-alone"]);
  });

  it("is delivered, and its answer comes back by the VPN gateway", () => {
    const result = ask(read(aloneOverVpn()), "vm-alone", "192.168.5.5");
    expect(result.verdict).toBe("delivered");
    expect(wayBack(result)).toEqual(["lng-office", "vpngw-lone", "vm-alone"]);
  });

  it("is lost where nobody tells the circuit of the sender's network", () => {
    const azure = withSpoke(
      t({ client: { address: "10.0.0.4", forwarding: true }, nva: { announces: [] } }),
      false,
    ).table("spoke_default", [["192.168.0.0/16", "10.0.0.4"]]);
    const topology = read(azure, {
      onPremises: [{ name: "tokyo", circuit: "circuit", asn: 64512, announces: TOKYO }],
      machines: { "vm-hub00": { translates: false } },
    });
    const result = ask(topology, "vm-spoke", "192.168.5.5");
    expect(result).toMatchObject({ verdict: "dropped", reason: "no-route" });
    expect(result.out[0]!.hops.at(-1)!.name).toBe("tokyo");
    expect(result.faults[0]).toMatchObject({ hop: "circuit", text: "circuit has no route to 10.1.0.4" });
  });

  it("is lost where the answer reaches another network than the sender's", () => {
    const topology = withTokyo(
      aloneOnCircuit(),
      ["192.168.0.0/16"],
      [{ name: "osaka", circuit: "circuit", asn: 64513, announces: ["10.0.0.0/24"] }],
    );
    const result = ask(topology, "vm-alone", "192.168.5.5");
    expect(result).toMatchObject({ verdict: "dropped", reason: "answer-lost" });
    expect(result.faults[0]).toMatchObject({
      hop: "tokyo",
      text: "the answer of tokyo does not come back to 10.0.0.4",
    });
  });

  it("is warned about where its answer passes another machine", () => {
    const topology = withTokyo(
      behindRouter(aloneOnCircuit())
        .noTable("lone_default")
        .table("lone_default", [["192.168.0.0/16", "10.0.9.4"]]),
      TOKYO,
    );
    const result = ask(topology, "vm-alone", "192.168.5.5");
    expect(wayOut(result)).toEqual(["vm-alone", "vm-router", "circuit", "tokyo"]);
    expect(wayBack(result)).toEqual(["tokyo", "circuit", "ergw-lone", "vm-alone"]);
    expect(warned(result)).toContain("8.4");
  });
});

describe("a packet from an on-premises address", () => {
  it("comes by the circuit, and its answer goes back", () => {
    const result = ask(withTokyo(aloneOnCircuit(), TOKYO), "192.168.5.5", "vm-alone", { port: 22 });
    expect(result).toMatchObject({ from: "192.168.5.5 (tokyo)", verdict: "delivered", faults: [] });
    expect(wayOut(result)).toEqual(["tokyo", "circuit", "ergw-lone", "vm-alone"]);
    expect(wayBack(result)).toEqual(["vm-alone", "circuit", "tokyo"]);
  });

  it("comes by the VPN gateway, from the site", () => {
    const result = ask(read(aloneOverVpn()), "192.168.5.5", "vm-alone");
    expect(result).toMatchObject({ from: "192.168.5.5 (lng-office)", verdict: "delivered" });
    expect(wayOut(result)).toEqual(["lng-office", "vpngw-lone", "vm-alone"]);
  });

  it("is lost where the receiver has no route back", () => {
    const azure = aloneOnCircuit().table("lone_default", [], NO_PROPAGATION);
    const result = ask(withTokyo(azure, TOKYO), "192.168.5.5", "vm-alone");
    expect(result).toMatchObject({ verdict: "dropped", reason: "route-none" });
    expect(result.faults[0]).toMatchObject({ cause: "propagation-off", at: "azurerm_route_table.lone_default" });
  });

  it("is followed by each edge that announces it", () => {
    const kyoto = { name: "kyoto", circuit: "circuit-2", asn: 64513, announces: TOKYO };
    const azure = aloneOnCircuit().circuit("lone", "circuit-2", {}, "conn-lone-2");
    const result = ask(withTokyo(azure, TOKYO, [kyoto]), "192.168.5.5", "vm-alone");
    expect(result).toMatchObject({ from: "192.168.5.5 (tokyo or kyoto)", verdict: "delivered" });
    expect(result.out.map(({ hops }) => hops[0]!.name)).toEqual(["tokyo", "kyoto"]);
  });

  it("leaves for the internet by an NVA in Azure", () => {
    const topology = withTokyo(t(), TOKYO);
    const result = ask(topology, "192.168.5.5", "internet");
    expect(result).toMatchObject({ verdict: "tunnelled", egress: [{ name: "pip-nva100" }] });
    expect(wayOut(result)).toEqual(["tokyo", "circuit", "ergw-hub100", "vm-nva100", "internet"]);
    expect(wayBack(result)).toEqual(["internet", "vm-nva100", "circuit", "tokyo"]);
  });

  it("comes by the internet where it is a public address, and the receiver has a public IP", () => {
    const topology = withTokyo(t(), ["203.0.113.0/24"]);
    expect(ask(topology, "203.0.113.5", "vm-jump00", { port: 3389 }).from).toBe("203.0.113.5");
    expect(ask(topology, "203.0.113.5", "vm-hub00").from).toBe("203.0.113.5 (tokyo)");
  });

  it("has to be one that an edge announces", () => {
    const topology = withTokyo(aloneOnCircuit(), TOKYO);
    expect(() => ask(topology, "172.16.0.1", "vm-alone")).toThrow("no on-premises router advertises");
    expect(() => ask(topology, "10.0.0.99", "vm-alone")).toThrow("no on-premises router advertises");
  });
});

describe("internet traffic that a default route leads on-premises", () => {
  it("leaves by the router that announces the default", () => {
    const topology = withTokyo(aloneOnCircuit(), ["0.0.0.0/0"]);
    const result = ask(topology, "vm-alone");
    expect(result).toMatchObject({
      verdict: "on-premises",
      egress: [{ kind: "on-premises", name: "tokyo", address: null }],
    });
    expect(result.summary).toBe("leaves by tokyo, and an answer from there comes back");
    expect(wayBack(result)).toEqual(["tokyo", "circuit", "ergw-lone", "vm-alone"]);
    expect(verdictOf(topology, "vm-alone")).toMatchObject({ verdict: "on-premises", defaultFrom: "tokyo, BGP" });
  });

  it("leaves by the default site of a VPN gateway", () => {
    const [vm] = overview(read(defaultSite()));
    expect(vm).toMatchObject({ verdict: "on-premises", egress: [{ name: "lng-office" }] });
  });

  it("is dropped where the answer does not come back", () => {
    const osaka = { name: "osaka", circuit: "circuit", asn: 64513, announces: ["10.0.0.0/24"] };
    const result = ask(withTokyo(aloneOnCircuit(), ["0.0.0.0/0"], [osaka]), "vm-alone");
    expect(result).toMatchObject({ verdict: "dropped", reason: "answer-lost" });
  });

  it("is an exception where a longer prefix than the default leads there", () => {
    const line = verdictOf(withTokyo(t(), ["198.51.100.0/24"]), "vm-hub00");
    expect(line).toMatchObject({
      verdict: "tunnelled",
      exceptions: [{ prefix: "198.51.100.0/24", verdict: "on-premises" }],
    });
  });

  it("waits for the site's word where a site with BGP may announce a default", () => {
    const azure = aloneOverVpn()
      .set("virtual_network_gateway_connection.vpn-office", { bgp_enabled: true })
      .set("virtual_network_gateway.vpngw-lone", { bgp_enabled: true });
    const line = verdictOf(read(azure), "vm-alone");
    expect(line.verdict).toBe("undetermined");
    expect(line.summary).toBe("depends on lng-office announces no 0.0.0.0/0: direct or on-premises");
  });
});
