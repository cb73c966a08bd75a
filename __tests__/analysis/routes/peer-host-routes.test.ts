import type { Gateway, LocalNetworkGateway } from "../../../lib/analysis/model/azure";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../lib/analysis/unknown/value";
import { connection, gateway, network, subnet } from "../../support/analysis/topology";
import { type Situation, stateIn } from "./situation";

const vpn = (id: string, changes: Partial<Gateway> = {}): Gateway =>
  gateway(id, { kind: "Vpn", activeActive: false, bgp: true, ...changes });

const SITE: LocalNetworkGateway = {
  id: "site",
  name: "lng-site",
  addressSpace: ["192.168.0.0/16"],
  asn: 65020,
  bgpAddress: "172.16.9.9",
};

const toSite = (changes: Situation = {}): Situation => ({
  gateways: [vpn("gw")],
  localNetworkGateways: [SITE],
  connections: [connection("c", { localNetworkGateway: "site", bgp: true })],
  ...changes,
});

/** Rows to VPN peers: prefix, next hop. */
function hostRows(situation: Situation, scenario = new Scenario()): string[] {
  const state = stateIn(situation, scenario);
  return state
    .table(state.index.topology.subnets[0]!)
    .filter(({ facts }) => facts.some(({ row }) => row === "1.17"))
    .map(({ prefix, nextHopAddress }) => `${prefix} ${nextHopAddress}`);
}

describe("the table of a VPN gateway's network lists the BGP speaker on the far side", () => {
  it.each<[string, Situation, string[]]>([
    ["of a site", toSite(), ["172.16.9.9/32 (gw-gw)"]],
    [
      "by both instances of an active-active gateway",
      toSite({ gateways: [vpn("gw", { activeActive: true })] }),
      ["172.16.9.9/32 (gw-gw 1)", "172.16.9.9/32 (gw-gw 2)"],
    ],
    [
      "never without BGP on the connection",
      toSite({ connections: [connection("c", { localNetworkGateway: "site", bgp: false })] }),
      [],
    ],
    ["never without BGP on the gateway", toSite({ gateways: [vpn("gw", { bgp: false })] }), []],
    [
      "never where the site has none",
      toSite({ localNetworkGateways: [{ id: "site", name: "s", addressSpace: [] }] }),
      [],
    ],
    [
      "never of an ExpressRoute gateway",
      toSite({ gateways: [gateway("gw", { kind: "ExpressRoute", activeActive: false, bgp: true })] }),
      [],
    ],
    [
      "never of a connection to a circuit",
      toSite({ connections: [connection("c", { localNetworkGateway: "site", bgp: true, circuit: "er" })] }),
      [],
    ],
    [
      "never of the connection of another gateway",
      toSite({ connections: [connection("c", { gateway: "other", localNetworkGateway: "site", bgp: true })] }),
      [],
    ],
    ["never of a site that the files do not have", toSite({ localNetworkGateways: [] }), []],
    [
      "never inside a range of the network",
      toSite({ localNetworkGateways: [{ ...SITE, bgpAddress: "10.0.9.9" }] }),
      [],
    ],
    [
      "never where the address is known after apply",
      toSite({ localNetworkGateways: [{ ...SITE, bgpAddress: "\u0081var.peer\u008D" }] }),
      [],
    ],
  ])("%s", (_, situation, expected) => {
    expect(hostRows(situation)).toEqual(expected);
  });

  it.each<[string, boolean, string[]]>([
    ["the last address but one of its subnet", false, ["10.9.0.30/32 (gw-gw)"]],
    [
      "the fourth and fifth of its subnet where two instances are active",
      true,
      ["10.9.0.4/32 (gw-gw)", "10.9.0.5/32 (gw-gw)"],
    ],
  ])("of another gateway: %s", (_, activeActive, expected) => {
    const far = toSite({
      networks: [network("far", { addressSpace: ["10.9.0.0/16"] })],
      subnets: [subnet("far-gw", { name: "GatewaySubnet", network: "far", prefixes: ["10.9.0.0/27"] })],
      gateways: [vpn("gw"), vpn("peer", { network: "far", activeActive, asn: 65010 })],
      connections: [connection("c", { peerGateway: "peer", bgp: true })],
    });
    expect(hostRows(far)).toEqual(expected);
  });

  it("marked as a row that not all labs have", () => {
    const state = stateIn(toSite());
    const marked = state.table(state.index.topology.subnets[0]!).filter(({ seenBothWays }) => seenBothWays);
    expect(marked.map(({ prefix }) => prefix)).toEqual(["172.16.9.9/32", "172.16.0.0/12"]);
  });
});

it("its row names the site that it is learned from, with an AS path that is empty", () => {
  const state = stateIn(toSite());
  const row = state.table(state.index.topology.subnets[0]!).find(({ prefix }) => prefix === "172.16.9.9/32");
  expect(row?.learned).toEqual({ from: ["lng-site"], asPath: [] });
});

it("a packet to a VPN peer has two possible ways where the row may be missing", () => {
  const found = explore((scenario) => {
    const state = stateIn(toSite(), scenario);
    return state.activeRoutes(state.index.topology.subnets[0]!, "172.16.9.9/32").length;
  });
  expect(found.results.map(({ result }) => result)).toEqual([1, 0]);
});

it("whether there is a row to a VPN peer waits for BGP that is known after apply", () => {
  const connections = [connection("c", { localNetworkGateway: "site", bgp: unknown("var.bgp") })];
  const found = explore((scenario) => hostRows(toSite({ connections }), scenario).length);
  expect(new Set(found.results.map(({ result }) => result))).toEqual(new Set([1, 0]));
});
