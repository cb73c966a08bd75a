import { edgesOf, edgesWith, networkBehind } from "../../../lib/analysis/forwarding/edge";
import type { Topology } from "../../../lib/analysis/model/azure";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { read } from "../../support/analysis/ask";
import { aloneOnCircuit, aloneOverVpn, defaultSite, withTokyo } from "../../support/analysis/premises";

const OSAKA = { name: "osaka", circuit: "circuit", asn: 64513, announces: ["192.168.5.0/24"] };

const namesWith = (topology: Topology, address: string): string[] =>
  edgesWith(new TopologyIndex(topology), address).map(({ name }) => name);

describe("the edges that an address is behind", () => {
  const topology = withTokyo(aloneOnCircuit(), ["192.168.0.0/16", "203.0.113.0/24", "0.0.0.0/0"], [OSAKA]);

  test.each<[string, readonly string[]]>([
    ["192.168.0.1", ["tokyo"]],
    ["192.168.5.5", ["osaka"]],
    ["203.0.113.9", ["tokyo"]],
    ["172.16.0.1", ["tokyo"]],
    ["198.51.100.1", []],
    ["10.0.0.99", []],
    ["not an address", []],
  ])("%s: %j", (address, names) => expect(namesWith(topology, address)).toEqual(names));

  it("are all that announce the longest prefix, each once", () => {
    const same = { ...OSAKA, name: "osaka-2" };
    const both = withTokyo(aloneOnCircuit(), ["192.168.0.0/16"], [OSAKA, same]);
    expect(namesWith(both, "192.168.5.5")).toEqual(["osaka-2"]);
    expect(edgesOf(new TopologyIndex(both))).toHaveLength(3);
  });
});

describe("a VPN connection", () => {
  it("leads to its local network gateway", () => {
    const [edge] = edgesOf(new TopologyIndex(read(aloneOverVpn())));
    expect(edge).toMatchObject({
      name: "lng-office",
      prefixes: ["192.168.0.0/16"],
      over: { kind: "vpn", gateway: "azurerm_virtual_network_gateway.vpngw-lone" },
    });
  });

  it("leads to the router that the user describes, too", () => {
    const router = { name: "tokyo", connection: "lng-office", asn: 64512, announces: ["172.20.0.0/16"] };
    const topology = read(aloneOverVpn(), { onPremises: [router] });
    expect(namesWith(topology, "172.20.0.1")).toEqual(["tokyo"]);
    expect(namesWith(topology, "192.168.0.1")).toEqual(["lng-office"]);
  });

  it("leads to the internet where its site is the gateway's default", () => {
    const [edge] = edgesOf(new TopologyIndex(read(defaultSite())));
    expect(edge!.prefixes).toEqual(["192.168.0.0/16", "0.0.0.0/0"]);
  });
});

test("the network behind an edge is that of the gateway", () => {
  for (const topology of [withTokyo(aloneOnCircuit(), []), read(aloneOverVpn())]) {
    const index = new TopologyIndex(topology);
    expect(networkBehind(index, edgesOf(index)[0]!)).toBe("azurerm_virtual_network.lone");
  }
});
