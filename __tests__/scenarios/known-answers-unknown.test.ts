import { check } from "../../lib/analysis/check/check";
import {
  verdictOf,
  ask,
  expectNoDefault,
  expectTunnelled,
  read,
  rowsFor,
  wayBack,
  wayOut,
} from "../support/analysis/ask";
import type { Attributes, Azure } from "../support/analysis/azure";
import { t } from "../support/analysis/situations";

const conn = (vnet: string): string => `virtual_network_gateway_connection.conn-${vnet}`;
/** T, changed with the expression of a variable that has no default. */
const waiting = (change: (azure: Azure, expression: string) => Azure, type = "bool"): Azure => {
  const azure = t();
  return change(azure, azure.var("x", { type }));
};

describe("values known after apply", () => {
  it.each<[string, (azure: Azure, x: string) => Azure]>([
    ["branch-to-branch", (azure, x) => azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: x })],
    ["the NIC's forwarding", (azure, x) => azure.set("network_interface.nva100", { ip_forwarding_enabled: x })],
    [
      "remote VNet traffic",
      (azure, x) => azure.set("virtual_network_gateway.ergw-hub00", { remote_vnet_traffic_enabled: x }),
    ],
    ["propagation", (azure, x) => azure.table("hub00_default", [], { bgp_route_propagation_enabled: x })],
    ["FastPath", (azure, x) => azure.set(conn("hub100"), { express_route_gateway_bypass: x })],
  ])("an unknown %s makes the client's verdict undetermined, and the answer names what it waits for", (_, change) => {
    const topology = read(waiting(change));
    const result = ask(topology, "vm-hub00");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor).toMatchObject([{ unknown: "var.x", assume: { values: { "var.x": expect.any(Boolean) } } }]);
    expect(verdictOf(topology, "vm-hub00").verdict).toBe("undetermined");
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
  });

  it("a Route Server's connection to an unknown address may be that of the NVA, and no connection is missing", () => {
    const topology = read(
      waiting((azure, x) => azure.set("route_server_bgp_connection.nva100", { peer_ip: x }), "string"),
    );
    expect(ask(topology, "vm-hub00")).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: "var.x", assume: { values: { "var.x": "10.100.0.10" } } }],
    });
    const { findings } = check(topology, { whatIf: false });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expectNoDefault(
      read(
        waiting((azure, x) => azure.set("route_server_bgp_connection.nva100", { peer_ip: x })),
        { values: { "var.x": "10.100.0.99" } },
      ),
    );
  });

  it("the NVA's public IP by an expression may be none", () => {
    const change = (azure: Azure, x: string): Azure => {
      const [configuration] = azure.json.resource.azurerm_network_interface!.nva100!.ip_configuration as Attributes[];
      return azure.set("network_interface.nva100", {
        ip_configuration: [{ ...configuration, public_ip_address_id: x }],
      });
    };
    expect(ask(read(waiting(change, "string")), "vm-hub00")).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: "var.x", assume: { values: { "var.x is not null": true } } }],
    });
  });

  it.each<[string, string, (azure: Azure, x: string) => Azure]>([
    ["FT128", "service endpoints", (azure, x) => azure.set("subnet.hub00_default", { service_endpoints: x })],
    [
      "FT111",
      "public IP of a client",
      (azure, x) => {
        const [configuration] = azure.json.resource.azurerm_network_interface!.hub00!.ip_configuration as Attributes[];
        return azure.set("network_interface.hub00", {
          ip_configuration: [{ ...configuration, public_ip_address_id: x }],
        });
      },
    ],
  ])("%s is undecided by unknown %s, and names the value", (rule, _, change) => {
    const { findings, undecided } = check(read(waiting(change, "any")), { whatIf: false });
    expect(findings.filter(({ id }) => id === rule)).toEqual([]);
    expect(undecided.filter(({ id }) => id === rule)).toMatchObject([{ waitsFor: [{ unknown: "var.x" }] }]);
  });

  it.each<[string, (azure: Azure, x: string) => Azure]>([
    ["the jump server's forwarding", (azure, x) => azure.set("network_interface.jump00", { ip_forwarding_enabled: x })],
    [
      "the client's outbound access",
      (azure, x) => azure.set("subnet.hub00_default", { default_outbound_access_enabled: x }),
    ],
    [
      "propagation at the jump server",
      (azure, x) => azure.set("route_table.hub00_jump", { bgp_route_propagation_enabled: x }),
    ],
    [
      "traffic with virtual WANs",
      (azure, x) => azure.set("virtual_network_gateway.ergw-hub00", { virtual_wan_traffic_enabled: x }),
    ],
  ])("an unknown that does not matter, %s, leaves the verdict certain", (_, change) => {
    const topology = read(waiting(change));
    expectTunnelled(topology);
    expect(ask(topology, "vm-hub00").waitsFor).toEqual([]);
  });

  it("an unknown counts only where it decides: the client's outbound access once no default is learned", () => {
    const azure = t({ nva: { announces: [] } });
    azure.set("subnet.hub00_default", { default_outbound_access_enabled: azure.var("x", { type: "bool" }) });
    expect(ask(read(azure), "vm-hub00")).toMatchObject({ verdict: "undetermined", waitsFor: [{ unknown: "var.x" }] });
  });

  it("names both of two unknowns that a verdict depends on", () => {
    const azure = t();
    azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: azure.var("b2b", { type: "bool" }) });
    azure.set("network_interface.nva100", { ip_forwarding_enabled: azure.var("forwarding", { type: "bool" }) });
    expect(
      ask(read(azure), "vm-hub00")
        .waitsFor.map(({ unknown }) => unknown)
        .sort(),
    ).toEqual(["var.b2b", "var.forwarding"]);
  });

  it("a variable's default or a given value decides", () => {
    const azure = t();
    azure.set("route_server.hub100", {
      branch_to_branch_traffic_enabled: azure.var("b2b", { type: "bool", default: true }),
    });
    expectTunnelled(read(azure));
    const told = t();
    told.set("route_server.hub100", { branch_to_branch_traffic_enabled: told.var("b2b", { type: "bool" }) });
    expectTunnelled(read(told, { values: { "var.b2b": true } }));
    expectNoDefault(read(told, { values: { "var.b2b": false } }));
  });

  it("the same unknown in two places has one value", () => {
    const azure = t();
    const x = azure.var("remote", { type: "bool" });
    for (const vnet of ["hub00", "hub100"])
      azure.set(`virtual_network_gateway.ergw-${vnet}`, { remote_vnet_traffic_enabled: x });
    expect(ask(read(azure), "vm-hub00").waitsFor).toMatchObject([{ unknown: "var.remote" }]);
  });

  it("a public IP is known by its name before its address is", () => {
    expect(ask(read(t()), "vm-hub00").egress).toEqual([
      expect.objectContaining({
        kind: "public-ip",
        name: "pip-nva100",
        id: "azurerm_public_ip.nva100",
        address: null,
        machine: "vm-nva100",
      }),
    ]);
  });

  it("connections with the same unknown circuit are on one circuit", () => {
    const azure = t();
    const x = azure.var("circuit_id");
    for (const vnet of ["hub00", "hub100"]) azure.set(conn(vnet), { express_route_circuit_id: x });
    const topology = read(azure);
    expectTunnelled(topology);
    expect(ask(topology, "vm-hub00").out[0]!.hops.map(({ kind }) => kind)).toEqual([
      "machine",
      "circuit",
      "gateway",
      "machine",
      "internet",
    ]);
  });

  it("connections with different unknown circuits may or may not be on one: undetermined where it matters", () => {
    const azure = t();
    for (const vnet of ["hub00", "hub100"])
      azure.set(conn(vnet), { express_route_circuit_id: azure.var(`circuit_of_${vnet}`) });
    const topology = read(azure);
    const result = ask(topology, "vm-hub00");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown).join(" ")).toMatch(/var\.circuit_of_hub/);
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
    expect(ask(topology, "vm-hub00", "vm-jump00").verdict).toBe("delivered");
  });

  it("an unknown address space leaves the rest of the table known", () => {
    const azure = t();
    azure.set("virtual_network.hub100", { address_space: [azure.var("site_range")] });
    const topology = read(azure);
    expect(rowsFor(topology, "vm-hub00", "10.0.0.0/16")).toEqual(["Default Active 10.0.0.0/16 VnetLocal -"]);
    expect(ask(topology, "vm-jump00").verdict).toBe("exempt");
  });

  it("a security rule with unknown sources leaves only inbound traffic undetermined", () => {
    const azure = t();
    const rule = {
      name: "operator",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source_port_range: "*",
      destination_port_range: "3389",
      destination_address_prefix: "*",
    };
    azure.set("network_security_group.hub00_jump", {
      security_rule: [{ ...rule, source_address_prefixes: azure.var("operators", { type: "list(string)" }) }],
    });
    const topology = read(azure);
    expect(ask(topology, "203.0.113.5", "vm-jump00", { port: 3389 })).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: expect.stringContaining("var.operators") }],
    });
    expect(ask(topology, "203.0.113.5", "vm-jump00", { port: 22 })).toMatchObject({
      verdict: "dropped",
      reason: "nsg-deny",
    });
    expectTunnelled(topology);
  });
});

describe("what cannot be read", () => {
  it("an NVA without readable user data is undetermined, or what the user takes it to be", () => {
    const azure = t();
    delete azure.at("linux_virtual_machine.nva100").custom_data;
    expect(ask(read(azure), "vm-hub00").verdict).toBe("undetermined");
    const assumed = read(azure, { machines: { "vm-nva100": { announces: ["0.0.0.0/0"] } } });
    expectTunnelled(assumed);
    expect(wayOut(ask(assumed, "vm-hub00"))).toContain("vm-nva100");
    const mute = read(azure, { machines: { "vm-nva100": { announces: ["0.0.0.0/0"], translates: false } } });
    expect(ask(mute, "vm-hub00")).toMatchObject({ verdict: "dropped", reason: "nat-missing" });
    expectNoDefault(read(azure, { machines: { "vm-nva100": {} } }));
  });

  it("a path over a peering with a VNet that is not in the file is undetermined", () => {
    const azure = t();
    azure
      .peering("hub00", "elsewhere")
      .set("virtual_network_peering.hub00-elsewhere", { remote_virtual_network_id: azure.var("remote_vnet") });
    const topology = read(azure);
    expectTunnelled(topology);
    expect(wayBack(ask(topology, "vm-hub00")).at(-1)).toBe("vm-hub00");
  });
});
