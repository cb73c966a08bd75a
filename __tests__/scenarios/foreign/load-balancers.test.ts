import { check } from "../../../lib/analysis/check/check";
import type { Azure } from "../../support/analysis/azure";
import { ask, read, seenAs } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";
import { hubAndSpoke, ROUTER } from "./hub-and-spoke";

const POOL = (name: string): string => `\${azurerm_lb_backend_address_pool.${name}.id}`;

/** A load balancer with two frontends: one for two NVAs, all ports; one for a web server, port 80. */
function balanced(hop: string): Azure {
  const frontend = (name: string, address: string): object => ({
    name,
    subnet_id: "${azurerm_subnet.hub_nva.id}",
    private_ip_address_allocation: "Static",
    private_ip_address: address,
  });
  const azure = hubAndSpoke({ routes: [["0.0.0.0/0", hop]] })
    .vm("second", "hub_nva", { address: "10.0.0.5", publicIp: true, forwarding: true, userData: ROUTER })
    .vm("web", "hub_nva", { address: "10.0.0.50" })
    .add("lb", "hub", {
      name: "lb-hub",
      sku: "Standard",
      frontend_ip_configuration: [frontend("nvas", "10.0.0.100"), frontend("web", "10.0.0.101")],
    });
  for (const name of ["nvas", "web"])
    azure.add("lb_backend_address_pool", name, { name, loadbalancer_id: "${azurerm_lb.hub.id}" });
  for (const [nic, pool] of [
    ["nva", "nvas"],
    ["web", "web"],
  ] as const)
    azure.add("network_interface_backend_address_pool_association", nic, {
      ip_configuration_name: "ipconfig1",
      network_interface_id: `\${azurerm_network_interface.${nic}.id}`,
      backend_address_pool_id: POOL(pool),
    });
  azure.add("lb_backend_address_pool_address", "second", {
    name: "second",
    backend_address_pool_id: POOL("nvas"),
    virtual_network_id: "${azurerm_virtual_network.hub.id}",
    ip_address: "10.0.0.5",
  });
  const rule = (name: string, protocol: string, port: number): Azure =>
    azure.add("lb_rule", name, {
      name,
      loadbalancer_id: "${azurerm_lb.hub.id}",
      protocol,
      frontend_port: port,
      backend_port: port,
      frontend_ip_configuration_name: name,
      backend_address_pool_ids: [POOL(name)],
    });
  rule("nvas", "All", 0);
  return rule("web", "Tcp", 80);
}

describe("load balancers as next hops", () => {
  it("lead to the pools of their own frontend, by NIC or by address", () => {
    const result = ask(read(balanced("10.0.0.100")), "vm-app");
    expect({ verdict: result.verdict, seen: seenAs(result) }).toEqual({
      verdict: "tunnelled",
      seen: ["pip-nva", "pip-second"],
    });
  });

  it("lead to the NVAs that are left where one fails", () => {
    const report = check(read(balanced("10.0.0.100")));
    expect(report.whatIf.filter(({ kind }) => kind === "nva").map(({ outcome }) => outcome)).toEqual([
      "carries-on",
      "carries-on",
    ]);
    expect(report.findings.map(({ id }) => id)).not.toContain("FT115");
  });

  it("are what a single NVA lacks where a route leads to it, and no longer AS path", () => {
    const fixOf = (azure: Azure): string | undefined =>
      check(read(azure)).findings.find(({ id }) => id === "FT115")?.fix;
    expect(fixOf(hubAndSpoke())).toMatch(/internal Standard load balancer/);
    expect(fixOf(t())).toMatch(/longer AS path/);
  });

  it("lead nowhere by a frontend that serves one port", () => {
    expect(ask(read(balanced("10.0.0.101")), "vm-app")).toMatchObject({
      verdict: "dropped",
      reason: "next-hop-unreachable",
    });
  });
});
