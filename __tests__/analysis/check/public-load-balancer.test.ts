import { check } from "../../../lib/analysis/check/check";
import type { CheckReport, Finding } from "../../../lib/analysis/results";
import { read } from "../../support/analysis/ask";
import type { Attributes, Azure } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

/** A public load balancer with a rule for port 443 to a machine of T. */
function balanced(azure: Azure, machine: string, rule: Attributes = {}, frontend?: Attributes): Azure {
  const pool = "${azurerm_lb_backend_address_pool.p.id}";
  return azure
    .add("public_ip", "lb", { name: "pip-lb", allocation_method: "Static", sku: "Standard" })
    .add("lb", "lb", {
      name: "lb-web",
      sku: "Standard",
      frontend_ip_configuration: [
        { name: "fe", ...(frontend ?? { public_ip_address_id: "${azurerm_public_ip.lb.id}" }) },
      ],
    })
    .add("lb_backend_address_pool", "p", { name: "p", loadbalancer_id: "${azurerm_lb.lb.id}" })
    .add("network_interface_backend_address_pool_association", "p", {
      network_interface_id: `\${azurerm_network_interface.${machine}.id}`,
      ip_configuration_name: "ipconfig1",
      backend_address_pool_id: pool,
    })
    .add("lb_rule", "web", {
      name: "web",
      loadbalancer_id: "${azurerm_lb.lb.id}",
      frontend_ip_configuration_name: "fe",
      backend_address_pool_ids: [pool],
      protocol: "Tcp",
      frontend_port: 443,
      backend_port: 443,
      ...rule,
    });
}

const report = (azure: Azure): CheckReport => check(read(azure), { whatIf: false });
const found = (azure: Azure): Finding[] => report(azure).findings.filter(({ id }) => id === "FT111");

it("does not reach a tunnelled machine: answers leave through the NVA", () => {
  expect(found(balanced(t(), "hub00"))).toMatchObject([
    {
      severity: "error",
      text: "vm-hub00 cannot be reached through the rule web of a public load balancer: its answers leave through the NVA",
      at: ["azurerm_lb_rule.web", "azurerm_linux_virtual_machine.hub00"],
    },
  ]);
});

it.each<[string, Azure]>([
  ["a machine that leaves directly", balanced(t(), "jump00")],
  [
    "a machine with a route that leads answers to the clients directly",
    balanced(t().table("hub00_default", [["203.0.113.0/24", "Internet"]]), "hub00"),
  ],
  [
    "a machine behind an internal load balancer",
    balanced(t(), "hub00", {}, { subnet_id: "${azurerm_subnet.hub00_default.id}" }),
  ],
])("says nothing of %s", (_, azure) => {
  expect(found(azure)).toEqual([]);
});

it("waits for a rule that may not be there", () => {
  const azure = t();
  const count = `\${${azure.var("web", { type: "bool" }).slice(2, -1)} ? 1 : 0}`;
  const { findings, undecided } = report(balanced(azure, "hub00", { count }));
  expect(findings.filter(({ id }) => id === "FT111")).toEqual([]);
  const waiting = undecided.find(({ id }) => id === "FT111")?.waitsFor.map(({ unknown }) => unknown);
  expect(waiting).toEqual(["var.web"]);
});

describe("a NAT rule", () => {
  const nat = (azure: Azure, machine: string, attributes: Attributes = {}, frontend?: Attributes): Azure =>
    balanced(azure, machine, { frontend_ip_configuration_name: "none" }, frontend)
      .add("lb_nat_rule", "rdp", {
        name: "rdp",
        loadbalancer_id: "${azurerm_lb.lb.id}",
        frontend_ip_configuration_name: "fe",
        protocol: "Tcp",
        frontend_port: 3389,
        backend_port: 3389,
        ...attributes,
      })
      .add("network_interface_nat_rule_association", "rdp", {
        network_interface_id: `\${azurerm_network_interface.${machine}.id}`,
        ip_configuration_name: "ipconfig1",
        nat_rule_id: `\${azurerm_lb_nat_rule.rdp${"count" in attributes ? "[0]" : ""}.id}`,
        ...("count" in attributes && { count: attributes.count }),
      });

  it("of a public load balancer does not reach a tunnelled machine", () => {
    expect(found(nat(t(), "hub00"))).toMatchObject([
      {
        severity: "error",
        text: "vm-hub00 cannot be reached through the rule rdp of a public load balancer: its answers leave through the NVA",
        at: ["azurerm_lb_nat_rule.rdp", "azurerm_linux_virtual_machine.hub00"],
      },
    ]);
  });

  it("of an internal load balancer, or to a machine that leaves directly, is no error", () => {
    expect(found(nat(t(), "jump00"))).toEqual([]);
    expect(found(nat(t(), "hub00", {}, { subnet_id: "${azurerm_subnet.hub00_default.id}" }))).toEqual([]);
  });

  it("that may not be there is waited for", () => {
    const azure = t();
    const count = `\${${azure.var("rdp", { type: "bool" }).slice(2, -1)} ? 1 : 0}`;
    const { findings, undecided } = report(nat(azure, "hub00", { count }));
    expect(findings.filter(({ id }) => id === "FT111")).toEqual([]);
    expect(undecided.find(({ id }) => id === "FT111")?.waitsFor.map(({ unknown }) => unknown)).toEqual(["var.rdp"]);
  });
});
