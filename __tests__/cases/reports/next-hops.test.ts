import { check, path, type Topology } from "../../../lib/analysis";
import { caseTopology, findingsOf } from "../../support/cases";

const errors = (topology: Topology): string[] =>
  check(topology, { whatIf: false })
    .findings.filter(({ severity }) => severity === "error")
    .map(({ id, text }) => `${id} ${text}`);

test("01-host-route-to-nva-without-snat: a route for one address makes an NVA, and its translation is missing", () => {
  expect(errors(caseTopology("reports/01-host-route-to-nva-without-snat"))).toEqual([
    "FT107 vm-public does not reach 203.0.113.44/32: vm-nva sends packets from 10.0.0.4 to the internet without translating them, and Azure drops them",
  ]);
});

describe("s01a-second-nva-for-a-part: an NVA for a part of the internet", () => {
  it("is blamed for that part, and leaves directly itself", () => {
    expect(errors(caseTopology("reports/s01a-second-nva-for-a-part"))).toEqual([
      "FT107 vm-app does not reach 203.0.113.0/24: vm-bad sends packets from 10.0.0.4 to the internet without translating them, and Azure drops them",
    ]);
  });

  it("is one where nothing else is", () => {
    expect(errors(caseTopology("reports/s40c-part-to-nva-without-snat"))).toEqual([
      expect.stringContaining("vm-a does not reach 8.8.8.0/24: vm-nva sends packets"),
    ]);
  });
});

test("09-udr-to-expressroute-gateway: an ExpressRoute gateway is not the next hop of a UDR", () => {
  const topology = caseTopology("reports/09-udr-to-expressroute-gateway");
  expect(findingsOf(topology, "FT132")).toMatchObject([
    {
      at: ["azurerm_route_table.app", "azurerm_subnet.app"],
      text: "the route 172.20.0.0/16 leads to a VPN gateway, and gw-er of vnet-main is an ExpressRoute gateway",
      fix: "remove the route, and advertise 172.20.0.0/16 from on-premises over the circuit",
    },
  ]);
  const { faults } = path(topology, { from: "vm-app", to: "172.20.0.5" });
  expect(faults).toMatchObject([{ reason: "next-hop-unreachable", at: "azurerm_route_table.app" }]);
});

test("09b-default-udr-to-expressroute-gateway: the machines behind such a default do not reach the internet", () => {
  const topology = caseTopology("reports/09b-default-udr-to-expressroute-gateway");
  expect(errors(topology)).toEqual([
    "FT102 vm-app does not reach the internet: the route 0.0.0.0/0 leads to a VPN gateway, and gw-er of vnet-main is an ExpressRoute gateway",
  ]);
});

test.each([
  ["40-public-frontend-as-next-hop", "the next hop 20.50.60.70 of 0.0.0.0/0 is a public address"],
  [
    "40b-public-frontend-by-reference",
    "the next hop azurerm_public_ip.lb.ip_address of 0.0.0.0/0 is a public frontend of lb-pub",
  ],
  ["s40a-typo-in-next-hop", "the next hop 10.0.2.44 of 0.0.0.0/0 is not the address of any NIC"],
  [
    "s40b-next-hop-of-a-retired-network",
    "the next hop 10.50.2.4 of 0.0.0.0/0 is neither in vnet-main nor in a peered VNet",
  ],
])("%s: the route table is to blame, and the NVA is the next hop that is meant", (name, cause) => {
  const [finding, ...others] = findingsOf(caseTopology(`reports/${name}`), "FT102");
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    at: ["azurerm_route_table.a", "azurerm_linux_virtual_machine.a"],
    text: `vm-a does not reach the internet: ${cause}`,
    fix: 'set "next_hop_in_ip_address": "10.0.2.4", the address of vm-nva',
  });
});

test("s33a-blackhole-beside-the-tunnel: a route to None for a part of the internet is intended", () => {
  expect(errors(caseTopology("reports/s33a-blackhole-beside-the-tunnel"))).toEqual([]);
});

test("s33b-udr-to-er-gateway-beside-the-tunnel: a part of the internet that is lost has a cause of its own", () => {
  expect(errors(caseTopology("reports/s33b-udr-to-er-gateway-beside-the-tunnel"))).toEqual([
    "FT102 vm-client does not reach 198.51.100.0/24: the route 198.51.100.0/24 leads to a VPN gateway, and gw-hub00 of vnet-hub00 is an ExpressRoute gateway",
  ]);
});
