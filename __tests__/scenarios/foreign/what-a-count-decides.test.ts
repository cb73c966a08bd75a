import type { Azure } from "../../support/analysis/azure";
import { ask, read, rowsFor, verdictOf } from "../../support/analysis/ask";
import { hubAndSpoke } from "./hub-and-spoke";

/** A count that only the apply knows. */
const counted = (azure: Azure): string => `\${${azure.var("on", { type: "bool" }).slice(2, -1)} ? 1 : 0}`;
const ANY_RULE = {
  source_address_prefix: "*",
  source_port_range: "*",
  destination_address_prefix: "*",
  destination_port_range: "*",
  protocol: "*",
  priority: 100,
};

const SITUATIONS: readonly (readonly [string, () => Azure])[] = [
  [
    "a route",
    () => {
      const azure = hubAndSpoke({ routes: [] }).set("route_table.spoke_app", { route: null });
      return azure.add("route", "default", {
        name: "default",
        count: counted(azure),
        route_table_name: "rt-spoke_app",
        address_prefix: "0.0.0.0/0",
        next_hop_type: "VirtualAppliance",
        next_hop_in_ip_address: "10.0.0.4",
      });
    },
  ],
  [
    "a route table's association",
    () => {
      const azure = hubAndSpoke();
      return azure.set("subnet_route_table_association.spoke_app", { count: counted(azure) });
    },
  ],
  [
    "a rule that lets it in",
    () => {
      const azure = hubAndSpoke().nsg("hub_nva").set("network_security_group.hub_nva", { security_rule: null });
      return azure.add("network_security_rule", "in", {
        name: "in",
        count: counted(azure),
        network_security_group_name: "nsg-hub_nva",
        direction: "Inbound",
        access: "Allow",
        ...ANY_RULE,
      });
    },
  ],
  [
    "a security group's association",
    () => {
      const azure = hubAndSpoke().nsg("hub_nva");
      return azure.set("subnet_network_security_group_association.hub_nva", { count: counted(azure) });
    },
  ],
  [
    "a NAT gateway's association",
    () => {
      const azure = hubAndSpoke().natGateway("hub_nva");
      return azure.set("subnet_nat_gateway_association.hub_nva", { count: counted(azure) });
    },
  ],
  [
    "a NIC's security group",
    () => {
      const azure = hubAndSpoke().add("network_security_group", "nic", { name: "nsg-nic" });
      return azure.add("network_interface_security_group_association", "nic", {
        count: counted(azure),
        network_interface_id: "${azurerm_network_interface.nva.id}",
        network_security_group_id: "${azurerm_network_security_group.nic.id}",
      });
    },
  ],
];

describe("what a count decides that only the apply knows", () => {
  it("is tunnelled without any", () => {
    expect(ask(read(hubAndSpoke()), "vm-app").verdict).toBe("tunnelled");
  });

  it.each(SITUATIONS)("%s is tried both ways", (_, situation) => {
    const result = ask(read(situation()), "vm-app");
    expect({ verdict: result.verdict, waitsFor: result.waitsFor.map(({ unknown }) => unknown) }).toEqual({
      verdict: "undetermined",
      waitsFor: ["var.on"],
    });
    expect(verdictOf(read(situation()), "vm-app").verdict).toBe("undetermined");
  });

  it.each(SITUATIONS)("%s is as before once the value is said", (_, situation) => {
    expect(["tunnelled", "dropped"]).toContain(
      ask(read(situation(), { values: { "var.on": true } }), "vm-app").verdict,
    );
  });

  it("is of two tables the one that is there", () => {
    const azure = hubAndSpoke();
    azure.set("subnet_route_table_association.spoke_app", { count: "${var.on ? 1 : 0}" }).var("on", { type: "bool" });
    azure.add("route_table", "blue", {
      name: "rt-blue",
      route: [
        {
          name: "d",
          address_prefix: "0.0.0.0/0",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: "10.0.0.4",
        },
      ],
    });
    azure.add("subnet_route_table_association", "zzz", {
      count: "${var.on ? 0 : 1}",
      subnet_id: "${azurerm_subnet.spoke_app.id}",
      route_table_id: "${azurerm_route_table.blue.id}",
    });
    for (const on of [true, false])
      expect(ask(read(azure, { values: { "var.on": on } }), "vm-app").verdict).toBe("tunnelled");
  });

  it("an association for certain leaves no question", () => {
    const azure = hubAndSpoke();
    azure.add("route_table", "other", { name: "rt-other" });
    azure.add("subnet_route_table_association", "other", {
      count: counted(azure),
      subnet_id: "${azurerm_subnet.spoke_app.id}",
      route_table_id: "${azurerm_route_table.other.id}",
    });
    expect(ask(read(azure), "vm-app").verdict).toBe("tunnelled");
  });

  it("the rows of the table wait for it", () => {
    const topology = read(SITUATIONS[1]![1]());
    expect(rowsFor(topology, "vm-app", "0.0.0.0/0")).toContain("User Active 0.0.0.0/0 VirtualAppliance 10.0.0.4");
  });
});

describe("what an expression decides that only the apply knows", () => {
  const waits = (azure: Azure): { verdict: string; waitsFor: string[] } => {
    azure.var("on", { type: "bool" });
    const { verdict, waitsFor } = ask(read(azure), "vm-app");
    return { verdict, waitsFor: waitsFor.map(({ unknown }) => unknown) };
  };

  it("the type of a next hop", () => {
    const type = '${var.on ? "VirtualAppliance" : "Internet"}';
    const azure = hubAndSpoke().set("route_table.spoke_app", {
      route: [{ name: "d", address_prefix: "0.0.0.0/0", next_hop_type: type, next_hop_in_ip_address: "10.0.0.4" }],
    });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["var.on"] });
  });

  it("a public IP, or none", () => {
    const azure = hubAndSpoke();
    const {
      ip_configuration: [first],
    } = azure.at("network_interface.nva") as { ip_configuration: [object] };
    azure.set("network_interface.nva", {
      ip_configuration: [{ ...first, public_ip_address_id: "${var.on ? azurerm_public_ip.nva.id : null}" }],
    });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["var.on ? azurerm_public_ip.nva.id : null"] });
  });

  it("a NAT gateway's public IP", () => {
    const azure = hubAndSpoke({ nva: { publicIp: false } }).natGateway("hub_nva");
    azure.set("nat_gateway_public_ip_association.ng-hub_nva", { count: "${var.on ? 1 : 0}" });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["var.on"] });
  });

  it("which subnets have a route table", () => {
    const azure = hubAndSpoke().set("subnet_route_table_association.spoke_app", {
      for_each: "${var.subnets}",
      subnet_id: "${each.value}",
    });
    azure.var("subnets", { type: "map(string)" });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["var.subnets"] });
  });
});
