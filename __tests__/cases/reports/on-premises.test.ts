import { check, overview, path, type Topology } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

const rulesOf = (topology: Topology): string[] => check(topology).findings.map(({ id }) => id);

describe("30-hub-nva-without-gatewaysubnet-routes: answers from premises bypass the hub's NVA", () => {
  const topology = caseTopology("reports/30-hub-nva-without-gatewaysubnet-routes");
  const hops = (from: string, to: string): string[][] => {
    const { out, back } = path(topology, { from, to });
    return [...out, ...back].map((trace) => trace.hops.map(({ name }) => name));
  };

  it("in both directions", () => {
    const outside = ["vm-app1", "vm-nva", "gw-vpn", "lng-office"];
    const inside = ["lng-office", "gw-vpn", "vm-app1"];
    expect(hops("vm-app1", "192.168.1.5")).toEqual([outside, inside]);
    expect(hops("192.168.1.5", "vm-app1")).toEqual([inside, outside]);
  });

  it("and check says where routes are missing", () => {
    const [found] = check(topology).findings.filter(({ id }) => id === "FT126");
    expect(found?.at).toContain("azurerm_subnet.gws_hub");
    expect(found?.fix).toContain("add routes for the prefixes of vm-app1 with next hop vm-nva");
  });
});

test("42-default-from-premises: internet traffic leaves by the router that announces the default", () => {
  const topology = caseTopology("reports/42-default-from-premises");
  expect(overview(topology)).toMatchObject([
    { machine: "vm-app", verdict: "on-premises", defaultFrom: "hq, BGP", egress: [{ name: "hq" }] },
  ]);
  expect(rulesOf(topology)).not.toContain("FT101");
});

describe("07-public-ip-under-vpn-forced-tunnel: answers leave by the gateway's default site", () => {
  const topology = caseTopology("reports/07-public-ip-under-vpn-forced-tunnel");

  it("so the operator gets none, and a route for the operator's prefix helps", () => {
    const result = path(topology, { from: "203.0.113.5", to: "vm-app", port: 22 });
    expect(result).toMatchObject({ verdict: "dropped", reason: "answer-from-elsewhere" });
    expect(result.back[0]!.hops.map(({ name }) => name)).toEqual(["vm-app", "gw-vpn", "lng-hq"]);
    expect(result.faults[0]?.fix).toContain("203.0.113.5/32 -> Internet");
  });

  it("and check finds the public IP that does not answer", () => {
    expect(overview(topology)).toMatchObject([{ verdict: "on-premises", egress: [{ name: "lng-hq" }] }]);
    expect(rulesOf(topology)).toContain("FT111");
  });
});

test("07b-default-site-only: the default site takes the internet traffic of every subnet", () => {
  expect(overview(caseTopology("reports/07b-default-site-only"))).toMatchObject([
    { machine: "vm-fe", verdict: "on-premises", defaultFrom: "lng-hq, BGP" },
  ]);
});

test("17-public-prefix-behind-static-vpn: a site's public prefix is an exception", () => {
  const topology = caseTopology("reports/17-public-prefix-behind-static-vpn");
  expect(overview(topology)).toMatchObject([
    { verdict: "direct", exceptions: [{ prefix: "203.0.113.0/24", verdict: "on-premises" }] },
  ]);
});
