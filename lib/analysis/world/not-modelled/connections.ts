import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const CONNECTIONS: readonly NotModelled[] = [
  {
    types: azurerm("databricks_virtual_network_peering"),
    effect: "network",
    does: "peers a network with that of a Databricks workspace",
  },
  {
    types: azurerm("express_route_circuit_connection"),
    effect: "network",
    does: "exchanges the routes of two circuits (Global Reach)",
  },
  {
    types: azurerm("vmware_private_cloud"),
    effect: "network",
    does: "advertises the networks of a private cloud by ExpressRoute",
  },
  {
    types: azurerm("vmware_cluster"),
    effect: "part",
    does: "adds hosts to a private cloud",
  },
  {
    types: azurerm("virtual_network_gateway_nat_rule"),
    effect: "network",
    does: "translates addresses of packets that pass a VPN gateway",
  },
];
