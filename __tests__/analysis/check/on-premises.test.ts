import { check } from "../../../lib/analysis/check/check";
import type { Topology } from "../../../lib/analysis/model/azure";
import type { Finding } from "../../../lib/analysis/results";
import { read } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { aloneOnCircuit, aloneOverVpn, defaultSite, withTokyo } from "../../support/analysis/premises";
import { behindRouter, t } from "../../support/analysis/situations";

const DEFAULT = ["0.0.0.0/0"];
const TOKYO = ["192.168.0.0/16"];
const NO_PROPAGATION = { bgp_route_propagation_enabled: false };

const findings = (topology: Topology, rule: string): readonly Finding[] =>
  check(topology).findings.filter(({ id }) => id === rule);

/** A second machine beside vm-alone, whose subnet does not learn what BGP brings. */
const withOther = (azure = aloneOnCircuit()): Azure =>
  azure
    .subnet("lone", "other", "10.0.5.0/24", { default_outbound_access_enabled: true })
    .table("lone_other", [], NO_PROPAGATION)
    .vm("other", "lone_other", { address: "10.0.5.4" });

describe("FT101 direct-egress", () => {
  it("a machine that leaves past an on-premises default route leaks", () => {
    const [leak, ...others] = findings(withTokyo(withOther(), DEFAULT), "FT101");
    expect(others).toEqual([]);
    expect(leak).toMatchObject({
      at: ["azurerm_route_table.lone_other", "azurerm_linux_virtual_machine.other"],
      fix: '"bgp_route_propagation_enabled": true',
    });
  });

  it("a default site is one, too", () => {
    expect(findings(read(withOther(defaultSite())), "FT101")).toHaveLength(1);
  });

  it("nothing is a leak where no default route leads on-premises", () => {
    expect(findings(withTokyo(withOther(), TOKYO), "FT101")).toEqual([]);
    expect(findings(withTokyo(aloneOnCircuit(), DEFAULT), "FT101")).toEqual([]);
  });
});

it("FT106: no machine reaches the internet where the answers do not come back from premises", () => {
  const osaka = { name: "osaka", circuit: "circuit", asn: 64513, announces: ["10.0.0.0/24"] };
  const [lost] = findings(withTokyo(aloneOnCircuit(), DEFAULT, [osaka]), "FT106");
  expect(lost?.text).toContain("the answer of tokyo does not come back to 10.0.0.4");
});

it("FT111: a public IP does not answer where internet traffic leaves on-premises", () => {
  const azure = withOther().noTable("lone_other").vm("open", "lone_other", { address: "10.0.5.5", publicIp: true });
  const [found] = findings(withTokyo(azure, DEFAULT), "FT111");
  expect(found?.text).toBe("vm-open cannot be reached through pip-open: its answers leave by an on-premises router");
});

it("an NVA that fails carries on where an on-premises default route takes its place", () => {
  const azure = (): Azure => t().circuit("hub00", "circuit-2", {}, "conn-hub00-2");
  const standby = { prefix: "0.0.0.0/0", asPath: [64512, 64512, 64512, 64512] };
  const topology = (announces: readonly (typeof standby)[]): Topology =>
    read(azure(), { onPremises: [{ name: "tokyo", circuit: "circuit-2", asn: 64512, announces }] });
  const outcome = (one: Topology): string | undefined =>
    check(one).whatIf.find(({ without }) => without === "vm-nva100")?.outcome;
  expect(outcome(topology([]))).toBe("fails-closed");
  expect(outcome(topology([standby]))).toBe("carries-on");
});

describe("FT126 answer-asymmetric", () => {
  const byRouter = (): Azure =>
    behindRouter(aloneOnCircuit())
      .noTable("lone_default")
      .table("lone_default", [["192.168.0.0/16", "10.0.9.4"]]);

  it("packets to premises pass an NVA, and the answers do not", () => {
    expect(findings(withTokyo(byRouter(), TOKYO), "FT126")).toMatchObject([
      {
        at: ["azurerm_subnet.lone_GatewaySubnet", "azurerm_linux_virtual_machine.alone"],
        text: "packets from vm-alone to tokyo (192.168.0.1) pass vm-router, but the answers do not",
        fix: "in the route table of vnet-lone/GatewaySubnet, add routes for the prefixes of vm-alone with next hop vm-router",
      },
    ]);
  });

  it("packets from premises pass an NVA, and the answers do not", () => {
    const azure = behindRouter(aloneOverVpn())
      .noTable("lone_default")
      .table("lone_GatewaySubnet", [["10.0.0.0/24", "10.0.9.4"]]);
    expect(findings(read(azure), "FT126")).toMatchObject([
      {
        at: ["azurerm_subnet.lone_default", "azurerm_linux_virtual_machine.alone"],
        text: "packets from lng-office (192.168.0.1) to vm-alone pass vm-router, but the answers do not",
      },
    ]);
  });

  it("a part of what a router announces may be led to an NVA alone", () => {
    const azure = byRouter()
      .noTable("lone_default")
      .table("lone_default", [["192.168.7.0/24", "10.0.9.4"]]);
    expect(findings(withTokyo(azure, TOKYO), "FT126").map(({ text }) => text)).toEqual([
      "packets from vm-alone to tokyo (192.168.7.1) pass vm-router, but the answers do not",
    ]);
  });

  it("nothing is found with routes to the NVA on both sides", () => {
    const azure = byRouter().table("lone_GatewaySubnet", [["10.0.0.0/24", "10.0.9.4"]]);
    expect(findings(withTokyo(azure, TOKYO), "FT126")).toEqual([]);
  });
});
