import { Azure, type Attributes, type MachineOptions } from "./azure";
import { nvaText, type NvaText } from "./nva-text";

/** An NVA of the site: what differs from the article's. */
export interface NvaOptions extends Partial<NvaText> {
  readonly publicIp?: boolean;
  /** ip_forwarding_enabled of its NIC. */
  readonly forwarding?: unknown;
}

/** What of T a situation changes. */
export interface Changes {
  readonly client?: MachineOptions;
  readonly nva?: NvaOptions;
  /** A second NVA, vm-nva101 at 10.100.0.11. */
  readonly second?: NvaOptions;
  readonly routeServer?: Attributes;
}

/** Any address of the internet may be forwarded (row 6.9). */
export const FORWARDED = {
  name: "AllowForwardedTraffic",
  priority: 110,
  direction: "Inbound",
  access: "Allow",
  from: "VirtualNetwork",
  to: "Internet",
} as const;
/** The operator reaches the jump server. */
export const OPERATOR = {
  name: "AllowOperator",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  from: "203.0.113.0/24",
  port: "3389",
} as const;
/** Fail closed: row 6.8. */
export const GUARD = [
  { priority: 100, direction: "Outbound", access: "Allow", to: "VirtualNetwork" },
  { priority: 110, direction: "Outbound", access: "Deny", to: "Internet" },
] as const;
/** What escapes a learned default. */
export const ESCAPE = [["0.0.0.0/0", "Internet"]] as const;

/** Hub and site of T, without anything that joins them: "T" of docs/how-azure-routes.md, less gateways. */
export function apart({ client = { address: "10.0.0.4" }, nva: first = {}, second, routeServer }: Changes = {}): Azure {
  const azure = new Azure()
    .vnet("hub00", "10.0.0.0/16")
    .subnet("hub00", "default", "10.0.0.0/24")
    .subnet("hub00", "jump", "10.0.220.0/24")
    .nsg("hub00_default")
    .nsg("hub00_jump", [OPERATOR])
    .table("hub00_jump", ESCAPE)
    .vm("hub00", "hub00_default", client)
    .vm("jump00", "hub00_jump", { address: "10.0.220.10", publicIp: true });
  site(azure, "hub100", "10.100", routeServer);
  nva(azure, "nva100", "hub100", "10.100.0.10", first);
  if (second) nva(azure, "nva101", "hub100", "10.100.0.11", second);
  return azure;
}

/** A VNet with a Route Server and a subnet for NVAs that escapes their default. */
export function site(azure: Azure, id: string, range: string, routeServer?: Attributes): Azure {
  return azure
    .vnet(id, `${range}.0.0/16`)
    .subnet(id, "nva", `${range}.0.0/24`)
    .subnet(id, "RouteServerSubnet", `${range}.210.0/24`)
    .nsg(`${id}_nva`, [FORWARDED])
    .table(`${id}_nva`, ESCAPE)
    .routeServer(id, routeServer);
}

/** An NVA in a site, and the Route Server's side of its session. */
export function nva(azure: Azure, id: string, vnet: string, address: string, options: NvaOptions = {}): Azure {
  const { publicIp = true, forwarding = true, ...text } = options;
  const userData = nvaText({ address, neighbors: vnet, ...text });
  return azure
    .vm(id, `${vnet}_nva`, { address, publicIp, forwarding, userData })
    .bgp(vnet, id, address, text.asn ?? 65001);
}

/** A VNet's ExpressRoute gateway, and its connection. */
export function onCircuit(azure: Azure, vnet: string, range: string, circuit = "circuit"): Azure {
  return azure.subnet(vnet, "GatewaySubnet", `${range}.200.0/24`).expressRouteGateway(vnet).circuit(vnet, circuit);
}

/** T: the article's topology. Hub 10.0.0.0/16 and site 10.100.0.0/16 on one circuit. */
export function t(changes: Changes = {}): Azure {
  return onCircuit(onCircuit(apart(changes), "hub00", "10.0"), "hub100", "10.100");
}

/** vm-work100 at 10.100.1.5, in a subnet of its own beside the NVA. */
export function withSiteMachine(azure: Azure): Azure {
  return azure.subnet("hub100", "work", "10.100.1.0/24").vm("work100", "hub100_work", { address: "10.100.1.5" });
}

/** T whose hub has a Route Server of its own. */
export function withHubRouteServer(azure: Azure, attributes: Attributes = {}): Azure {
  return azure.subnet("hub00", "RouteServerSubnet", "10.0.210.0/24").routeServer("hub00", attributes);
}

/** The peering variant: no circuit, the hub uses the site's Route Server. */
export function peered(changes: Changes = {}): Azure {
  return apart(changes)
    .peering("hub00", "hub100", { remoteGateways: true })
    .peering("hub100", "hub00", { transit: true });
}

/** VPN gateways in place of ExpressRoute's. */
export function overVpn(changes: Changes = {}): Azure {
  return apart(changes)
    .subnet("hub00", "GatewaySubnet", "10.0.200.0/24")
    .subnet("hub100", "GatewaySubnet", "10.100.200.0/24")
    .vpnGateway("hub00", 65010)
    .vpnGateway("hub100")
    .vpn("hub00", "hub100");
}

/** A VNet with one machine, vm-alone at 10.0.0.4; not private unless said. */
export function alone({
  space = "10.0.0.0/16",
  privateSubnet = false,
  ...machine
}: MachineOptions & { space?: string; privateSubnet?: boolean } = {}): Azure {
  return new Azure()
    .vnet("lone", space)
    .subnet("lone", "default", "10.0.0.0/24", { default_outbound_access_enabled: !privateSubnet })
    .vm("alone", "lone_default", { address: "10.0.0.4", ...machine });
}

/** A router without BGP beside the lone machine: vm-router at 10.0.9.4, and the machine's default to it. */
export function behindRouter(azure: Azure = alone()): Azure {
  const userData = nvaText({ address: "10.0.9.4", neighbors: [], announces: [] });
  return azure
    .subnet("lone", "router", "10.0.9.0/24")
    .vm("router", "lone_router", { address: "10.0.9.4", publicIp: true, forwarding: true, userData })
    .table("lone_default", [["0.0.0.0/0", "10.0.9.4"]]);
}

/** A further plain VNet with one machine, on the circuit. */
export function withThirdVnet(azure: Azure): Azure {
  azure
    .vnet("hub20", "10.20.0.0/16")
    .subnet("hub20", "default", "10.20.0.0/24")
    .vm("hub20", "hub20_default", { address: "10.20.0.4" });
  return onCircuit(azure, "hub20", "10.20");
}

/** A spoke of the hub with one machine; `transit`: it uses the hub's gateway. */
export function withSpoke(azure: Azure, transit: boolean): Azure {
  return azure
    .vnet("spoke", "10.1.0.0/16")
    .subnet("spoke", "default", "10.1.0.0/24")
    .vm("spoke", "spoke_default", { address: "10.1.0.4" })
    .peering("hub00", "spoke", { transit })
    .peering("spoke", "hub00", { remoteGateways: transit });
}

/** Two regions (row 10.3): hub00 and hub10 on both circuits, hub100 and hub110 each on its own. */
export function twoRegions({
  weight = 100,
  first = {},
  second = {},
}: { weight?: number; first?: NvaOptions; second?: NvaOptions } = {}): Azure {
  const azure = new Azure();
  for (const [id, range] of [
    ["hub00", "10.0"],
    ["hub10", "10.10"],
  ] as const) {
    azure
      .vnet(id, `${range}.0.0/16`)
      .subnet(id, "default", `${range}.0.0/24`)
      .subnet(id, "GatewaySubnet", `${range}.200.0/24`)
      .vm(id, `${id}_default`, { address: `${range}.0.4` })
      .expressRouteGateway(id)
      .circuit(id, "circuit-1", { routing_weight: weight }, `conn-${id}-1`)
      .circuit(id, "circuit-2", {}, `conn-${id}-2`);
  }
  for (const [id, range, circuit] of [
    ["hub100", "10.100", "circuit-1"],
    ["hub110", "10.110", "circuit-2"],
  ] as const)
    onCircuit(site(azure, id, range), id, range, circuit);
  nva(azure, "nva100", "hub100", "10.100.0.10", first);
  return nva(azure, "nva110", "hub110", "10.110.0.10", second);
}
