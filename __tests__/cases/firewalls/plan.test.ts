import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { Topology } from "../../../lib/analysis/model/azure";

type Values = Readonly<Record<string, unknown>>;

const planned = (address: string, values: Values): Values => {
  const [name = "", type = ""] = address.split(".").reverse();
  return { address, mode: "managed", type, name, values };
};
const to = (...references: readonly string[]): Values => ({ references });
const waiting = (address: string, after_unknown: Values): Values => ({ address, change: { after_unknown } });

const POLICY = "module.policy.azurerm_firewall_policy.this";
const GROUP = "azurerm_firewall_policy_rule_collection_group.rcg";
const FIREWALL = "azurerm_firewall.hub";

/** A plan of HCL: the policy is in a module, and ids are known after apply. */
const plan = (): Topology => {
  const network = { name: "net", priority: 200, action: "Allow" };
  const rule = { name: "web", protocols: ["TCP"], destination_addresses: ["*"], destination_ports: ["443"] };
  const nat = { name: "web", protocols: ["TCP"], source_addresses: ["*"], destination_ports: ["443"] };
  const json = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          planned("azurerm_public_ip.afw", { name: "pip-afw" }),
          planned("azurerm_ip_group.spokes", { name: "ipg", cidrs: ["10.1.0.0/16"] }),
          planned(GROUP, {
            name: "rcg",
            priority: 100,
            nat_rule_collection: [
              {
                name: "dnat",
                priority: 100,
                action: "Dnat",
                rule: [{ ...nat, translated_address: "10.1.0.4", translated_port: 443 }],
              },
            ],
            network_rule_collection: [{ ...network, rule: [{ ...rule, source_ip_groups: null }] }],
          }),
          planned(FIREWALL, { name: "afw-hub", ip_configuration: [{ name: "ip" }] }),
        ],
        child_modules: [{ address: "module.policy", resources: [planned(POLICY, { name: "afwp" })] }],
      },
    },
    resource_changes: [
      waiting("azurerm_public_ip.afw", { id: true, ip_address: true }),
      waiting("azurerm_ip_group.spokes", { id: true }),
      waiting(POLICY, { id: true }),
      waiting(GROUP, {
        id: true,
        firewall_policy_id: true,
        nat_rule_collection: [{ rule: [{ destination_address: true }] }],
        network_rule_collection: [{ rule: [{ source_ip_groups: true }] }],
      }),
      waiting(FIREWALL, {
        id: true,
        firewall_policy_id: true,
        ip_configuration: [{ private_ip_address: true, subnet_id: true, public_ip_address_id: true }],
      }),
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address: GROUP,
            expressions: {
              firewall_policy_id: to("module.policy.id", "module.policy"),
              nat_rule_collection: [
                {
                  name: { constant_value: "dnat" },
                  rule: [{ destination_address: to("azurerm_public_ip.afw.ip_address", "azurerm_public_ip.afw") }],
                },
              ],
              network_rule_collection: [
                {
                  name: { constant_value: "net" },
                  rule: [{ source_ip_groups: to("azurerm_ip_group.spokes.id", "azurerm_ip_group.spokes") }],
                },
              ],
            },
          },
          {
            address: FIREWALL,
            expressions: {
              firewall_policy_id: to("module.policy.id", "module.policy"),
              ip_configuration: [{ public_ip_address_id: to("azurerm_public_ip.afw.id", "azurerm_public_ip.afw") }],
            },
          },
        ],
        module_calls: {
          policy: {
            source: "./policy",
            module: {
              outputs: { id: { expression: to("azurerm_firewall_policy.this.id", "azurerm_firewall_policy.this") } },
              resources: [{ address: "azurerm_firewall_policy.this", expressions: {} }],
            },
          },
        },
      },
    },
  };
  return readTopology([{ name: "plan.json", text: JSON.stringify(json) }]);
};

test("a plan of HCL with its policy in a module: rules, IP groups and public IPs are found by reference", () => {
  const { firewalls, notes } = plan();
  expect(firewalls).toMatchObject([{ id: FIREWALL, egressIps: ["azurerm_public_ip.afw"] }]);
  expect(firewalls[0]!.rules).toMatchObject([
    { kind: "nat", name: "dnat/web", translated: { address: "10.1.0.4", port: "443" } },
    { kind: "network", name: "net/web", sources: ["10.1.0.0/16"], ports: ["443"] },
  ]);
  expect(notes).toEqual([]);
});
