import { check } from "../../../lib/analysis/check/check";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { CheckReport } from "../../../lib/analysis/results";
import { ask, read } from "../../support/analysis/ask";
import type { Attributes } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";
import { ALL_OPEN, AS_READ, reportOf, SUBNET, verdicts, VNET, withMore } from "./beside-the-article";

describe("what admits packets to a machine", () => {
  const balancer = {
    "azurerm_public_ip.lb": { name: "pip-lb", allocation_method: "Static" },
    "azurerm_lb.lb": {
      name: "lb",
      frontend_ip_configuration: [{ name: "f", public_ip_address_id: "${azurerm_public_ip.lb.id}" }],
    },
    "azurerm_lb_backend_address_pool.p": { name: "p", loadbalancer_id: "${azurerm_lb.lb.id}" },
    "azurerm_network_interface_backend_address_pool_association.p": {
      network_interface_id: "${azurerm_network_interface.hub00.id}",
      backend_address_pool_id: "${azurerm_lb_backend_address_pool.p.id}",
    },
  };
  const rule = { loadbalancer_id: "${azurerm_lb.lb.id}", frontend_ip_configuration_name: "f", protocol: "Tcp" };

  test.each<[string, Readonly<Record<string, Attributes>>]>([
    [
      "a NAT rule of its NIC",
      {
        "azurerm_lb_nat_rule.r": { name: "rdp", ...rule },
        "azurerm_network_interface_nat_rule_association.a": {
          network_interface_id: "${azurerm_network_interface.hub00.id}",
          nat_rule_id: "${azurerm_lb_nat_rule.r.id}",
        },
      },
    ],
    ["a NAT rule of the load balancer before it", { "azurerm_lb_nat_rule.r": { name: "rdp", ...rule } }],
    [
      "a rule of the load balancer before it",
      {
        "azurerm_lb_rule.r": {
          name: "rdp",
          ...rule,
          frontend_port: 3389,
          backend_port: 3389,
          backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.p.id}"],
        },
      },
    ],
  ])("%s", (_, more) => {
    const topology = read(withMore({ ...balancer, ...more }));
    const { machines, outcome, findings, coverage } = check(topology);
    expect(machines.find(({ machine }) => machine === "vm-hub00")?.verdict).toBe("tunnelled");
    // That answers of a tunnelled machine are lost is certain of a rule with a public frontend.
    const isPublic = "azurerm_lb_rule.r" in more || "azurerm_network_interface_nat_rule_association.a" in more;
    expect(outcome).toBe(isPublic ? "failed" : "undecided");
    expect(findings.filter(({ severity }) => severity === "error").map(({ id }) => id)).toEqual(
      isPublic ? ["FT111"] : [],
    );
    expect(findings.map(({ id }) => id)).toContain("FT130");
    expect(coverage.notModelled.map(({ nics }) => nics)).toContainEqual(["azurerm_network_interface.hub00"]);
    expect(ask(topology, "internet", "vm-hub00", { port: 3389 })).toMatchObject({
      verdict: "undetermined",
      reason: "not-modelled",
    });
    expect(ask(topology, "internet", "vm-nva100", { port: 22 }).reason).not.toBe("not-modelled");
  });

  it("a rule of an inner load balancer does not", () => {
    const inner = {
      name: "lb",
      frontend_ip_configuration: [{ name: "f", subnet_id: SUBNET, private_ip_address: "10.0.0.9" }],
    };
    const pool = { backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.p.id}"] };
    const { coverage } = reportOf({ ...balancer, "azurerm_lb.lb": inner, "azurerm_lb_rule.r": { ...rule, ...pool } });
    expect(coverage.notModelled).toEqual([]);
  });
});

describe("parts of a network interface that are not followed", () => {
  const second = { name: "second", subnet_id: SUBNET, private_ip_address_allocation: "Dynamic" };
  const withConfiguration = (configuration: Attributes): CheckReport => {
    const azure = withMore({ "azurerm_public_ip.p": { name: "pip-second", allocation_method: "Static" } });
    const nic = azure.at("network_interface.hub00");
    nic["ip_configuration"] = [{ ...(nic["ip_configuration"] as Attributes[])[0]!, primary: true }, configuration];
    return check(read(azure));
  };
  const PUBLIC = { public_ip_address_id: "${azurerm_public_ip.p.id}" };

  test.each([
    ["an IPv6 address", { private_ip_address_version: "IPv6" }, "sends IPv6 packets, past every IPv4 route"],
    [
      "an IPv6 address with a public IP",
      { private_ip_address_version: "IPv6", ...PUBLIC },
      "sends IPv6 packets as pip-second, past every IPv4 route",
    ],
    ["a further address with a public IP", PUBLIC, "may send from a further address as pip-second"],
  ])("%s", (_, more, does) => {
    const report = withConfiguration({ ...second, ...more });
    expect(report.coverage.notModelled.map((one) => one.does)).toEqual([does]);
    expect(verdicts(report)).toEqual(AS_READ);
    expect(report.outcome).toBe("undecided");
  });

  it("a further address without a public IP is followed", () => {
    expect(withConfiguration(second).outcome).toBe("passed");
  });
});

describe("provisioners", () => {
  test.each<[string, Attributes, readonly string[]]>([
    ["a command concerns everything", { "local-exec": { command: "az network route-table route create" } }, ALL_OPEN],
    [
      "a command that names a network concerns what is connected to it",
      { "local-exec": { command: `az network vnet update --ids ${VNET}` } },
      ALL_OPEN,
    ],
    ["a command on destruction does not count", { "local-exec": { when: "destroy", command: "az" } }, AS_READ],
  ])("%s", (_, provisioner, expected) => {
    const report = reportOf({ "null_resource.n": { provisioner } });
    expect(verdicts(report)).toEqual(expected);
    expect(report.outcome).toBe(expected === AS_READ ? "passed" : "undecided");
  });

  it("what runs on an NVA makes undetermined what it may change, what runs on a client does not", () => {
    const provisioner = [{ "remote-exec": { inline: ["sysctl -w net.ipv4.ip_forward=0"] } }];
    const of = (machine: string): CheckReport =>
      check(read(t().set(`linux_virtual_machine.${machine}`, { provisioner })));
    expect(verdicts(of("nva100"))).toContain("vm-hub00 undetermined");
    expect(verdicts(of("hub00"))).toEqual(AS_READ);
  });
});

describe("no machine is left out", () => {
  it("a machine whose NIC only a module tells", () => {
    const report = reportOf({
      "azurerm_linux_virtual_machine.m": { name: "vm-module", network_interface_ids: ["${module.nic.id}"] },
    });
    expect(verdicts(report)).toEqual([...AS_READ, "vm-module undetermined"].sort());
    expect(report.findings.filter(({ name }) => name === "verdict-undetermined").map(({ at }) => at[0])).toEqual([
      "azurerm_linux_virtual_machine.m",
    ]);
  });

  it.each([[[]], [null]])("a machine with %j as NICs", (network_interface_ids) => {
    const more = { "azurerm_linux_virtual_machine.m": { name: "vm-bare", network_interface_ids } };
    const report = reportOf(more);
    expect(verdicts(report)).toEqual(["vm-bare undetermined", ...AS_READ]);
    expect(report.outcome).toBe("undecided");
    const only = readTopology([
      {
        name: "x.tf.json",
        text: JSON.stringify({ resource: { azurerm_linux_virtual_machine: { m: { name: "vm" } } } }),
      },
    ]);
    expect(verdicts(check(only))).toEqual(["vm undetermined"]);
    expect(check(only).outcome).toBe("undecided");
  });

  it("a machine that may send from a NIC in another subnet", () => {
    const nic = { name: "i", subnet_id: "${azurerm_subnet.hub00_jump.id}", private_ip_address: "10.0.220.20" };
    const azure = withMore({
      "azurerm_public_ip.p": { name: "pip-second", allocation_method: "Static" },
      "azurerm_network_interface.second": {
        name: "nic-second",
        ip_configuration: [{ ...nic, public_ip_address_id: "${azurerm_public_ip.p.id}" }],
      },
    });
    (azure.at("linux_virtual_machine.hub00")["network_interface_ids"] as string[]).push(
      "${azurerm_network_interface.second.id}",
    );
    const report = check(read(azure));
    expect(report.machines.find(({ machine }) => machine === "vm-hub00")).toMatchObject({
      verdict: "undetermined",
      summary:
        "leaves as pip-nva100, and the answer comes back; but exempt from nic-second, and the routes of its guest are not known",
    });
    expect(report.outcome).toBe("undecided");
  });
});
