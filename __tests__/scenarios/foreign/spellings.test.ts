import { ask, read, verdictOf } from "../../support/analysis/ask";
import { hubAndSpoke } from "./hub-and-spoke";

describe("as others write it", () => {
  it.each([
    ["virtualnetwork", "internet"],
    ["VIRTUALNETWORK", "any"],
    ["Any", "Internet"],
  ])("tags in other capitals: %s to %s", (from, to) => {
    const rule = { priority: 100, direction: "Inbound", access: "Allow", from, to } as const;
    expect(ask(read(hubAndSpoke().nsg("hub_nva", [rule])), "vm-app").verdict).toBe("tunnelled");
  });

  it("IPv6 beside IPv4 changes nothing for IPv4", () => {
    const azure = hubAndSpoke({
      routes: [
        ["0.0.0.0/0", "10.0.0.4"],
        ["::/0", "Internet"],
      ],
    }).nsg("spoke_app", [{ priority: 100, direction: "Outbound", access: "Deny", to: "::/0" }]);
    azure
      .set("virtual_network.spoke", { address_space: ["fd00:1::/48", "10.1.0.0/16"] })
      .set("subnet.spoke_app", { address_prefixes: ["fd00:1::/64", "10.1.0.0/24"] });
    expect(verdictOf(read(azure), "vm-app")).toMatchObject({ verdict: "tunnelled", exceptions: [] });
  });

  it("write-only arguments associate a subnet with its route table and security group", () => {
    const azure = hubAndSpoke()
      .drop("subnet_route_table_association.spoke_app")
      .nsg("spoke_app", [{ priority: 100, direction: "Outbound", access: "Deny", to: "*" }])
      .drop("subnet_network_security_group_association.spoke_app");
    expect(verdictOf(read(azure), "vm-app").verdict).toBe("direct");
    azure.set("subnet.spoke_app", { route_table_id_wo: "${azurerm_route_table.spoke_app.id}" });
    expect(verdictOf(read(azure), "vm-app").verdict).toBe("tunnelled");
    azure.set("subnet.spoke_app", {
      network_security_group_id_wo: "${azurerm_network_security_group.spoke_app.id}",
    });
    expect(verdictOf(read(azure), "vm-app")).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
  });

  it("a spoke's route to the gateway that it uses leads to that gateway", () => {
    const azure = hubAndSpoke({ routes: [["0.0.0.0/0", "VirtualNetworkGateway"]] })
      .subnet("hub", "GatewaySubnet", "10.0.255.0/27")
      .vpnGateway("hub")
      .vpnSite("hub", "office", ["192.168.0.0/16"])
      .peering("hub", "spoke", { transit: true })
      .peering("spoke", "hub", { remoteGateways: true });
    expect(ask(read(azure), "vm-app")).toMatchObject({
      verdict: "dropped",
      faults: [{ text: "vpngw-hub has no route to 8.8.8.8" }],
    });
    azure.set("virtual_network_gateway.vpngw-hub", {
      default_local_network_gateway_id: "${azurerm_local_network_gateway.office.id}",
    });
    expect(ask(read(azure), "vm-app").out[0]?.hops.map(({ name }) => name)).toEqual([
      "vm-app",
      "vpngw-hub",
      "lng-office",
    ]);
  });
});

describe("a NIC with several configurations", () => {
  const second = {
    name: "second",
    subnet_id: "${azurerm_subnet.hub_nva.id}",
    private_ip_address_allocation: "Static",
    private_ip_address: "10.0.0.5",
  };
  const azure = hubAndSpoke({ routes: [["0.0.0.0/0", "10.0.0.5"]] });
  const {
    ip_configuration: [first],
  } = azure.at("network_interface.nva") as { ip_configuration: [object] };
  azure.set("network_interface.nva", { ip_configuration: [{ ...first, primary: true }, second] });

  it("is the next hop by any of its addresses", () => {
    expect(ask(read(azure), "vm-app").verdict).toBe("tunnelled");
  });

  it("answers at any of them", () => {
    expect(ask(read(azure), "vm-app", "10.0.0.5").verdict).toBe("delivered");
    expect(ask(read(azure), "vm-app", "10.0.0.6").verdict).toBe("dropped");
  });
});

describe("a next hop by reference", () => {
  it.each([
    "${azurerm_linux_virtual_machine.nva.private_ip_address}",
    "${azurerm_network_interface.nva.private_ip_address}",
  ])("to the NVA: %s", (hop) => {
    expect(ask(read(hubAndSpoke({ routes: [["0.0.0.0/0", hop]] })), "vm-app").verdict).toBe("tunnelled");
    expect(
      ask(
        read(hubAndSpoke({ nva: { forwarding: true, address: undefined as never }, routes: [["0.0.0.0/0", hop]] })),
        "vm-app",
      ).verdict,
    ).toBe("tunnelled");
  });

  it("to a load balancer in front of it", () => {
    const azure = hubAndSpoke({ routes: [["0.0.0.0/0", "${azurerm_lb.nva.private_ip_address}"]] })
      .add("lb", "nva", {
        name: "lb-nva",
        sku: "Standard",
        frontend_ip_configuration: [
          {
            name: "in",
            subnet_id: "${azurerm_subnet.hub_nva.id}",
            private_ip_address: "10.0.0.100",
            private_ip_address_allocation: "Static",
          },
        ],
      })
      .add("lb_backend_address_pool", "nva", { name: "nva", loadbalancer_id: "${azurerm_lb.nva.id}" })
      .add("network_interface_backend_address_pool_association", "nva", {
        ip_configuration_name: "ipconfig1",
        network_interface_id: "${azurerm_network_interface.nva.id}",
        backend_address_pool_id: "${azurerm_lb_backend_address_pool.nva.id}",
      })
      .add("lb_rule", "nva", {
        name: "all",
        loadbalancer_id: "${azurerm_lb.nva.id}",
        protocol: "All",
        frontend_port: 0,
        backend_port: 0,
        frontend_ip_configuration_name: "in",
        backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.nva.id}"],
      });
    expect(ask(read(azure), "vm-app").verdict).toBe("tunnelled");
  });

  it("to what this model does not follow is named", () => {
    const hop = "azurerm_firewall.fw.ip_configuration[0].private_ip_address";
    const azure = hubAndSpoke({ routes: [["0.0.0.0/0", `\${${hop}}`]] }).add("firewall", "fw", { name: "fw" });
    expect(ask(read(azure), "vm-app")).toMatchObject({
      verdict: "undetermined",
      reason: "not-modelled",
      faults: [{ text: `the next hop ${hop} of 0.0.0.0/0 is not known from this file` }],
    });
  });
});
