import { check, effectiveRoutes, overview, path } from "../../../lib/analysis";
import { bgpRows, caseTopology, findingsOf } from "../../support/cases";

test("subnet-peering-overlap: Azure takes a peering of subnets between networks that share a range", () => {
  const topology = caseTopology("foreign/subnet-peering-overlap");
  const peered = effectiveRoutes(topology, "left-1").routes.filter(({ nextHop }) => nextHop.kind === "peering");
  expect(peered.map(({ prefix }) => prefix)).toEqual(["10.1.0.0/24", "10.1.2.0/24"]);
  expect(path(topology, { from: "left-1", to: "right-0" }).verdict).toBe("delivered");
  expect(path(topology, { from: "left-1", to: "right-1" }).verdict).toBe("dropped");
  expect(check(topology).findings.filter(({ id }) => id === "FT108")).toEqual([]);
});

test("vnet-with-two-ranges: a packet follows the UDR to the range that its destination is in", () => {
  const topology = caseTopology("foreign/vnet-with-two-ranges");
  const { out, verdict } = path(topology, { from: "l", to: "r" });
  expect(verdict).toBe("delivered");
  expect(out[0]!.hops.map(({ name }) => name)).toEqual(["l", "nva", "r"]);
});

test("vpn-gateway-bgp-peer-host-route: the address of a VPN peer has a row that not all labs have", () => {
  const topology = caseTopology("foreign/vpn-gateway-bgp-peer-host-route");
  const hosts = effectiveRoutes(topology, "vm-hub1").routes.filter(({ prefix }) => prefix.endsWith("/32"));
  expect(hosts.length).toBeGreaterThan(0);
  expect(hosts.every(({ source, seenBothWays }) => source === "VirtualNetworkGateway" && seenBothWays)).toBe(true);
});

describe("vpn-site-with-bgp: what a site announces by BGP is not in the files", () => {
  it("so internet traffic is undetermined, and the site is named", () => {
    const [vm] = overview(caseTopology("foreign/vpn-site-with-bgp"));
    expect(vm).toMatchObject({ machine: "vm", verdict: "undetermined" });
    expect(vm!.summary).toContain("site announces no 0.0.0.0/0");
  });

  it("unless the user says what it is", () => {
    const router = { connection: "site", asn: 65555, announces: ["10.0.0.0/16", "10.1.0.0/16"] };
    const topology = caseTopology("foreign/vpn-site-with-bgp", { onPremises: [router] });
    expect(overview(topology)[0]!.verdict).toBe("direct");
    expect(bgpRows(topology, "vm")).toEqual(expect.arrayContaining([expect.stringContaining("10.1.0.0/16")]));
  });
});

test("nva-prefix-inside-vnet-over-vpn: a VPN gateway does not pass on prefixes inside of its network's range", () => {
  const prefixes = bgpRows(caseTopology("foreign/nva-prefix-inside-vnet-over-vpn"), "vm").map(
    (row) => row.split(" ")[0],
  );
  expect(prefixes).toEqual(expect.arrayContaining(["10.0.0.0/16", "10.1.0.0/16"]));
  expect(prefixes).not.toContain("10.1.10.0/24");
});

test("spoke-to-spoke-by-vpn-gateway: the internet needs a default site, not a prefix of a local network gateway", () => {
  expect(findingsOf(caseTopology("foreign/spoke-to-spoke-by-vpn-gateway"), "FT102")).toMatchObject([
    { fix: expect.stringContaining('"default_local_network_gateway_id"') as string },
  ]);
});

test("spoke-to-spoke-by-vpn-gateway: a VPN gateway passes packets on to a peered network", () => {
  const { verdict, out } = path(caseTopology("foreign/spoke-to-spoke-by-vpn-gateway"), { from: "vm1", to: "vm3" });
  expect(verdict).toBe("delivered");
  expect(out[0]!.hops.map(({ name }) => name)).toEqual(["vm1", "gw", "vm3"]);
});
