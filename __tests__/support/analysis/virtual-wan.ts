import { type Attributes, Azure, circuitId } from "./azure";
import { nvaText, type NvaText } from "./nva-text";

/** A Virtual WAN with hubs: their names and prefixes. */
export function wan(hubs: Readonly<Record<string, string>> = { hub1: "192.168.1.0/24" }): Azure {
  const azure = new Azure().add("virtual_wan", "wan", { name: "wan" });
  for (const [id, address_prefix] of Object.entries(hubs))
    azure.add("virtual_hub", id, { name: id, virtual_wan_id: "${azurerm_virtual_wan.wan.id}", address_prefix });
  return azure;
}

/** A VNet 10.N.0.0/16 with a VM at 10.N.0.4, without its connection. */
export function spoke(azure: Azure, id: string, network: number, userData?: string): Azure {
  return azure
    .vnet(id, `10.${network}.0.0/16`)
    .subnet(id, "default", `10.${network}.0.0/24`)
    .vm(id, `${id}_default`, {
      address: `10.${network}.0.4`,
      ...(userData !== undefined && { userData, forwarding: true, publicIp: true }),
    });
}

/** The connection of a VNet to a hub; the VNet learns the default route unless said. */
export const connect = (azure: Azure, id: string, hub = "hub1", attributes: Attributes = {}): Azure =>
  azure.add("virtual_hub_connection", id, {
    name: `conn-${id}`,
    virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`,
    remote_virtual_network_id: `\${azurerm_virtual_network.${id}.id}`,
    internet_security_enabled: true,
    ...attributes,
  });

/** A route table of a hub. */
export const hubTable = (azure: Azure, id: string, hub: string, attributes: Attributes = {}): Azure =>
  azure.add("virtual_hub_route_table", id, {
    name: id,
    virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`,
    ...attributes,
  });

/** A static route of a hub's default table. */
export const defaultTableRoute = (
  azure: Azure,
  hub: string,
  nextHop: string,
  destinations: readonly string[] = ["0.0.0.0/0"],
): Azure =>
  azure.add("virtual_hub_route_table_route", `${hub}-${destinations[0]!.replaceAll(/\W/g, "-")}`, {
    name: "static",
    route_table_id: `\${azurerm_virtual_hub.${hub}.default_route_table_id}`,
    destinations_type: "CIDR",
    destinations,
    next_hop_type: "ResourceId",
    next_hop: nextHop,
  });

/** The routing block of a connection. */
export const routing = (
  table: string | undefined,
  tables: readonly string[],
  labels: readonly string[] = [],
): Attributes => ({
  routing: [
    {
      ...(table !== undefined && { associated_route_table_id: tableId(table) }),
      propagated_route_table: [{ route_table_ids: tables.map(tableId), labels }],
    },
  ],
});

/** The id of a table of the files, or of a hub's default or none table: "hub1/default". */
function tableId(name: string): string {
  const [hub, builtIn] = name.split("/");
  if (builtIn === "default") return `\${azurerm_virtual_hub.${hub}.default_route_table_id}`;
  if (builtIn === "none") return `\${azurerm_virtual_hub.${hub}.id}/hubRouteTables/noneRouteTable`;
  return `\${azurerm_virtual_hub_route_table.${name}.id}`;
}

/** User data of an NVA that forwards and translates; with a hub, it peers with the hub's router. */
export const nva = (address: string, hub?: string, text: Partial<NvaText> = {}): string =>
  nvaText({
    address,
    neighbors:
      hub === undefined
        ? []
        : [0, 1].map((at) => `\${element(sort(tolist(azurerm_virtual_hub.${hub}.virtual_router_ips)), ${at})}`),
    announces: hub === undefined ? [] : undefined,
    ...text,
  });

/** The hub's side of a session with the NVA of a VNet. */
export const peer = (azure: Azure, id: string, hub: string, address: string): Azure =>
  azure.add("virtual_hub_bgp_connection", id, {
    name: `bgp-${id}`,
    virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`,
    peer_asn: 65001,
    peer_ip: address,
    virtual_network_connection_id: `\${azurerm_virtual_hub_connection.${id}.id}`,
  });

/** An Azure Firewall in a hub, with a policy that allows everything unless its rules are given. */
export const firewall = (azure: Azure, hub: string, rules: readonly Attributes[] = [ALLOW_ALL]): Azure =>
  azure
    .add("firewall_policy", hub, { name: `policy-${hub}` })
    .add("firewall_policy_rule_collection_group", hub, {
      name: "group",
      firewall_policy_id: `\${azurerm_firewall_policy.${hub}.id}`,
      priority: 100,
      network_rule_collection: [{ name: "net", priority: 100, action: "Allow", rule: rules }],
    })
    .add("firewall", hub, {
      name: `fw-${hub}`,
      sku_name: "AZFW_Hub",
      sku_tier: "Standard",
      firewall_policy_id: `\${azurerm_firewall_policy.${hub}.id}`,
      virtual_hub: [{ virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`, public_ip_count: 1 }],
    });

const ALLOW_ALL = {
  name: "all",
  protocols: ["Any"],
  source_addresses: ["*"],
  destination_addresses: ["*"],
  destination_ports: ["*"],
};

/** The routing intent of a hub, with the hub's firewall as next hop. */
export const intent = (azure: Azure, hub: string, ...destinations: readonly ("Internet" | "PrivateTraffic")[]): Azure =>
  azure.add("virtual_hub_routing_intent", hub, {
    name: `intent-${hub}`,
    virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`,
    routing_policy: destinations.map((destination) => ({
      name: destination,
      destinations: [destination],
      next_hop: `\${azurerm_firewall.${hub}.id}`,
    })),
  });

/** An ExpressRoute gateway in a hub, and its connection to a circuit of another subscription. */
export const hubCircuit = (azure: Azure, hub: string, circuit: string, attributes: Attributes = {}): Azure =>
  azure
    .add("express_route_gateway", hub, {
      name: `ergw-${hub}`,
      virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}`,
      scale_units: 1,
    })
    .add("express_route_connection", hub, {
      name: `er-${hub}`,
      express_route_gateway_id: `\${azurerm_express_route_gateway.${hub}.id}`,
      express_route_circuit_peering_id: `${circuitId(circuit)}/peerings/AzurePrivatePeering`,
      ...attributes,
    });

/** A VPN gateway in a hub, and a site. */
export const hubSite = (azure: Azure, hub: string, attributes: Attributes = {}, link: Attributes = {}): Azure =>
  azure
    .add("vpn_gateway", hub, { name: `vpngw-${hub}`, virtual_hub_id: `\${azurerm_virtual_hub.${hub}.id}` })
    .add("vpn_site", hub, {
      name: `site-${hub}`,
      virtual_wan_id: "${azurerm_virtual_wan.wan.id}",
      address_cidrs: ["10.200.0.0/16"],
      link: [{ name: "link", ip_address: "198.51.100.1" }],
      ...attributes,
    })
    .add("vpn_gateway_connection", hub, {
      name: `vpn-${hub}`,
      vpn_gateway_id: `\${azurerm_vpn_gateway.${hub}.id}`,
      remote_vpn_site_id: `\${azurerm_vpn_site.${hub}.id}`,
      vpn_link: [{ name: "link", vpn_site_link_id: `\${azurerm_vpn_site.${hub}.link[0].id}`, ...link }],
    });
