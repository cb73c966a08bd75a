import { overview } from "../../lib/analysis/forwarding/overview";
import { effectiveRoutes } from "../../lib/analysis/routes/effective-routes";
import { without } from "../../lib/analysis/model/removal";
import { ask, expectTunnelled, nsgAt, read, rowsFor, seenAs, verdictOf, warned, wayOut } from "../support/analysis/ask";
import { alone, behindRouter, FORWARDED, GUARD, t } from "../support/analysis/situations";

const RDP = { port: 3389 } as const;
const silent = { nva: { announces: [] } } as const;
const open = { default_outbound_access_enabled: true };

describe("services of Azure", () => {
  it("K49: traffic to a service endpoint goes directly, the rest through the tunnel", () => {
    const topology = read(t().set("subnet.hub00_default", { service_endpoints: ["Microsoft.Storage"] }));
    const found = effectiveRoutes(topology, "vm-hub00").routes.filter(
      ({ nextHopType }) => nextHopType === "VirtualNetworkServiceEndpoint",
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({
      source: "Default",
      state: "Active",
      nextHop: { kind: "service", service: "Microsoft.Storage" },
    });
    expectTunnelled(topology);
    expect(verdictOf(topology, "vm-hub00").exceptions).toEqual([
      expect.objectContaining({ prefix: "Microsoft.Storage", verdict: "direct" }),
    ]);
    expect(effectiveRoutes(topology, "vm-jump00").routes.filter(({ nextHop }) => nextHop.kind === "service")).toEqual(
      [],
    );
  });

  it("row 4.3: a route for a service tag goes directly too", () => {
    const topology = read(
      t({ client: { address: "10.0.0.4", publicIp: true } }).table("hub00_default", [["AzureCloud", "Internet"]]),
    );
    expect(verdictOf(topology, "vm-hub00")).toMatchObject({
      verdict: "tunnelled",
      exceptions: [{ prefix: "AzureCloud" }],
    });
  });

  const endpoint = {
    name: "pe-store",
    subnet_id: "${azurerm_subnet.hub00_jump.id}",
    ip_configuration: [{ name: "ip", private_ip_address: "10.0.220.20" }],
  };

  it("K49: a private endpoint in the hub is a /32 in the VNet's tables", () => {
    const topology = read(t().add("private_endpoint", "store", endpoint));
    expect(rowsFor(topology, "vm-hub00", "10.0.220.20/32")).toEqual([
      "Default Active 10.0.220.20/32 InterfaceEndpoint -",
    ]);
    expect(ask(topology, "vm-hub00", "10.0.220.20")).toMatchObject({ verdict: "delivered" });
    expectTunnelled(topology);
  });

  it("row 4.4: directly peered VNets have it too, and no others", () => {
    const azure = t().add("private_endpoint", "store", endpoint);
    expect(rowsFor(read(azure), "vm-nva100", "10.0.220.20/32")).toEqual([]);
    expect(
      rowsFor(read(azure.peering("hub00", "hub100").peering("hub100", "hub00")), "vm-nva100", "10.0.220.20/32"),
    ).toEqual(["Default Active 10.0.220.20/32 InterfaceEndpoint -"]);
  });

  it("row 4.4: with the policy for routes on the endpoint's subnet a shorter UDR makes the /32 invalid", () => {
    const azure = t()
      .add("private_endpoint", "store", endpoint)
      .table("hub00_default", [["10.0.220.0/24", "None"]]);
    expect(ask(read(azure), "vm-hub00", "10.0.220.20").verdict).toBe("delivered");
    const topology = read(azure.set("subnet.hub00_jump", { private_endpoint_network_policies: "RouteTableEnabled" }));
    expect(rowsFor(topology, "vm-hub00", "10.0.220.20/32")).toEqual([
      "Default Invalid 10.0.220.20/32 InterfaceEndpoint -",
    ]);
    expect(ask(topology, "vm-hub00", "10.0.220.20")).toMatchObject({ verdict: "dropped", reason: "route-none" });
  });

  it.each(["168.63.129.16", "169.254.169.254"])("K50: the host answers at %s, regardless of routes", (to) => {
    const result = ask(read(t()), "vm-hub00", to, { port: 80 });
    expect(result.verdict).toBe("delivered");
    expect(result.out[0]!.hops.map(({ kind }) => kind)).toEqual(["machine", "host"]);
  });

  it("K50: neither security groups nor routes block 168.63.129.16", () => {
    const azure = t()
      .nsg("hub00_default", [{ priority: 100, direction: "Outbound", access: "Deny" }])
      .table("hub00_default", [["0.0.0.0/0", "None"]]);
    expect(ask(read(azure), "vm-hub00", "168.63.129.16", { port: 80 }).verdict).toBe("delivered");
  });
});

describe("outbound addresses", () => {
  it("row 4.6: a NAT gateway takes precedence over the machine's public IP", () => {
    expect(seenAs(ask(read(alone({ publicIp: true }).natGateway("lone_default")), "vm-alone"))).toEqual([
      "ng-lone_default",
    ]);
  });

  it("row 4.9: a NAT gateway does not translate ICMP", () => {
    const topology = read(alone({ privateSubnet: true }).natGateway("lone_default"));
    expect(ask(topology, "vm-alone", "8.8.8.8", { protocol: "icmp" })).toMatchObject({ verdict: "dropped" });
    expect(ask(topology, "vm-alone", "8.8.8.8", { protocol: "udp" })).toMatchObject({ verdict: "direct" });
  });

  it("row 5.7: default outbound access does not translate ICMP, a public IP does", () => {
    expect(ask(read(alone()), "vm-alone", "8.8.8.8", { protocol: "icmp" })).toMatchObject({ verdict: "dropped" });
    expect(ask(read(alone({ publicIp: true })), "vm-alone", "8.8.8.8", { protocol: "icmp" })).toMatchObject({
      verdict: "direct",
    });
  });

  it("row 5.3: an outbound rule of a load balancer gives an outbound address", () => {
    const azure = alone({ privateSubnet: true })
      .add("public_ip", "lb", { name: "pip-lb", sku: "Standard", allocation_method: "Static" })
      .add("lb", "lb", {
        name: "lb",
        sku: "Standard",
        frontend_ip_configuration: [{ name: "front", public_ip_address_id: "${azurerm_public_ip.lb.id}" }],
      })
      .add("lb_backend_address_pool", "pool", { name: "pool", loadbalancer_id: "${azurerm_lb.lb.id}" })
      .add("network_interface_backend_address_pool_association", "alone", {
        network_interface_id: "${azurerm_network_interface.alone.id}",
        ip_configuration_name: "ipconfig1",
        backend_address_pool_id: "${azurerm_lb_backend_address_pool.pool.id}",
      });
    expect(ask(read(azure), "vm-alone")).toMatchObject({ verdict: "dropped", reason: "no-egress-identity" });
    azure.add("lb_outbound_rule", "out", {
      name: "out",
      protocol: "All",
      loadbalancer_id: "${azurerm_lb.lb.id}",
      backend_address_pool_id: "${azurerm_lb_backend_address_pool.pool.id}",
      frontend_ip_configuration: [{ name: "front" }],
    });
    expect(ask(read(azure), "vm-alone")).toMatchObject({ verdict: "direct", egress: [{ kind: "load-balancer" }] });
  });

  it("row 4.7: a learned default sends ICMP to the NVA, bypassing the NAT gateway", () => {
    expect(ask(read(t().natGateway("hub00_default")), "vm-hub00", "8.8.8.8", { protocol: "icmp" })).toMatchObject({
      verdict: "tunnelled",
    });
  });

  it("the guest's packet filter drops what it does not accept", () => {
    const result = ask(read(t({ nva: { commands: ["iptables -P FORWARD DROP"] } })), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "guest-filter" });
    expect(wayOut(result).at(-1)).toBe("vm-nva100");
  });

  it("a packet filter that accepts the private networks and established flows changes nothing", () => {
    const commands = [
      "iptables -P FORWARD DROP",
      "iptables -A FORWARD -s 10.0.0.0/8 -j ACCEPT",
      "iptables -A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT",
    ];
    expectTunnelled(read(t({ nva: { commands } })));
  });
});

describe("security groups", () => {
  it("K53: the guard lets the tunnel through", () => {
    expectTunnelled(read(t().nsg("hub00_default", GUARD)));
  });

  it("K53: with the default withdrawn the guard drops, even with default outbound access", () => {
    const azure = t(silent).nsg("hub00_default", GUARD).set("subnet.hub00_default", open);
    const result = ask(read(azure), "vm-hub00");
    expect(result).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(nsgAt(result, "vm-hub00").join()).toContain("110");
    const lost = without(read(t().nsg("hub00_default", GUARD).set("subnet.hub00_default", open)), "vm-nva100");
    expect(ask(lost, "vm-hub00")).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
  });

  it("K54: denying the VirtualNetwork denies the internet while the default is learned", () => {
    const deny = { priority: 100, direction: "Outbound", access: "Deny", to: "VirtualNetwork" } as const;
    expect(ask(read(t().nsg("hub00_default", [deny])), "vm-hub00")).toMatchObject({
      verdict: "dropped",
      reason: "nsg-deny",
    });
    const withdrawn = t(silent).nsg("hub00_default", [deny]).set("subnet.hub00_default", open);
    expect(ask(read(withdrawn), "vm-hub00").verdict).toBe("direct");
  });

  it("K55: a default route to an appliance opens a machine to the internet by rule 65000", () => {
    const topology = read(behindRouter(alone({ publicIp: true }).nsg("lone_default")));
    const result = ask(topology, "8.8.8.8", "vm-alone", RDP);
    expect(nsgAt(result, "vm-alone").join()).toContain("65000");
    expect(result).toMatchObject({ verdict: "dropped", reason: "answer-from-elsewhere" });
  });

  it("K56: default rules deny the internet access to the jump server, whose route leads to Internet", () => {
    const result = ask(read(t().nsg("hub00_jump")), "8.8.8.8", "vm-jump00", RDP);
    expect(result).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(nsgAt(result, "vm-jump00").join()).toContain("65500");
    expect(warned(result)).toContain("6.6");
  });

  it("row 6.12: a Standard public IP lets nothing in without a security group, a Basic one everything", () => {
    const open = t().drop("subnet_network_security_group_association.hub00_jump");
    expect(ask(read(open), "8.8.8.8", "vm-jump00", RDP)).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(ask(read(open.set("public_ip.jump00", { sku: "Basic" })), "8.8.8.8", "vm-jump00", RDP).verdict).toBe(
      "delivered",
    );
  });

  it("row 6.1: the NIC's group and the subnet's must both allow", () => {
    const azure = t()
      .add("network_security_group", "nic", { name: "nsg-nic", security_rule: [] })
      .add("network_interface_security_group_association", "nic", {
        network_interface_id: "${azurerm_network_interface.jump00.id}",
        network_security_group_id: "${azurerm_network_security_group.nic.id}",
      });
    const result = ask(read(azure), "203.0.113.5", "vm-jump00", RDP);
    expect(result).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(result.faults[0]!.at).toBe("azurerm_network_security_group.nic");
  });

  it("row 6.1: rules apply inside a subnet too", () => {
    const deny = { priority: 100, direction: "Inbound", access: "Deny", from: "10.0.0.4" } as const;
    const azure = t().nsg("hub00_default", [deny]).vm("other", "hub00_default", { address: "10.0.0.5" });
    expect(ask(read(azure), "vm-hub00", "vm-other")).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(ask(read(azure), "vm-other", "vm-hub00").verdict).toBe("delivered");
  });

  it("row 6.2: the lowest priority number decides, and port and protocol must match", () => {
    const rule = (priority: number, access: "Allow" | "Deny", port: string) =>
      ({ priority, access, port, direction: "Inbound", protocol: "Tcp" }) as const;
    const topology = read(t().nsg("hub00_jump", [rule(200, "Deny", "*"), rule(100, "Allow", "3000-4000")]));
    expect(ask(topology, "203.0.113.5", "vm-jump00", RDP).verdict).toBe("delivered");
    expect(ask(topology, "203.0.113.5", "vm-jump00", { port: 22 })).toMatchObject({
      verdict: "dropped",
      reason: "nsg-deny",
    });
    expect(ask(topology, "203.0.113.5", "vm-jump00", { port: 3389, protocol: "udp" })).toMatchObject({
      verdict: "dropped",
      reason: "nsg-deny",
    });
  });

  it("row 6.3: answers need no rule", () => {
    const deny = { priority: 100, direction: "Inbound", access: "Deny" } as const;
    const azure = t()
      .nsg("hub00_default", [deny])
      .nsg("hub100_nva", [FORWARDED, { ...deny, priority: 200 }]);
    expectTunnelled(read(azure));
  });

  it("row 6.3: a rule for the public address never matches inbound packets, which are translated before", () => {
    const rule = (to: string) =>
      ({ priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", to, port: "3389" }) as const;
    expect(ask(read(t().nsg("hub00_jump", [rule("10.0.220.10")])), "203.0.113.5", "vm-jump00", RDP).verdict).toBe(
      "delivered",
    );
  });

  it("row 6.11: the tag VirtualNetwork contains the other VNet of the circuit", () => {
    const result = ask(read(t()), "vm-hub00", "vm-nva100", { port: 22 });
    expect(result.verdict).toBe("delivered");
    expect(nsgAt(result, "vm-nva100").join()).toContain("65000");
  });
});

describe("the overview", () => {
  it("has one line for each machine, with what decides its default route", () => {
    expect(
      overview(read(t())).map(({ machine, subnet, defaultFrom, verdict, egress }) => [
        machine,
        subnet,
        defaultFrom,
        verdict,
        egress[0]?.name,
      ]),
    ).toEqual([
      ["vm-hub00", "vnet-hub00/default", "vm-nva100, BGP", "tunnelled", "pip-nva100"],
      ["vm-jump00", "vnet-hub00/jump", "rt-hub00_jump, UDR", "exempt", "pip-jump00"],
      ["vm-nva100", "vnet-hub100/nva", "rt-hub100_nva, UDR", "exempt", "pip-nva100"],
    ]);
  });
});
