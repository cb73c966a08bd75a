import { sessionOf } from "../../../lib/analysis/bgp/session";
import { check } from "../../../lib/analysis/check/check";
import type { Peering, SecurityRule, Topology } from "../../../lib/analysis/model/azure";
import type { GuestNeighbor } from "../../../lib/analysis/model/guest";
import { bgpServer } from "../../../lib/analysis/model/bgp-servers";
import { TopologyIndex } from "../../../lib/analysis/model/topology-index";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { read, verdictOf } from "../../support/analysis/ask";
import type { Rule } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";
import {
  bgpConnection,
  machine,
  neighbor,
  network,
  nic,
  routeServer,
  subnet,
  topologyOf,
} from "../../support/analysis/topology";
import { rule } from "../forwarding/nsg/rules";

const BGP = { destinationPorts: ["179"], access: "Deny" } as const;
const NO_IN = rule({ ...BGP, name: "no-in", direction: "Inbound", sources: ["10.0.1.0/24"] });
const NO_OUT = rule({ ...BGP, name: "no-out", destinations: ["10.0.1.0/24"] });
const NO_IN_5 = { ...NO_IN, sources: ["10.0.1.5"] };
const NO_OUT_5 = { ...NO_OUT, destinations: ["10.0.1.5/32"] };

interface Groups {
  readonly ofSubnet?: readonly SecurityRule[];
  readonly ofNic?: readonly SecurityRule[];
  readonly guest?: "unread";
  readonly toServer?: Partial<GuestNeighbor>;
  readonly more?: Partial<Topology>;
}

function topology({ ofSubnet = [], ofNic, guest, toServer, more }: Groups): Topology {
  const neighbors = ["10.0.1.4", "10.0.1.5"].map((address) => neighbor(address, toServer));
  const bgp = { bgp: { asn: 65001, neighbors, originates: [] } };
  return topologyOf({
    networks: [network("hub")],
    subnets: [
      subnet("default", { securityGroup: "nsg" }),
      subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/24"] }),
    ],
    routeServers: [routeServer("rs")],
    bgpConnections: [bgpConnection("bgp")],
    nics: [nic("nic", ofNic ? { securityGroup: "nsg-nic" } : {})],
    machines: [machine("nva", guest === "unread" ? undefined : bgp)],
    securityGroups: [
      { id: "nsg", name: "nsg", rules: ofSubnet },
      { id: "nsg-nic", name: "nsg-nic", rules: ofNic ?? [] },
    ],
    ...more,
  });
}

function sessionIn(all: Topology, scenario = new Scenario()) {
  const index = new TopologyIndex(all);
  return sessionOf(index, scenario, all.bgpConnections[0]!, bgpServer(index, all.routeServers[0]!));
}

const up = (all: Topology, scenario?: Scenario): string => {
  const { neighbors, unread } = sessionIn(all, scenario);
  return neighbors.map(({ instance }) => instance).join("") || unread.map(({ prefix }) => prefix).join();
};

describe("security groups of an NVA", () => {
  it.each<[string, Groups, string]>([
    ["that deny nothing", {}, "01"],
    ["that let the NVA open the connection", { ofSubnet: [NO_IN] }, "01"],
    ["that let the Route Server open it", { ofSubnet: [NO_OUT] }, "01"],
    ["that let neither open it", { ofSubnet: [NO_IN, NO_OUT] }, ""],
    ["of its subnet and of its NIC, together", { ofSubnet: [NO_IN], ofNic: [NO_OUT] }, ""],
    ["that let neither open it to one instance", { ofSubnet: [NO_IN_5, NO_OUT_5] }, "0"],
    ["that deny another port", { ofSubnet: [NO_IN, { ...NO_OUT, destinationPorts: ["180-65535"] }] }, "01"],
    ["that deny another protocol", { ofSubnet: [NO_IN, { ...NO_OUT, protocol: "Udp" }] }, "01"],
    ["that deny the internet", { ofSubnet: [NO_IN, { ...NO_OUT, destinations: ["Internet"] }] }, "01"],
    [
      "that deny everything, after a rule for the VNet",
      {
        ofSubnet: [
          rule({ direction: "Inbound", sources: ["VirtualNetwork"] }),
          rule({ ...NO_IN, priority: 4096, sources: ["*"], destinationPorts: ["*"] }),
          NO_OUT,
        ],
      },
      "01",
    ],
    ["that let only a passive side open it", { ofSubnet: [NO_IN], toServer: { passive: true } }, ""],
    ["that let the Route Server open it to a passive side", { ofSubnet: [NO_OUT], toServer: { passive: true } }, "01"],
    ["of which the user data is not known", { ofSubnet: [NO_IN], guest: "unread" }, "0.0.0.0/0"],
    ["that let neither open it, whatever the user data is", { ofSubnet: [NO_IN, NO_OUT], guest: "unread" }, ""],
  ])("%s", (_, groups, expected) => {
    expect(up(topology(groups))).toBe(expected);
  });

  it("ask only where a value may leave no direction", () => {
    const open = { ...NO_OUT, destinations: [symbol("var.d")] };
    const asked = (groups: Groups) => {
      const scenario = new Scenario();
      up(topology(groups), scenario);
      return [...scenario.answers.values()].flatMap(({ claim }) => claim.about);
    };
    expect(asked({ ofSubnet: [NO_OUT, { ...NO_IN, priority: 200, destinations: [symbol("var.d")] }] })).toEqual([
      "var.d",
    ]);
    expect(asked({ ofSubnet: [{ ...open, access: "Allow" }] })).toEqual([]);
    const exists = { ofSubnet: [NO_IN, { ...NO_OUT, exists: unknown("var.on") }] };
    expect(up(topology(exists), new Scenario(new Map(), () => true))).toBe("");
    expect(up(topology(exists), new Scenario(new Map(), () => false))).toBe("01");
  });

  it("are reported where a rule has to change, and a rule mends them", () => {
    const all = topology({ ofSubnet: [NO_IN], ofNic: [NO_OUT] });
    const [denied, ...others] = sessionIn(all).rejections;
    expect(others).toEqual([]);
    expect(denied).toMatchObject({
      at: "nsg-nic",
      cause: "session-down",
      text: "the BGP session of vm-nva with rs-rs does not come up: nsg-nic and nsg deny TCP port 179 in both directions",
      got: "no-out (100) outbound in nsg-nic, no-in (100) inbound in nsg",
      fix: "in nsg-nic, add a rule with a lower priority number: Allow, Outbound, Tcp from 10.0.0.10 to 10.0.1.0/24, port 179",
    });
    expect(up(denied!.repair!(all))).toBe("01");
  });

  it("know the addresses that Azure normally gives to a Route Server", () => {
    const addresses = [symbol("rs.ips[0]"), symbol("rs.ips[1]")] as const;
    const open = (groups: Groups): Topology => {
      const all = topology(groups);
      return { ...all, routeServers: [routeServer("rs", { addresses })] };
    };
    expect(up(open({ ofSubnet: [NO_IN_5, NO_OUT_5] }))).toBe("0");
  });
});

describe("an NVA in a peered network", () => {
  const side = (id: string, remote: string, virtualNetworkAccess: Peering["virtualNetworkAccess"]): Peering => ({
    id,
    name: `peer-${id}`,
    network: id,
    remote,
    virtualNetworkAccess,
    forwardedTraffic: true,
    gatewayTransit: false,
    useRemoteGateways: false,
  });
  const peeredWith = (access: Peering["virtualNetworkAccess"]): Topology =>
    topology({
      more: {
        networks: [network("hub"), network("far", { addressSpace: ["10.1.0.0/16"] })],
        subnets: [
          subnet("default", { network: "far", prefixes: ["10.1.0.0/24"] }),
          subnet("rs", { name: "RouteServerSubnet", prefixes: ["10.0.1.0/24"] }),
        ],
        nics: [nic("nic", { address: "10.1.0.10" })],
        bgpConnections: [bgpConnection("bgp", { peerAddress: "10.1.0.10" })],
        peerings: [side("hub", "far", true), side("far", "hub", access)],
      },
    });

  it("has no session where the peering is closed on either side", () => {
    expect(up(peeredWith(true))).toBe("01");
    const all = peeredWith(false);
    const [closed] = sessionIn(all).rejections;
    expect(closed).toMatchObject({
      at: "far",
      text: "the BGP session of vm-nva with rs-rs does not come up: peer-far blocks all traffic between their VNets",
    });
    expect(up(closed!.repair!(all))).toBe("01");
    expect(up(peeredWith(unknown("var.access")), new Scenario(new Map(), () => false))).toBe("");
  });
});

describe("a machine behind an NVA whose session is denied", () => {
  const deny = (direction: Rule["direction"]): Rule => ({
    name: `DenyBgp${direction}`,
    priority: 110,
    direction,
    access: "Deny",
    protocol: "Tcp",
    port: "179",
  });
  const denying = (...directions: readonly Rule["direction"][]): Topology => {
    const rules = t().nsg("hub00_default", directions.map(deny)).at("network_security_group.hub00_default");
    const azure = t();
    const group = azure.at("network_security_group.hub100_nva");
    const [own, added] = [group, rules].map((one) => one.security_rule as object[]);
    group.security_rule = [...own!, ...added!];
    return read(azure);
  };

  it("does not reach the internet, and the finding is at the security group", () => {
    const all = denying("Inbound", "Outbound");
    expect(verdictOf(all, "vm-hub00").verdict).toBe("dropped");
    const [finding] = check(all, { whatIf: false }).findings.filter(({ severity }) => severity === "error");
    expect(finding).toMatchObject({
      id: "FT102",
      at: ["azurerm_network_security_group.hub100_nva", expect.anything()],
    });
    expect(finding!.text).toContain("nsg-hub100_nva denies TCP port 179 in both directions");
  });

  it("is tunnelled where one direction is left", () => {
    expect(verdictOf(denying("Inbound"), "vm-hub00").verdict).toBe("tunnelled");
    expect(verdictOf(denying("Outbound"), "vm-hub00").verdict).toBe("tunnelled");
  });
});
