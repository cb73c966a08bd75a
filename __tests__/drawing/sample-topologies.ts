import type { Peering, Topology } from "../../lib/analysis/model/azure";
import { hubs } from "./sample-hubs";

const HUB = "azurerm_virtual_network.hub00";
const SITE = "azurerm_virtual_network.hub100";

const side = (id: string, network: string, remote: string, rest: Partial<Peering>): Peering => ({
  id: `azurerm_virtual_network_peering.${id}`,
  name: id,
  network,
  remote,
  virtualNetworkAccess: true,
  forwardedTraffic: true,
  gatewayTransit: false,
  useRemoteGateways: false,
  ...rest,
});

/**
 * A hub and a site that are peered instead of connected by a circuit; the hub has no gateway, and a peering to a
 * network of another configuration.
 */
export function peered(): Topology {
  const topology = hubs(1);
  return {
    ...topology,
    circuits: [],
    connections: [],
    gateways: topology.gateways.filter(({ network }) => network === SITE),
    peerings: [
      side("hub", HUB, SITE, { useRemoteGateways: true }),
      side("site", SITE, HUB, { gatewayTransit: true }),
      side(
        "spoke",
        HUB,
        "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-elsewhere",
        {},
      ),
    ],
  };
}

/** One hub with one of everything else that a picture shows. */
export function withServices(): Topology {
  const topology = hubs(1);
  const NAT = "azurerm_nat_gateway.nat";
  return {
    ...topology,
    subnets: topology.subnets.map((subnet) =>
      subnet.id === "azurerm_subnet.hub00_default" ? { ...subnet, natGateway: NAT } : subnet,
    ),
    natGateways: [
      { id: NAT, name: "ng-hub00", publicIps: ["azurerm_public_ip.nat"] },
      { id: "azurerm_nat_gateway.unused", name: "ng-unused", publicIps: [] },
    ],
    publicIps: [...topology.publicIps, { id: "azurerm_public_ip.nat", name: "pip-ng-hub00" }],
    nics: [
      ...topology.nics,
      {
        id: "azurerm_network_interface.second",
        name: "nic-second",
        subnet: "azurerm_subnet.hub100_nva",
        forwarding: true,
        applicationSecurityGroups: [],
      },
    ],
    machines: topology.machines.map((machine) =>
      machine.name === "vm-nva100"
        ? { ...machine, nics: [...machine.nics, "azurerm_network_interface.second"] }
        : machine,
    ),
    loadBalancers: [
      {
        id: "azurerm_lb.inner",
        name: "lbi-nva",
        frontends: [{ name: "front", subnet: "azurerm_subnet.hub100_nva", address: "10.100.0.100" }],
        backends: ["azurerm_network_interface.nva100"],
        outbound: [],
        natRules: [],
        withoutDefaultOutbound: [],
        allPorts: true,
      },
    ],
    privateEndpoints: [
      {
        id: "azurerm_private_endpoint.vault",
        name: "pep-vault",
        subnet: "azurerm_subnet.hub00_default",
        address: "10.0.0.9",
      },
    ],
    gateways: [
      ...topology.gateways,
      {
        id: "azurerm_virtual_network_gateway.vpn",
        name: "vpngw-hub00",
        kind: "Vpn",
        network: HUB,
        remoteVnetTraffic: false,
        virtualWanTraffic: false,
        bgp: true,
        asn: 65515,
        activeActive: true,
        publicIps: [],
      },
    ],
    connections: [
      ...topology.connections,
      {
        id: "azurerm_virtual_network_gateway_connection.site",
        name: "conn-office",
        gateway: "azurerm_virtual_network_gateway.vpn",
        localNetworkGateway: "azurerm_local_network_gateway.office",
        routingWeight: 0,
        bgp: true,
        fastPath: false,
      },
    ],
    localNetworkGateways: [
      { id: "azurerm_local_network_gateway.office", name: "lng-office", addressSpace: ["192.168.0.0/24"], asn: 65010 },
    ],
    onPremises: [
      {
        name: "東京データセンター",
        at: "var.circuit_id",
        over: "circuit",
        asn: 64512,
        announces: [{ prefix: "172.20.0.0/16", asPath: [64512] }],
      },
    ],
  };
}
