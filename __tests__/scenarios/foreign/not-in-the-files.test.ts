import type { Attributes, Azure } from "../../support/analysis/azure";
import { ask, read } from "../../support/analysis/ask";
import { elsewhere, hubAndSpoke } from "./hub-and-spoke";

const waits = (
  azure: Azure,
  data: Record<string, Record<string, Attributes>> = {},
): { verdict: string; waitsFor: string[] } => {
  const { verdict, waitsFor } = ask(read({ json: { ...azure.json, data } as Azure["json"] }), "vm-app");
  return { verdict, waitsFor: waitsFor.map(({ unknown }) => unknown) };
};
const onNva = (azure: Azure, type: string, id: string): Azure =>
  azure.add(`subnet_${type}_association`, "elsewhere", {
    subnet_id: "${azurerm_subnet.hub_nva.id}",
    [`${type}_id`]: id,
  });

describe("tables and groups that the files do not hold", () => {
  it("a route table of another configuration may lead anywhere", () => {
    const id = elsewhere("routeTables", "shared");
    expect(waits(onNva(hubAndSpoke(), "route_table", id))).toEqual({
      verdict: "undetermined",
      waitsFor: [`${id}.route`],
    });
  });

  it("a security group of another configuration may deny", () => {
    const id = elsewhere("networkSecurityGroups", "shared");
    expect(waits(onNva(hubAndSpoke(), "network_security_group", id))).toEqual({
      verdict: "undetermined",
      waitsFor: [`${id}.security_rule`],
    });
  });

  it("so may those that are only looked up", () => {
    const data = {
      azurerm_network_security_group: { shared: { name: "shared", resource_group_name: "rg" } },
      azurerm_route_table: { shared: { name: "shared", resource_group_name: "rg" } },
    };
    expect(
      waits(onNva(hubAndSpoke(), "network_security_group", "${data.azurerm_network_security_group.shared.id}"), data),
    ).toEqual({ verdict: "undetermined", waitsFor: ["data.azurerm_network_security_group.shared.security_rule"] });
    expect(waits(onNva(hubAndSpoke(), "route_table", "${data.azurerm_route_table.shared.id}"), data)).toEqual({
      verdict: "undetermined",
      waitsFor: ["data.azurerm_route_table.shared.route"],
    });
  });

  it("routes that a value makes may lead anywhere, beside those that are written", () => {
    const dynamic = {
      route: {
        for_each: "${var.routes}",
        content: { name: "${route.key}", address_prefix: "${route.value}", next_hop_type: "Internet" },
      },
    };
    const azure = hubAndSpoke({ table: { dynamic } });
    azure.var("routes", { type: "map(string)" });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["dynamic.route[var.routes]"] });
  });

  it("rules that a value makes may allow or deny, whatever the others say", () => {
    const azure = hubAndSpoke().nsg("hub_nva").set("network_security_group.hub_nva", { security_rule: "${var.rules}" });
    azure.var("rules", { type: "list(any)" });
    expect(waits(azure)).toEqual({ verdict: "undetermined", waitsFor: ["var.rules"] });
  });
});
