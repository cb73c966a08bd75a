import type { Topology } from "../../../lib/analysis/model/azure";
import { without } from "../../../lib/analysis/model/removal";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";

const id = (address: string): string => `\${${address}.id}`;

/** A stack with a Route Server and one NVA. Without an address, its NIC's is known after apply. */
const site = (address?: string): object => ({
  resource: {
    azurerm_virtual_network: { v: { name: "v", address_space: ["10.0.0.0/16"] } },
    azurerm_subnet: { s: { name: "s", virtual_network_name: "v", address_prefixes: ["10.0.0.0/24"] } },
    azurerm_network_interface: {
      n: {
        ip_configuration: [
          {
            name: "ip",
            subnet_id: id("azurerm_subnet.s"),
            ...(address !== undefined && { private_ip_address: address }),
          },
        ],
      },
    },
    azurerm_linux_virtual_machine: { m: { name: "nva", network_interface_ids: [id("azurerm_network_interface.n")] } },
    azurerm_route_server: { r: { name: "rs", subnet_id: id("azurerm_subnet.s") } },
    azurerm_route_server_bgp_connection: {
      b: {
        name: "b",
        route_server_id: id("azurerm_route_server.r"),
        peer_asn: 65001,
        peer_ip: "${azurerm_network_interface.n.private_ip_address}",
      },
    },
  },
});

const read = (stacks: Readonly<Record<string, object>>): Topology =>
  readTopology(
    Object.entries(stacks).map(([stack, json]) => ({ name: `${stack}/cdk.tf.json`, text: JSON.stringify(json) })),
  );

const sessionsOf = ({ bgpConnections }: Topology): string[] => bgpConnections.map((connection) => connection.id);

describe("without a machine", () => {
  test.each([["10.0.0.4"], [undefined]])("its BGP sessions and NICs are gone (address %s)", (address) => {
    const left = without(read({ a: site(address) }), "nva");
    expect(left.machines).toEqual([]);
    expect(left.nics).toEqual([]);
    expect(left.bgpConnections).toEqual([]);
  });

  test("the session of another stack's NVA with the same address remains", () => {
    const topology = read({ a: site("10.0.0.4"), b: site("10.0.0.4") });
    expect(sessionsOf(without(topology, "a:azurerm_linux_virtual_machine.m"))).toEqual([
      "b:azurerm_route_server_bgp_connection.b",
    ]);
  });
});

describe("without one BGP session", () => {
  test("the machine and its other sessions remain", () => {
    const topology = read({ a: site(), b: site("10.0.0.4") });
    const left = without(topology, "b:azurerm_linux_virtual_machine.m - b:azurerm_route_server.r");
    expect(sessionsOf(left)).toEqual(["a:azurerm_route_server_bgp_connection.b"]);
    expect(left.machines).toHaveLength(2);
  });
});
