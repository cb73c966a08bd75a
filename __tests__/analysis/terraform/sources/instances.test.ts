import { symbol, unknown } from "../../../../lib/analysis/unknown/value";
import { configured } from "../support";

const network = { azurerm_virtual_network: { v: { name: "vnet", address_space: ["10.0.0.0/16"] } } };

describe("count and for_each", () => {
  const nat = (more: object): object => ({ azurerm_nat_gateway: { n: { name: "n", ...more } } });
  const idsOf = (more: object, rest: object = {}): unknown =>
    configured(nat(more), rest).natGateways.map(({ id, name, exists }) =>
      exists === undefined ? [id, name] : [id, name, exists],
    );

  test("a known count or for_each gives that many instances", () => {
    expect(idsOf({ count: 0 })).toEqual([]);
    expect(idsOf({ count: "${1 + 1}", name: "n${count.index}" })).toEqual([
      ["azurerm_nat_gateway.n[0]", "n0"],
      ["azurerm_nat_gateway.n[1]", "n1"],
    ]);
    expect(idsOf({ for_each: '${toset(["a"])}', name: "n-${each.value}" })).toEqual([
      ['azurerm_nat_gateway.n["a"]', "n-a"],
    ]);
    expect(idsOf({ for_each: { x: "y" }, name: "${each.key}-${each.value}" })).toEqual([
      ['azurerm_nat_gateway.n["x"]', "x-y"],
    ]);
  });

  test("with a count known after apply an instance may exist, and names the value that decides", () => {
    expect(idsOf({ count: "${var.enabled ? 1 : 0}" })).toEqual([
      ["azurerm_nat_gateway.n[0]", "n", unknown("var.enabled")],
    ]);
    expect(idsOf({ count: "${var.number}" })).toEqual([
      ["azurerm_nat_gateway.n[0]", "n", { ...unknown("var.number"), examples: { true: 1, false: 0 } }],
    ]);
    expect(idsOf({ for_each: "${var.names}" })).toEqual([
      ["azurerm_nat_gateway.n", "n", { ...unknown("var.names"), examples: { true: ["a"], false: [] } }],
    ]);
  });

  test("an implausible count is read as one, with a note", () => {
    const { natGateways, notes } = configured(nat({ count: 1e9 }));
    expect([natGateways.length, notes[0]?.kind]).toEqual([1, "unread"]);
  });

  test("references lead to instances by number, key and splat", () => {
    const resource = {
      ...network,
      azurerm_subnet: { s: { for_each: ["x", "y"], name: "${each.key}", virtual_network_name: "vnet" } },
    };
    const nics = {
      azurerm_network_interface: Object.fromEntries(
        ['s["y"].id', "values(azurerm_subnet.s)[*].id[0]"].map((end, n) => [
          `n${n}`,
          {
            ip_configuration: {
              subnet_id: end.startsWith("s[")
                ? `\${azurerm_subnet.${end}}`
                : "${[for s in azurerm_subnet.s : s.id][0]}",
            },
          },
        ]),
      ),
    };
    expect(configured({ ...resource, ...nics }).nics.map((nic) => nic.subnet)).toEqual([
      'azurerm_subnet.s["y"]',
      'azurerm_subnet.s["x"]',
    ]);
  });

  test("dynamic blocks are expanded; an unknown for_each gives a route that may lead anywhere", () => {
    const table = (forEach: unknown): object => ({
      azurerm_route_table: {
        t: {
          dynamic: {
            route: {
              for_each: forEach,
              iterator: "r",
              content: { name: "${r.key}", address_prefix: "${r.value}", next_hop_type: "None" },
            },
          },
        },
      },
    });
    expect(configured(table({ a: "10.0.0.0/8" })).routeTables[0]?.routes).toEqual([
      { name: "a", prefix: "10.0.0.0/8", nextHopType: "None" },
    ]);
    const waiting = configured(table("${var.routes}"));
    const expression = "dynamic.route[var.routes]";
    expect(waiting.routeTables[0]?.routes).toEqual([
      {
        name: expression,
        prefix: symbol(expression),
        nextHopType: "VirtualAppliance",
        nextHopAddress: symbol(expression),
      },
    ]);
    expect(waiting.notes.map(({ kind, at }) => [kind, at])).toEqual([["unread", "azurerm_route_table.t"]]);
  });

  test("dynamic blocks in blocks are expanded, whoever makes the outer ones", () => {
    const rule = {
      for_each: "${collection.value.ports}",
      content: {
        name: "${rule.value}",
        protocols: ["TCP"],
        source_addresses: ["*"],
        destination_addresses: ["*"],
        destination_ports: ["${rule.value}"],
      },
    };
    const rulesOf = (group: object): readonly string[] =>
      configured({
        azurerm_firewall_policy: { p: { name: "p" } },
        azurerm_firewall: { f: { name: "f", firewall_policy_id: "${azurerm_firewall_policy.p.id}" } },
        azurerm_firewall_policy_rule_collection_group: {
          g: { name: "g", firewall_policy_id: "${azurerm_firewall_policy.p.id}", priority: 100, ...group },
        },
      }).firewalls[0]!.rules.map(({ name, ports }) => `${name} ${ports.join()}`);
    const collections = { web: { ports: ["80", "443"] }, dns: { ports: ["53"] } };
    const content = { name: "${collection.key}", priority: 100, action: "Allow", dynamic: { rule } };
    expect(
      rulesOf({ dynamic: { network_rule_collection: { for_each: collections, iterator: "collection", content } } }),
    ).toEqual(["web/80 80", "web/443 443", "dns/53 53"]);
    const written = { ...content, name: "web", dynamic: { rule: [{ ...rule, for_each: ["22"] }] } };
    expect(rulesOf({ network_rule_collection: [written] })).toEqual(["web/22 22"]);
    const waiting = { ...content, name: "web", dynamic: { rule: { ...rule, for_each: "${var.rules}" } } };
    expect(rulesOf({ network_rule_collection: [waiting] })).toEqual(["dynamic.rule[var.rules] *"]);
  });
});
