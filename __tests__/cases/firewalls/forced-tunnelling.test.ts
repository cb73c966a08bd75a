import { check } from "../../../lib/analysis/check/check";
import type { CheckReport } from "../../../lib/analysis/results";
import { ask, read, seenAs, wayBack, wayOut } from "../../support/analysis/ask";
import type { Azure, Attributes, Route } from "../../support/analysis/azure";
import { ALLOW_ALL, firewallHub } from "../../support/analysis/firewall-hub";
import { t } from "../../support/analysis/situations";

const FIREWALL_ADDRESS = "${azurerm_firewall.fw.ip_configuration[0].private_ip_address}";

interface Options {
  readonly management?: boolean;
  readonly publicIp?: boolean;
  readonly ownRoutes?: readonly Route[];
  readonly policy?: Attributes;
}

/** The article's topology, whose client has its default route to a firewall in its own VNet. */
function tunnelled({ management = false, publicIp = true, ownRoutes, policy }: Options = {}): Azure {
  const azure = t()
    .subnet("hub00", "AzureFirewallSubnet", "10.0.50.0/24")
    .subnet("hub00", "AzureFirewallManagementSubnet", "10.0.51.0/24")
    .table("hub00_default", [["0.0.0.0/0", FIREWALL_ADDRESS]])
    .add("firewall_policy", "fw", { name: "afwp", ...policy })
    .add("firewall_policy_rule_collection_group", "fw", {
      name: "rcg",
      firewall_policy_id: "${azurerm_firewall_policy.fw.id}",
      priority: 200,
      ...ALLOW_ALL,
    })
    .add("firewall", "fw", {
      name: "afw-hub00",
      sku_name: "AZFW_VNet",
      sku_tier: "Standard",
      firewall_policy_id: "${azurerm_firewall_policy.fw.id}",
      ip_configuration: [
        {
          name: "data",
          subnet_id: "${azurerm_subnet.hub00_AzureFirewallSubnet.id}",
          ...(publicIp && { public_ip_address_id: "${azurerm_public_ip.fw.id}" }),
        },
      ],
      ...(management && {
        management_ip_configuration: [
          {
            name: "management",
            subnet_id: "${azurerm_subnet.hub00_AzureFirewallManagementSubnet.id}",
            public_ip_address_id: "${azurerm_public_ip.fwm.id}",
          },
        ],
      }),
    });
  for (const id of ["fw", "fwm"])
    azure.add("public_ip", id, { name: `pip-${id}`, allocation_method: "Static", sku: "Standard" });
  return ownRoutes ? azure.table("hub00_AzureFirewallSubnet", ownRoutes) : azure;
}

const idsOf = ({ findings }: CheckReport): string[] => findings.map(({ id }) => id);

test("with a management subnet the firewall sends on to the NVA that its subnet learns the default from", () => {
  const topology = read(tunnelled({ management: true }));
  const result = ask(topology, "vm-hub00");
  expect(result).toMatchObject({ verdict: "tunnelled", faults: [] });
  expect(seenAs(result)).toEqual(["pip-nva100"]);
  expect(wayOut(result)).toEqual(["vm-hub00", "afw-hub00", "circuit", "ergw-hub100", "vm-nva100", "internet"]);
  expect(wayBack(result).slice(-2)).toEqual(["afw-hub00", "vm-hub00"]);
  expect(idsOf(check(topology))).not.toContain("FT137");
});

test("that firewall leaks with its own public IP once the NVA withdraws the default", () => {
  const [finding] = check(read(tunnelled({ management: true }))).findings.filter(({ id }) => id === "FT114");
  expect(finding).toMatchObject({ text: expect.stringContaining("pip-fw"), got: "a public IP on the firewall" });
  const closed = check(read(tunnelled({ management: true, publicIp: false })));
  expect(idsOf(closed)).not.toContain("FT114");
});

test("a firewall whose own subnet goes to the internet takes the client past the NVA", () => {
  const report = check(read(tunnelled({ ownRoutes: [["0.0.0.0/0", "Internet"]] })));
  expect(report.outcome).toBe("failed");
  expect(report.machines.find(({ machine }) => machine === "vm-hub00")).toMatchObject({ verdict: "firewall" });
  expect(report.findings.filter(({ id }) => id === "FT137")).toMatchObject([
    { text: "vm-hub00 reaches the internet through afw-hub00 as pip-fw, not through vm-nva100" },
  ]);
});

test("a part of the internet that a route leads to the firewall leaves past the NVA, too", () => {
  const azure = tunnelled({ ownRoutes: [["0.0.0.0/0", "Internet"]] }).table("hub00_default", [
    ["198.51.100.0/24", FIREWALL_ADDRESS],
  ]);
  const report = check(read(azure));
  expect(report.outcome).toBe("failed");
  expect(report.findings.filter(({ id }) => id === "FT137")).toMatchObject([
    { text: expect.stringContaining("vm-hub00 reaches 198.51.100.0/24 through afw-hub00") },
  ]);
});

test("without a management subnet Azure does not support a learned default: it needs a route to Internet", () => {
  const result = ask(read(tunnelled()), "vm-hub00");
  expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
  expect(result.faults).toMatchObject([
    { got: "0.0.0.0/0 -> VirtualNetworkGateway", fix: expect.stringContaining("0.0.0.0/0 -> Internet") },
  ]);
});

test("the NVA gets the client's own address where private_ip_ranges hold everything, and has the answer returned through the firewall", () => {
  const topology = read(tunnelled({ management: true, policy: { private_ip_ranges: ["0.0.0.0/0"] } }));
  const result = ask(topology, "vm-hub00");
  expect(result.out[0]!.hops.find(({ name }) => name === "afw-hub00")!.decisions.map(({ kind }) => kind)).not.toContain(
    "nat",
  );
  // The answer goes past the firewall: GatewaySubnet has no route to it.
  expect(result).toMatchObject({ verdict: "dropped", reason: "firewall-state" });
  const routed = tunnelled({ management: true, policy: { private_ip_ranges: ["0.0.0.0/0"] } }).table(
    "hub00_GatewaySubnet",
    [["10.0.0.0/24", FIREWALL_ADDRESS]],
  );
  expect(ask(read(routed), "vm-hub00")).toMatchObject({ verdict: "tunnelled" });
});

test("a firewall without a public IP of its own reaches the internet by another way only", () => {
  const alone = read(firewallHub({ publicIps: [], management: true }));
  expect(ask(alone, "vm-app")).toMatchObject({ verdict: "dropped", reason: "no-egress-identity" });
  expect(ask(read(tunnelled({ management: true, publicIp: false })), "vm-hub00").verdict).toBe("tunnelled");
});

test("a management subnet and a default route by VPN: the internet leaves on-premises", () => {
  const azure = firewallHub({ management: true })
    .subnet("hub", "GatewaySubnet", "10.0.200.0/27")
    .vpnGateway("hub")
    .vpnSite("hub", "office", ["192.168.0.0/16"])
    .set("virtual_network_gateway.vpngw-hub", {
      default_local_network_gateway_id: "${azurerm_local_network_gateway.office.id}",
    });
  const result = ask(read(azure), "vm-app");
  expect(result.verdict).toBe("on-premises");
  expect(wayOut(result)).toEqual(["vm-app", "afw-hub", "vpngw-hub", "lng-office"]);
  expect(wayBack(result)).toEqual(["lng-office", "vpngw-hub", "afw-hub", "vm-app"]);
});

test("what comes from on-premises passes the firewall in both directions", () => {
  const routes: readonly Route[] = [["10.1.0.0/16", "${azurerm_firewall.hub.ip_configuration[0].private_ip_address}"]];
  const azure = firewallHub({ ownRoutes: [["0.0.0.0/0", "Internet"]] })
    .subnet("hub", "GatewaySubnet", "10.0.200.0/27")
    .vpnGateway("hub")
    .vpnSite("hub", "office", ["192.168.0.0/16"])
    .table("hub_GatewaySubnet", routes);
  const result = ask(read(azure), "192.168.1.5", "vm-app", { port: 22 });
  expect(result.verdict).toBe("delivered");
  expect(wayOut(result)).toEqual(["lng-office", "vpngw-hub", "afw-hub", "vm-app"]);
  expect(wayBack(result)).toEqual(["vm-app", "afw-hub", "vpngw-hub", "lng-office"]);
});
