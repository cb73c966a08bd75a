import { internetVerdict } from "../../../../lib/analysis/forwarding/flow/outbound";
import type { LeftAzure } from "../../../../lib/analysis/forwarding/flow/result";
import type { Firewall, Nic } from "../../../../lib/analysis/model/azure";
import type { EffectiveRoute } from "../../../../lib/analysis/results";
import { ask, read, warned, wayOut } from "../../../support/analysis/ask";
import type { Azure } from "../../../support/analysis/azure";
import { behindRouter, ESCAPE, t } from "../../../support/analysis/situations";

/** vm-alone reaches vm-other by the router, and vm-other answers directly. */
const oneWay = (): Azure =>
  behindRouter()
    .subnet("lone", "other", "10.0.5.0/24")
    .vm("other", "lone_other", { address: "10.0.5.4" })
    .table("lone_default", [["10.0.5.0/24", "10.0.9.4"]]);

describe("an answer that takes another path", () => {
  it("is warned about: a stateful firewall sees one direction only", () => {
    const result = ask(read(oneWay()), "vm-alone", "vm-other");
    expect(wayOut(result)).toEqual(["vm-alone", "vm-router", "vm-other"]);
    expect(result.verdict).toBe("delivered");
    expect(warned(result)).toContain("8.4");
  });

  it("is not warned about where it is lost, which is the fault", () => {
    const lost = oneWay().table("lone_other", [["10.0.0.0/24", "None"]]);
    const result = ask(read(lost), "vm-alone", "vm-other");
    expect(result).toMatchObject({ verdict: "dropped", reason: "route-none" });
    expect(warned(result)).not.toContain("8.4");
  });
});

describe("an answer without a route to the client", () => {
  /** BGP routes are kept out of the NVA's subnet. No security group drops the packet first. */
  const topology = read(
    t()
      .drop("subnet_network_security_group_association.hub100_nva")
      .table("hub100_nva", ESCAPE, { bgp_route_propagation_enabled: false }),
  );

  it("from a VM: the fault is what withholds the route to the client's own address", () => {
    const result = ask(topology, "vm-hub00", "vm-nva100");
    expect(result).toMatchObject({ verdict: "dropped", reason: "no-route" });
    expect(result.faults).toMatchObject([
      {
        cause: "propagation-off",
        at: "azurerm_route_table.hub100_nva",
        want: "true, so that the subnet learns 10.0.0.0/16",
      },
    ]);
  });

  it("from the internet: the fault names the client's own address, not the NVA's", () => {
    const result = ask(topology, "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "no-route" });
    expect(result.faults).toMatchObject([
      {
        at: "azurerm_subnet.hub100_nva",
        text: "10.0.0.4 is a private address, and vm-nva100 sends packets for it to the internet",
      },
    ]);
  });
});

const nic = (id: string): Nic => ({ id, name: id, subnet: "s", forwarding: true, applicationSecurityGroups: [] });

const left = (from: string, source: EffectiveRoute["source"], forwarders: readonly string[]): LeftAzure => ({
  hops: [],
  forwarders: forwarders.map(nic),
  translations: [],
  recorded: new Set(),
  warnings: [],
  packet: {
    source: { text: "", within: [] },
    destination: { text: "", within: [] },
    protocol: "tcp",
    port: 443,
    answer: false,
  },
  disposition: {
    kind: "internet",
    nic: nic(from),
    egress: { kind: "public-ip", name: "pip", address: null },
    row: {
      source,
      state: "Active",
      prefix: "0.0.0.0/0",
      nextHopType: "Internet",
      nextHopAddress: null,
      nextHop: { kind: "internet" },
      why: "",
      facts: [],
    },
  },
});

test.each<[string, string, EffectiveRoute["source"], readonly string[], string]>([
  ["by an NVA", "nva", "User", ["nva"], "tunnelled"],
  ["by an NVA, on the system's route", "nva", "Default", ["nva"], "tunnelled"],
  ["by a firewall", "fw", "User", ["fw"], "firewall"],
  ["by a firewall, after an NVA", "fw", "User", ["nva", "fw"], "tunnelled"],
  ["by an NVA, after a firewall", "nva", "User", ["fw", "nva"], "tunnelled"],
  ["by itself, on a UDR", "vm", "User", [], "exempt"],
  ["by itself, on the system's route", "vm", "Default", [], "direct"],
  ["by itself, after it came back", "vm", "User", ["nva", "vm"], "exempt"],
])("a packet leaves Azure %s", (_, from, source, forwarders, verdict) => {
  const firewalls = new Map([["fw", {} as Firewall]]);
  expect(internetVerdict(nic("vm"), left(from, source, forwarders), firewalls)).toBe(verdict);
});
