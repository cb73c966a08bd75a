import { Azure } from "../../support/analysis/azure";
import { ask, read } from "../../support/analysis/ask";
import { elsewhere, hubAndSpoke } from "./hub-and-spoke";

const HUB = elsewhere("virtualNetworks", "vnet-hub");
const SPOKE = { name: "vnet-spoke", resource_group_name: "rg" };
const lone = (): Azure =>
  new Azure()
    .vnet("lone", "10.0.0.0/16")
    .subnet("lone", "default", "10.0.0.0/24")
    .vm("alone", "lone_default", { address: "10.0.0.4", publicIp: true });
const withData = (azure: Azure, data: object): ReturnType<typeof read> =>
  read({ json: { ...azure.json, data } as Azure["json"] });
const peeredWithHub = (azure: Azure, flags: object = {}): Azure =>
  azure.add("virtual_network_peering", "hub", {
    name: "to-hub",
    virtual_network_name: "vnet-lone",
    remote_virtual_network_id: HUB,
    ...flags,
  });
const waits = (topology: ReturnType<typeof read>): string[] =>
  ask(topology, "vm-alone").waitsFor.map(({ unknown }) => unknown);

describe("networks that another configuration makes", () => {
  it("a hub whose gateway is used may bring a default: nothing is refused", () => {
    const topology = read(peeredWithHub(lone(), { use_remote_gateways: true }));
    expect(ask(topology, "vm-alone").verdict).toBe("undetermined");
    expect(waits(topology)).toEqual([`${HUB} has a gateway or Route Server elsewhere that brings 0.0.0.0/0`]);
  });

  it("a hub whose gateway is not used brings none", () => {
    expect(ask(read(peeredWithHub(lone())), "vm-alone").verdict).toBe("direct");
  });

  it("an NVA in such a hub is out of sight, not out of reach", () => {
    const azure = peeredWithHub(lone()).table("lone_default", [["0.0.0.0/0", "10.200.0.4"]]);
    expect(ask(read(azure), "vm-alone")).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
    expect(ask(read(lone().table("lone_default", [["0.0.0.0/0", "10.200.0.4"]])), "vm-alone")).toMatchObject({
      verdict: "dropped",
      reason: "next-hop-unreachable",
    });
  });

  it("a network that is only looked up may have a gateway there", () => {
    const azure = lone()
      .drop("virtual_network.lone")
      .set("subnet.lone_default", { virtual_network_name: "${data.azurerm_virtual_network.spoke.name}" });
    const topology = withData(azure, { azurerm_virtual_network: { spoke: SPOKE } });
    expect(waits(topology)).toEqual([
      "data.azurerm_virtual_network.spoke has a gateway or Route Server elsewhere that brings 0.0.0.0/0",
    ]);
    azure.table("lone_default", [["0.0.0.0/0", "Internet"]]);
    expect(ask(withData(azure, { azurerm_virtual_network: { spoke: SPOKE } }), "vm-alone").verdict).toBe("exempt");
  });

  it("a subnet that is only looked up may have any table and any group", () => {
    const azure = lone().drop("virtual_network.lone").drop("subnet.lone_default");
    const {
      ip_configuration: [first],
    } = azure.at("network_interface.alone") as { ip_configuration: [object] };
    azure.set("network_interface.alone", {
      ip_configuration: [{ ...first, subnet_id: "${data.azurerm_subnet.apps.id}" }],
    });
    const topology = withData(azure, {
      azurerm_subnet: { apps: { name: "apps", virtual_network_name: "vnet-spoke", resource_group_name: "rg" } },
    });
    expect(ask(topology, "vm-alone").verdict).toBe("undetermined");
    expect(waits(topology)).toEqual(
      expect.arrayContaining([
        "data.azurerm_subnet.apps.network_security_group_id.security_rule",
        "data.azurerm_subnet.apps.route_table_id.route",
      ]),
    );
  });

  it("an association in the files says what a subnet has that is only looked up", () => {
    const azure = hubAndSpoke();
    azure
      .drop("subnet.spoke_app")
      .set("subnet_route_table_association.spoke_app", { subnet_id: "${data.azurerm_subnet.apps.id}" });
    const {
      ip_configuration: [first],
    } = azure.at("network_interface.app") as { ip_configuration: [object] };
    azure.set("network_interface.app", {
      ip_configuration: [{ ...first, subnet_id: "${data.azurerm_subnet.apps.id}" }],
    });
    const topology = withData(azure, {
      azurerm_subnet: { apps: { name: "apps", virtual_network_name: "vnet-spoke", resource_group_name: "rg" } },
    });
    expect(ask(topology, "vm-app").waitsFor.map(({ unknown }) => unknown)).toEqual([
      "data.azurerm_subnet.apps.network_security_group_id.security_rule",
    ]);
  });
});
