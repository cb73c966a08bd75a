import { check } from "../../lib/analysis/check/check";
import { ask, read, rowsFor } from "../support/analysis/ask";
import { Azure, type Attributes } from "../support/analysis/azure";

const FORWARDS = "#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1\necho net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf\n";
const MASQUERADES = `#cloud-config
write_files:
  - path: /etc/nftables.conf
    content: |
      flush ruleset
      table ip nat {
        chain post {
          type nat hook postrouting priority 100;
          masquerade
        }
      }
runcmd:
  - sysctl -w net.ipv4.ip_forward=1
  - echo net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf
  - systemctl enable --now nftables
`;

const only = (...names: readonly string[]): Attributes => ({
  peer_complete_virtual_networks_enabled: false,
  local_subnet_names: ["app"],
  remote_subnet_names: names,
});

/** vm-app in the spoke, whose default route leads to vm-nva in the subnet "nva" of the hub. */
const peered = (side: Attributes, userData = MASQUERADES): Azure =>
  new Azure()
    .vnet("hub", "10.0.0.0/16")
    .subnet("hub", "nva", "10.0.0.0/24")
    .subnet("hub", "shared", "10.0.1.0/24")
    .vm("nva", "hub_nva", { address: "10.0.0.4", forwarding: true, publicIp: true, userData })
    .vm("db", "hub_shared", { address: "10.0.1.4" })
    .vnet("spoke", "10.1.0.0/16")
    .subnet("spoke", "app", "10.1.0.0/24")
    .vm("app", "spoke_app", { address: "10.1.0.4" })
    .table("spoke_app", [["0.0.0.0/0", "10.0.0.4"]])
    .peering("hub", "spoke")
    .peering("spoke", "hub")
    .set("virtual_network_peering.spoke-hub", side);

describe("a peering of subnets (row 10.7)", () => {
  it("leads to a next hop in a subnet that it joins", () => {
    expect(ask(read(peered(only("nva"))), "vm-app").verdict).toBe("tunnelled");
    expect(ask(read(peered(only("NVA"))), "vm-app").verdict).toBe("tunnelled");
  });

  it("does not lead to a next hop in a subnet that it leaves out, and says what to change", () => {
    const topology = read(peered(only("shared")));
    const result = ask(topology, "vm-app");
    expect(result).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    expect(result.faults[0]).toMatchObject({
      text: "the next hop 10.0.0.4 of 0.0.0.0/0 is in a part of vnet-hub that the peering peer-spoke-hub does not join",
      fix: "add the subnet of the next hop to remote_subnet_names of peer-spoke-hub, and to local_subnet_names of the other side",
    });
    expect(ask(topology, "vm-app", "10.0.1.4").verdict).toBe("delivered");
  });

  it("is reported for routes that are no default too", () => {
    const azure = peered(only("shared")).table("spoke_app", [["192.168.0.0/16", "10.0.0.4"]]);
    const [finding] = check(read(azure), { whatIf: false }).findings.filter(({ id }) => id === "FT132");
    expect(finding?.text).toContain("a part of vnet-hub");
  });

  it("names what decides where only the apply knows the subnets", () => {
    const azure = peered({});
    azure.set("virtual_network_peering.spoke-hub", {
      ...only(),
      remote_subnet_names: azure.var("names", { type: "list(string)" }),
    });
    const result = ask(read(azure), "vm-app");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown)).toEqual(["var.names"]);
  });

  it("joins what both sides name", () => {
    const both = (local: unknown): Azure =>
      peered(only("nva")).set("virtual_network_peering.hub-spoke", {
        peer_complete_virtual_networks_enabled: false,
        local_subnet_names: local,
        remote_subnet_names: ["app"],
      });
    expect(ask(read(both(["nva"])), "vm-app").verdict).toBe("tunnelled");
    expect(ask(read(both(["shared"])), "vm-app")).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    const unknown = ask(read(both("${var.local}")), "vm-app");
    expect(unknown).toMatchObject({ verdict: "undetermined", waitsFor: [{ unknown: "var.local" }] });
  });

  it("names the flag where only the apply knows whether the whole VNets are joined", () => {
    const azure = peered({
      ...only(),
      remote_subnet_names: [],
      peer_complete_virtual_networks_enabled: "${var.complete}",
    });
    const { verdict, waitsFor } = ask(read(azure), "vm-app");
    expect(verdict).toBe("undetermined");
    expect(waitsFor.map(({ unknown }) => unknown)).toContain("var.complete");
  });

  it("is not documented without the names of remote subnets", () => {
    const side = { peer_complete_virtual_networks_enabled: false, local_subnet_names: ["app"] };
    const result = ask(read(peered(side)), "vm-app");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown)).toEqual([
      "azurerm_virtual_network_peering.spoke-hub joins the whole VNets without remote_subnet_names",
    ]);
  });

  it("carries the routes of private endpoints in the subnets that it joins only", () => {
    const azure = peered(only("shared"), FORWARDS);
    for (const [subnet, address] of [
      ["nva", "10.0.0.9"],
      ["shared", "10.0.1.9"],
    ] as const)
      azure.add("private_endpoint", subnet, {
        name: `pe-${subnet}`,
        subnet_id: `\${azurerm_subnet.hub_${subnet}.id}`,
        ip_configuration: [{ name: "ip", private_ip_address: address }],
      });
    const topology = read(azure);
    expect(rowsFor(topology, "vm-app", "10.0.1.9/32")).toHaveLength(1);
    expect(rowsFor(topology, "vm-app", "10.0.0.9/32")).toEqual([]);
  });
});

describe("a peering of IPv6 only (row 10.8)", () => {
  const onlyIpv6 = (value: unknown): Attributes => ({ ...only("nva", "shared"), only_ipv6_peering_enabled: value });

  it("carries no IPv4", () => {
    const topology = read(peered(onlyIpv6(true)));
    expect(rowsFor(topology, "vm-app", "10.0.1.0/24")).toEqual([]);
    expect(ask(topology, "vm-app")).toMatchObject({ verdict: "dropped", reason: "next-hop-unreachable" });
    expect(ask(topology, "vm-app", "10.0.1.4").verdict).toBe("dropped");
  });

  it("carries it where the switch is off", () => {
    expect(ask(read(peered(onlyIpv6(false))), "vm-app").verdict).toBe("tunnelled");
  });

  it("is named where the switch is known only after apply", () => {
    const azure = peered({});
    azure.set("virtual_network_peering.spoke-hub", onlyIpv6(azure.var("only", { type: "bool" })));
    const result = ask(read(azure), "vm-app");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown)).toEqual(["var.only"]);
  });
});
