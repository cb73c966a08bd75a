import { type FactTexts, documented, seen } from "./fact-text";
import {
  BASTION_FAQ,
  BASTION_NSG,
  BASTION_ROUTES,
  BASTION_SETTINGS,
  EXPRESSROUTE_GATEWAYS,
  FIREWALL,
  FIREWALL_BASIC,
  FIREWALL_POLICIES,
  FIREWALL_FAQ,
  FIREWALL_ROUTE_ERROR,
  HA_PORTS,
  NIC,
  PRIVATE_IP,
  PUBLIC_IP,
  ROUTE_SERVER_FAQ,
  ROUTE_SERVER_QUICKSTART,
  VPN_SETTINGS,
} from "./sources";

/** Subnets that Azure reserves, and what it rejects for the resources in them. */
export const RESERVED = {
  "11.1": {
    statement:
      "Azure reserves subnets by name for one kind of resource, and rejects others in them. AzureFirewallSubnet, " +
      "AzureFirewallManagementSubnet and AzureBastionSubnet must be /26 or larger, GatewaySubnet /27 (/29 for a VPN " +
      "gateway of SKU Basic), RouteServerSubnet /27 in older pages and /26 in newer ones.",
    evidence: [
      documented(EXPRESSROUTE_GATEWAYS, VPN_SETTINGS, ROUTE_SERVER_QUICKSTART, FIREWALL_FAQ, BASTION_SETTINGS),
    ],
    modelled: "yes",
    remark: "a RouteServerSubnet of /27 is accepted",
  },
  "11.2": {
    statement:
      "A Route Server, an ExpressRoute or VPN gateway, an Azure Firewall, Azure Bastion and a NAT gateway need " +
      "public IPs of SKU Standard with static allocation. Azure has retired the SKU Basic, and a Standard public IP " +
      "cannot be dynamic.",
    evidence: [documented(PUBLIC_IP, ROUTE_SERVER_FAQ)],
    modelled: "yes",
  },
  "11.3": {
    statement:
      "An Azure Firewall without a management subnet must reach the internet from AzureFirewallSubnet: Azure rejects " +
      "a route table there that has no 0.0.0.0/0 to Internet, and a 0.0.0.0/0 learned by BGP must be overridden by " +
      "such a UDR. The subnet takes no network security group.",
    evidence: [documented(FIREWALL, FIREWALL_FAQ), seen(FIREWALL_ROUTE_ERROR)],
    modelled: "yes",
  },
  "11.4": {
    statement:
      "Azure rejects a route table on AzureBastionSubnet, and a network security group there that lacks the rules " +
      "that Azure Bastion requires. Azure Bastion is not supported in a VNet that learns 0.0.0.0/0 from ExpressRoute " +
      "or VPN.",
    evidence: [documented(BASTION_NSG, BASTION_FAQ), seen(BASTION_ROUTES)],
    modelled: "yes",
  },
  "11.5": {
    statement:
      "A Basic Azure Firewall needs AzureFirewallManagementSubnet and a public IP for its management. A rule for all " +
      "ports (HA ports) needs a Standard load balancer. A firewall takes policies of its own tier and of lower ones, " +
      "and only a Premium policy has intrusion detection and TLS inspection.",
    evidence: [documented(FIREWALL_BASIC, HA_PORTS, FIREWALL_POLICIES)],
    modelled: "yes",
    remark: "the verdict is refused",
  },
  "11.6": {
    statement:
      "Azure keeps the first four addresses and the last one of every subnet, and rejects them as addresses of NICs. A " +
      "NIC belongs to one VM.",
    evidence: [documented(PRIVATE_IP, NIC)],
    modelled: "yes",
  },
} satisfies FactTexts;
