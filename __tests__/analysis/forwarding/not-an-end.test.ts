import { TopologyError } from "../../../lib/analysis/model/topology-error";
import type { Problem } from "../../../lib/findings/problem";
import { effectiveRoutes } from "../../../lib/analysis/routes/effective-routes";
import { ask, read } from "../../support/analysis/ask";
import { firewallHub } from "../../support/analysis/firewall-hub";

const topology = read(
  firewallHub()
    .subnet("spoke", "pe", "10.1.9.0/24")
    .add("private_endpoint", "fixed", {
      name: "pe-fixed",
      subnet_id: "${azurerm_subnet.spoke_pe.id}",
      ip_configuration: [{ name: "ip", private_ip_address: "10.1.9.9" }],
    })
    .add("private_endpoint", "open", { name: "pe-open", subnet_id: "${azurerm_subnet.spoke_pe.id}" })
    .table("spoke_pe", [["AzureMonitor", "Internet"]]),
);

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof TopologyError) return error.problem;
    throw error;
  }
  throw new Error("no error");
}

describe("the end of a path", () => {
  it.each([
    ["example.com", { text: /^example\.com is a host name/, fix: "internet", more: /example\.com$/ }],
    ["https://login.example.com:8443/a?b", { text: /^login\.example\.com is a host name/ }],
    ["10.1.0.4:443", { text: /^10\.1\.0\.4:443 is not an address alone/, fix: "10.1.0.4 --tcp 443" }],
    ["vnet-spoke", { text: /^vnet-spoke is a VNet/, have: "vm-app", fix: "vm-app" }],
    ["afw-hub", { text: /^afw-hub is a firewall/, have: "vm-app", fix: undefined }],
    ["AzureMonitor", { text: /^AzureMonitor is a service tag/ }],
    ["pe-open", { text: /^the address of pe-open is known only after apply/, at: "azurerm_private_endpoint.open" }],
    ["vm-ap", { text: /^no VM named "vm-ap"/, fix: "vm-app" }],
    ["azurerm_linux_virtual_machine.none", { text: /^no VM named/ }],
  ])("%s is not one, and the message says what is", (to, expected) => {
    const problem = problemOf(() => ask(topology, "vm-app", to));
    for (const [key, value] of Object.entries(expected))
      if (value instanceof RegExp) expect(problem[key as keyof Problem]).toMatch(value);
      else expect(problem[key as keyof Problem]).toBe(value);
  });

  it("may be a network interface, or a private endpoint with an address", () => {
    expect(ask(topology, "nic-app", "internet").from).toBe("vm-app");
    expect(ask(topology, "vm-app", "pe-fixed")).toMatchObject({ destination: "10.1.9.9", verdict: "delivered" });
  });
});

describe("effective routes", () => {
  it.each([
    ["vnet-spoke", { text: "vnet-spoke has no effective routes: it is a VNet", fix: "vnet-spoke/app" }],
    ["spoke", { text: 'nothing is named "spoke"', fix: "vnet-spoke/app" }],
    ["rt-spoke_pe", { text: "rt-spoke_pe has no effective routes: it is a route table", fix: "vnet-spoke/pe" }],
    ["pe-fixed", { text: "pe-fixed has no effective routes: it is a private endpoint", fix: "vnet-spoke/pe" }],
    ["nowhere", { text: 'nothing is named "nowhere"', fix: undefined }],
  ])("of %s are those of a subnet", (of, { text, fix }) => {
    const problem = problemOf(() => effectiveRoutes(topology, of));
    expect(problem).toMatchObject({ text, want: "a VM, a network interface or a subnet" });
    expect(problem.fix).toBe(fix);
  });

  it("are those of the network interface that has an address", () => {
    expect(effectiveRoutes(topology, "10.1.0.4").subnet).toBe("vnet-spoke/app");
  });
});
