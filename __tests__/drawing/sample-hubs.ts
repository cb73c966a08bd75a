import { readTopology } from "../../lib/analysis/kinds/read-topology";
import type { Connection, Gateway, Machine, Network, Nic, Subnet, Topology } from "../../lib/analysis/model/azure";
import { symbol } from "../../lib/analysis/unknown/value";

const NOTHING: Topology = readTopology([]);

const subnet = (network: string, name: string, prefix: string): Subnet => ({
  id: `azurerm_subnet.${network}_${name}`,
  name,
  network: `azurerm_virtual_network.${network}`,
  prefixes: [prefix],
  defaultOutboundAccess: false,
  serviceEndpoints: [],
  privateEndpointPolicyForRoutes: false,
  privateEndpointPolicyForGroups: false,
});

const vnet = (name: string, second: number): Network => ({
  id: `azurerm_virtual_network.${name}`,
  name: `vnet-${name}`,
  addressSpace: [`10.${second}.0.0/16`],
});

const gateway = (network: string): Gateway => ({
  id: `azurerm_virtual_network_gateway.${network}`,
  name: `ergw-${network}`,
  kind: "ExpressRoute",
  network: `azurerm_virtual_network.${network}`,
  remoteVnetTraffic: true,
  virtualWanTraffic: false,
  bgp: false,
  asn: 65515,
  activeActive: false,
  publicIps: [],
});

const connection = (network: string): Connection => ({
  id: `azurerm_virtual_network_gateway_connection.${network}`,
  name: `conn-${network}`,
  gateway: `azurerm_virtual_network_gateway.${network}`,
  circuit: "var.circuit_id",
  routingWeight: 0,
  bgp: false,
  fastPath: false,
});

const nic = (name: string, subnetId: string, rest: Partial<Nic> = {}): Nic => ({
  id: `azurerm_network_interface.${name}`,
  name: `nic-${name}`,
  subnet: subnetId,
  forwarding: false,
  applicationSecurityGroups: [],
  ...rest,
});
const machine = (name: string, rest: Partial<Machine> = {}): Machine => ({
  id: `azurerm_virtual_machine.${name}`,
  name: `vm-${name}`,
  nics: [`azurerm_network_interface.${name}`],
  operatingSystem: "linux",
  ...rest,
});

/** Id of a VM of {@link hubs}. */
export const vm = (name: string): string => `azurerm_virtual_machine.${name}`;

/** A topology as main.ts has it, with as many hubs as asked for: a client and a jump server in each. */
export function hubs(count: number): Topology {
  const names = Array.from({ length: count }, (_, index) => ({
    hub: `hub${String(index).padStart(2, "0")}`,
    jump: `jump${String(index).padStart(2, "0")}`,
    second: index,
  }));
  const site = "hub100";
  return {
    ...NOTHING,
    networks: [...names.map(({ hub, second }) => vnet(hub, second)), vnet(site, 100)],
    subnets: [
      ...names.flatMap(({ hub, second }) => [
        subnet(hub, "default", `10.${second}.0.0/24`),
        subnet(hub, "GatewaySubnet", `10.${second}.200.0/24`),
        subnet(hub, "RouteServerSubnet", `10.${second}.210.0/24`),
        subnet(hub, "jump", `10.${second}.220.0/24`),
      ]),
      subnet(site, "nva", "10.100.0.0/24"),
      subnet(site, "GatewaySubnet", "10.100.200.0/24"),
      subnet(site, "RouteServerSubnet", "10.100.210.0/24"),
    ],
    nics: [
      ...names.flatMap(({ hub, jump, second }) => [
        nic(hub, `azurerm_subnet.${hub}_default`),
        nic(jump, `azurerm_subnet.${hub}_jump`, {
          address: `10.${second}.220.10`,
          publicIp: `azurerm_public_ip.${jump}`,
        }),
      ]),
      nic("nva100", `azurerm_subnet.${site}_nva`, {
        address: "10.100.0.10",
        publicIp: "azurerm_public_ip.nva100",
        forwarding: true,
      }),
    ],
    machines: [
      ...names.flatMap(({ hub, jump }) => [
        machine(hub, { operatingSystem: "windows" }),
        machine(jump, { operatingSystem: "windows" }),
      ]),
      machine("nva100"),
    ],
    publicIps: [
      ...names.map(({ jump }) => ({ id: `azurerm_public_ip.${jump}`, name: `pip-${jump}` })),
      { id: "azurerm_public_ip.nva100", name: "pip-nva100" },
    ],
    gateways: [...names.map(({ hub }) => gateway(hub)), gateway(site)],
    circuits: [{ id: "var.circuit_id", name: "circuit", managed: false }],
    connections: [...names.map(({ hub }) => connection(hub)), connection(site)],
    routeServers: [
      {
        id: "azurerm_route_server.hub100",
        name: "rs-hub100",
        network: `azurerm_virtual_network.${site}`,
        branchToBranch: true,
        hubRoutingPreference: "ExpressRoute",
        addresses: [
          symbol("azurerm_route_server.hub100.virtual_router_ips[0]"),
          symbol("azurerm_route_server.hub100.virtual_router_ips[1]"),
        ],
        publicIps: [],
      },
    ],
    bgpConnections: [
      {
        id: "azurerm_route_server_bgp_connection.nva100",
        name: "vm-nva100",
        routeServer: "azurerm_route_server.hub100",
        peerAsn: 65001,
        peerAddress: "10.100.0.10",
      },
    ],
  };
}
