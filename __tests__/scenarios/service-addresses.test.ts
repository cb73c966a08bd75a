import { ask, expectTunnelled, read, verdictOf } from "../support/analysis/ask";
import { check } from "../../lib/analysis/check/check";
import type { Azure } from "../support/analysis/azure";
import { FIREWALL_ADDRESS, firewallHub } from "../support/analysis/firewall-hub";
import { t } from "../support/analysis/situations";

/** An address of Azure; which services have it, the files do not say. */
const OF_AZURE = "20.60.10.10";

const tagged = (...more: readonly (readonly [string, string])[]): Azure =>
  t({ client: { address: "10.0.0.4", publicIp: true } }).table("hub00_default", [
    ["AzureMonitor", "Internet"],
    ...more,
  ]);

const unknowns = (azure: Azure, to = OF_AZURE): string[] =>
  ask(read(azure), "vm-hub00", to).waitsFor.map(({ unknown }) => unknown);

describe("an address that a service tag with a route may contain (row 4.3)", () => {
  it("leaves the path undetermined, and names the route", () => {
    const result = ask(read(tagged()), "vm-hub00", OF_AZURE);
    expect(result).toMatchObject({ verdict: "undetermined", reason: "value-unknown" });
    expect(result.summary).toBe(
      "depends on service tag AzureMonitor (UDR route-0 of rt-hub00_default): exempt or tunnelled",
    );
  });

  it("leaves the overview as it is: the tag is an exception there", () => {
    const topology = read(tagged());
    expect(verdictOf(topology, "vm-hub00")).toMatchObject({
      verdict: "tunnelled",
      exceptions: [{ prefix: "AzureMonitor" }],
    });
    expect(ask(topology, "vm-hub00", "internet").verdict).toBe("tunnelled");
  });

  it("does not concern addresses that are not Microsoft's, nor private ones", () => {
    const topology = read(tagged());
    expectTunnelled(topology);
    expect(ask(topology, "vm-hub00", "1.1.1.1").verdict).toBe("tunnelled");
    expect(ask(topology, "vm-hub00", "10.100.0.10").verdict).toBe("delivered");
  });

  it("does not matter where a route for that very address comes first", () => {
    const azure = tagged([`${OF_AZURE}/32`, "None"]);
    expect(ask(read(azure), "vm-hub00", OF_AZURE)).toMatchObject({ verdict: "dropped", reason: "route-none" });
    expect(unknowns(tagged(["20.60.0.0/16", "None"]))).toEqual([
      "service tag AzureMonitor (UDR route-0 of rt-hub00_default)",
    ]);
  });

  it("does not matter where both lead the same way", () => {
    const azure = t({ client: { address: "10.0.0.4", publicIp: true } }).table("hub00_default", [
      ["AzureMonitor", "Internet"],
      ["0.0.0.0/0", "Internet"],
    ]);
    expect(ask(read(azure), "vm-hub00", OF_AZURE).verdict).toBe("exempt");
  });

  it("is a service endpoint's too", () => {
    const azure = t().set("subnet.hub00_default", { service_endpoints: ["Microsoft.Storage"] });
    expect(unknowns(azure)).toEqual(["service endpoint Microsoft.Storage of vnet-hub00/default"]);
    expectTunnelled(read(azure));
  });

  it("concerns answers to a client in the internet", () => {
    const azure = t()
      .table("hub00_jump", [
        ["AzureCloud.japaneast", "None"],
        ["0.0.0.0/0", "Internet"],
      ])
      .nsg("hub00_jump", [{ priority: 100, direction: "Inbound", access: "Allow", port: "3389" }]);
    const inbound = (from: string): string => ask(read(azure), from, "vm-jump00", { port: 3389 }).verdict;
    expect([inbound("internet"), inbound(OF_AZURE)]).toEqual(["delivered", "undetermined"]);
  });
});

describe("a service tag that a route leads to another appliance than the rest of the internet", () => {
  const MASQUERADES =
    "#cloud-config\nwrite_files:\n  - path: /etc/nftables.conf\n    content: |\n      flush ruleset\n      table ip nat {\n" +
    "        chain post {\n          type nat hook postrouting priority 100;\n          masquerade\n        }\n      }\n" +
    "runcmd:\n  - sysctl -w net.ipv4.ip_forward=1\n  - echo net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf\n" +
    "  - systemctl enable --now nftables\n";
  const withTag = (to: string): Azure =>
    firewallHub()
      .subnet("hub", "other", "10.0.7.0/24")
      .vm("other", "hub_other", { address: "10.0.7.4", forwarding: true, publicIp: true, userData: MASQUERADES })
      .table("spoke_app", [
        ["0.0.0.0/0", "10.0.7.4"],
        ["AzureMonitor", to],
      ]);

  it("is an exception, and reported", () => {
    const topology = read(withTag(FIREWALL_ADDRESS));
    expect(verdictOf(topology, "vm-app")).toMatchObject({
      verdict: "tunnelled",
      exceptions: [{ prefix: "AzureMonitor", verdict: "firewall" }],
    });
    const { findings } = check(topology, { whatIf: false });
    expect(findings.filter(({ id }) => id === "FT128").map(({ text }) => text)).toEqual([
      "vm-app bypasses the NVA for AzureMonitor",
    ]);
  });

  it("is not an exception where both lead the same way, or where it leads nowhere", () => {
    expect(verdictOf(read(withTag("10.0.7.4")), "vm-app").exceptions).toEqual([]);
    expect(verdictOf(read(withTag("None")), "vm-app").exceptions).toEqual([]);
  });
});
