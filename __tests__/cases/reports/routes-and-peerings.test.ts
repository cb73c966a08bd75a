import { check, effectiveRoutes, overview, path, type PathResult, type Topology } from "../../../lib/analysis";
import { caseTopology, findingsOf } from "../../support/cases";

const rulesOf = (topology: Topology): string[] => check(topology, { whatIf: false }).findings.map(({ id }) => id);
const from = (name: string, client: string): PathResult => path(caseTopology(name), { from: client, to: "vm-web" });

describe("06: answers of a public IP follow the client's address", () => {
  it("06-own-frontend-route-does-not-help: a route for the own public IP does not bring them back", () => {
    const name = "reports/06-own-frontend-route-does-not-help";
    expect(from(name, "192.0.2.5")).toMatchObject({ verdict: "dropped", reason: "answer-from-elsewhere" });
    expect(rulesOf(caseTopology(name))).toContain("FT111");
  });

  it("06b-with-route-to-the-client: one for the prefix of the client does", () => {
    const name = "reports/06b-with-route-to-the-client";
    expect(from(name, "192.0.2.5").verdict).toBe("delivered");
    expect(from(name, "203.0.113.5")).toMatchObject({ reason: "answer-from-elsewhere" });
    expect(rulesOf(caseTopology(name))).not.toContain("FT111");
  });
});

test("10-route-server-between-subnets-of-one-vnet: routes of an NVA inside of its VNet are not used, and check says so", () => {
  const topology = caseTopology("reports/10-route-server-between-subnets-of-one-vnet");
  const { verdict, out } = path(topology, { from: "vm-a", to: "vm-b" });
  expect([verdict, ...out[0]!.hops.map(({ name }) => name)]).toEqual(["delivered", "vm-a", "vm-b"]);
  expect(findingsOf(topology, "FT133")).toMatchObject([
    { fix: expect.stringContaining("add routes for 10.0.1.0/24 and 10.0.2.0/24 with next hop 10.0.3.4") as string },
  ]);
});

test("11-peering-beats-expressroute: networks that are peered and on one circuit use the peering", () => {
  const topology = caseTopology("reports/11-peering-beats-expressroute");
  const rows = effectiveRoutes(topology, "vm-a").routes.filter(({ prefix }) => prefix === "10.2.0.0/16");
  expect(rows.map(({ nextHopType, state }) => [nextHopType, state])).toEqual([["VNetPeering", "Active"]]);
});

test("13-propagation-inverted-old-names: the fix names the attribute that the file has", () => {
  const topology = caseTopology("reports/13-propagation-inverted-old-names");
  expect(findingsOf(topology, "FT102")).toMatchObject([
    { got: '"disable_bgp_route_propagation": true', fix: '"disable_bgp_route_propagation": false' },
  ]);
});

test("14-remote-gateways-without-gateway: a GatewaySubnet is no gateway", () => {
  const topology = caseTopology("reports/14-remote-gateways-without-gateway");
  expect(findingsOf(topology, "FT108").map(({ text }) => text)).toEqual([
    "peer-spoke-hub uses the gateway of vnet-hub, which has none",
  ]);
});

test("32-next-hop-behind-vnet-to-vnet: a next hop behind a VPN gateway is not used", () => {
  const topology = caseTopology("reports/32-next-hop-behind-vnet-to-vnet");
  expect(path(topology, { from: "vm-app1", to: "vm-app2" })).toMatchObject({ reason: "next-hop-unreachable" });
  expect(findingsOf(topology, "FT063").map(({ fix }) => fix)).toEqual([
    "peer vnet-s1 with vnet-hub, or remove the route and advertise its prefix by BGP",
    "peer vnet-s2 with vnet-hub, or remove the route and advertise its prefix by BGP",
  ]);
});

test.each([
  ["33-propagation-off-and-route-server", "azurerm_route_table.app", '"bgp_route_propagation_enabled": true'],
  ["34-spoke-without-remote-gateways", "azurerm_virtual_network_peering.s1_hub", '"use_remote_gateways": true'],
])("%s: the leak has that cause", (name, at, fix) => {
  const [leak, ...others] = findingsOf(caseTopology(`reports/${name}`), "FT101");
  expect(others).toEqual([]);
  expect(leak).toMatchObject({ fix });
  expect(leak!.at[0]).toBe(at);
});

test("36-empty-route-table: egress by the system's route, with default outbound access", () => {
  const topology = caseTopology("reports/36-empty-route-table");
  expect(overview(topology)).toMatchObject([{ machine: "vm-node", verdict: "direct", defaultFrom: "system" }]);
  expect(rulesOf(topology)).toEqual(["FT120"]);
});

test("37-remote-vnet-traffic-off: both gateways have to exchange traffic with other networks", () => {
  const { faults } = path(caseTopology("reports/37-remote-vnet-traffic-off"), { from: "vm-client", to: "internet" });
  expect(faults.map(({ at, cause }) => [at, cause])).toEqual([
    ["azurerm_virtual_network_gateway.hub100", "remote-vnet-traffic-off"],
    ["azurerm_virtual_network_gateway.hub00", "remote-vnet-traffic-off"],
  ]);
});
