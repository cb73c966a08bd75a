import type { Source } from "./fact-text";

const page = (title: string, path: string): Source => ({ title, url: `https://learn.microsoft.com/azure/${path}` });
const lab = (repository: string, path = "", part = ""): Source => ({
  title: repository + (part === "" ? "" : `: ${part}`),
  url: `https://github.com/${repository}${path}`,
});

export const RFC_4271: Source = { title: "RFC 4271", url: "https://www.rfc-editor.org/rfc/rfc4271" };

/** Pages of Microsoft. */
export const UDR = page("UDR", "virtual-network/virtual-networks-udr-overview");
export const DIAGNOSE = page("diagnose routing", "virtual-network/diagnose-network-routing-problem");
export const PEERING = page("peering", "virtual-network/virtual-network-manage-peering");
export const SUBNET_PEERING_PAGE = page("subnet peering", "virtual-network/how-to-configure-subnet-peering");
export const NIC = page("NIC", "virtual-network/virtual-network-network-interface");
export const NSG = page("NSG", "virtual-network/network-security-groups-overview");
export const SERVICE_TAGS = page("service tags", "virtual-network/service-tags-overview");
export const PLATFORM_ADDRESS = page("168.63.129.16", "virtual-network/what-is-ip-address-168-63-129-16");
export const DEFAULT_OUTBOUND = page("default outbound access", "virtual-network/ip-services/default-outbound-access");
export const PUBLIC_IP = page("public IP addresses", "virtual-network/ip-services/public-ip-addresses");
export const PRIVATE_IP = page("private IP addresses", "virtual-network/ip-services/private-ip-addresses");
export const ROUTE_SERVER_FAQ = page("Route Server FAQ", "route-server/route-server-faq");
export const ROUTE_INJECTION = page("route injection", "route-server/route-injection-in-spokes");
export const ROUTE_SERVER_TROUBLE = page("troubleshoot Route Server", "route-server/troubleshoot-route-server");
export const NEXT_HOP_IP = page("next hop IP", "route-server/next-hop-ip");
export const ROUTE_SERVER_GATEWAYS = page("Route Server and ExpressRoute", "route-server/expressroute-vpn-support");
export const ROUTING_PREFERENCE = page("routing preference", "route-server/hub-routing-preference");
export const MULTI_REGION = page("Route Server, multiple regions", "route-server/multiregion");
export const FASTPATH = page("FastPath", "expressroute/about-fastpath");
export const EXPRESSROUTE_FAQ = page("ExpressRoute FAQ", "expressroute/expressroute-faqs");
export const OPTIMIZE_ROUTING = page("optimize routing", "expressroute/expressroute-optimize-routing");
export const VNETS_OVER_EXPRESSROUTE = page(
  "VNets over ExpressRoute",
  "expressroute/virtual-network-connectivity-guidance",
);
export const EXPRESSROUTE_GATEWAYS = page(
  "ExpressRoute gateways",
  "expressroute/expressroute-about-virtual-network-gateways",
);
export const COEXISTENCE = page(
  "ExpressRoute and VPN in one VNet",
  "expressroute/expressroute-howto-coexist-resource-manager",
);
export const VNET_FAQ = page("VNet FAQ", "virtual-network/virtual-networks-faq");
export const DEFAULT_SITE = page("VPN gateway with a default site", "vpn-gateway/site-to-site-tunneling");
export const VPN_FAQ = page("VPN FAQ", "vpn-gateway/vpn-gateway-vpn-faq");
export const NAT_GATEWAY = page("NAT gateway", "nat-gateway/nat-overview");
export const ENDPOINT_POLICIES = page(
  "network policies for private endpoints",
  "private-link/disable-private-endpoint-network-policy",
);
export const PRIVATE_ENDPOINT = page("private endpoints", "private-link/private-endpoint-overview");
export const PRIVATE_LINK_SERVICE = page("private link service", "private-link/private-link-service-overview");
export const ENDPOINT_INSPECTION = page(
  "inspect traffic to a private endpoint",
  "private-link/inspect-traffic-with-azure-firewall",
);
export const DISABLE_SNAT = page("private endpoints without SNAT at the NVA", "private-link/private-link-disable-snat");
export const FIREWALL_FAQ = page("Azure Firewall FAQ", "firewall/firewall-faq");
export const FIREWALL_POLICIES = page("Azure Firewall policies", "firewall-manager/policy-overview");
export const BASTION_FAQ = page("Azure Bastion FAQ", "bastion/bastion-faq");
export const BASTION_NSG = page("Azure Bastion and security groups", "bastion/bastion-nsg");
export const BASTION_SETTINGS = page("Azure Bastion settings", "bastion/configuration-settings");
export const VPN_SETTINGS = page("VPN gateway settings", "vpn-gateway/vpn-gateway-about-vpn-gateway-settings");
export const ROUTE_SERVER_QUICKSTART = page(
  "Route Server quickstart",
  "route-server/quickstart-create-route-server-portal",
);
export const FIREWALL = page("Azure Firewall", "firewall/forced-tunneling");
export const FIREWALL_BASIC = page("Azure Firewall Basic", "firewall/deploy-firewall-basic-portal-policy");
export const FIREWALL_RULES = page("Azure Firewall rule processing", "firewall/rule-processing");
export const FIREWALL_SNAT = page("Azure Firewall SNAT", "firewall/snat-private-range");
export const FIREWALL_DNAT = page("Azure Firewall DNAT", "firewall/tutorial-firewall-dnat");
export const FIREWALL_NAT_GATEWAY = page("Azure Firewall and NAT gateway", "firewall/integrate-with-nat-gateway");
export const FIREWALL_HIERARCHY = page("Azure Firewall Manager policies", "firewall-manager/policy-overview");
export const LOAD_BALANCER_OUTBOUND = page(
  "load balancer, outbound",
  "load-balancer/load-balancer-outbound-connections",
);
export const AKS_OUTBOUND = page("AKS outbound types", "aks/egress-outboundtype");
export const AKS_ROUTE_TABLE = lab("Azure/AKS", "/issues/1842", "issue 1842");
export const HA_PORTS = page("HA ports", "load-balancer/load-balancer-ha-ports-overview");
export const BACKEND_POOL = page("backend pools", "load-balancer/backend-pool-management");
export const AZURE_LIMITS = page("limits", "azure-resource-manager/management/azure-subscription-service-limits");
export const SEGMENTATION = page(
  "segmentation",
  "cloud-adoption-framework/ready/azure-best-practices/plan-for-landing-zone-network-segmentation",
);
export const VIRTUAL_HUB_ROUTING = page("virtual hub routing", "virtual-wan/about-virtual-hub-routing");
export const VIRTUAL_HUB_PREFERENCE = page(
  "virtual hub routing preference",
  "virtual-wan/about-virtual-hub-routing-preference",
);
export const VIRTUAL_HUB_BGP = page("BGP peering with a virtual hub", "virtual-wan/scenario-bgp-peering-hub");
export const VIRTUAL_HUB_CONNECT = page("connect a VNet to a virtual hub", "virtual-wan/howto-connect-vnet-hub");
export const VIRTUAL_HUB_INTERNET = page("internet access patterns", "virtual-wan/about-internet-routing");
export const VIRTUAL_WAN_FAQ = page("Virtual WAN FAQ", "virtual-wan/virtual-wan-faq");
export const VIRTUAL_WAN_INTENT = page("routing intent", "virtual-wan/how-to-routing-policies");
export const VIRTUAL_WAN_NVA = page("traffic through an NVA", "virtual-wan/scenario-route-through-nva");
export const VIRTUAL_WAN_ANY_TO_ANY = page("any-to-any", "virtual-wan/scenario-any-to-any");

/** Published output of labs. */
export const FORTINET = lab("hsze/RS-AA-Fortinet-ForceTunnel");
export const OPNSENSE = lab("dmauser/Lab", "/tree/HEAD/RS-AA-OPNsense-ForceTunnel-ER", "RS-AA-OPNsense-ForceTunnel-ER");
export const FASTPATH_UDR = lab(
  "dmauser/Lab",
  "/tree/HEAD/ExpressRoute-fastpath-udr-behavior",
  "ExpressRoute-fastpath-udr-behavior",
);
export const NEXT_HOP_LAB = lab("dmauser/azure-routeserver", "/tree/HEAD/ars-nhip", "ars-nhip");
export const ER_TO_ER = lab("dmauser/azure-expressroute", "/tree/HEAD/er-to-er-transit", "er-to-er-transit");
export const AZ_PATTERN_FIREWALL = lab("fabferri/az-pattern", "", "Route Server and firewall");
export const AZ_PATTERN_ER = lab("fabferri/az-pattern", "", "hub and spoke, Route Server, ExpressRoute");
export const AZ_PATTERN_NVA = lab("fabferri/az-pattern", "", "hub with NVA");
export const AZ_PATTERN_COEXISTENCE = lab("fabferri/az-pattern", "", "ExpressRoute and VPN in one VNet");
export const ANYCAST_REGIONS = lab("adstuart/azure-anycast-interregion");
export const ANYCAST = lab("adstuart/azure-routeserver-anycast");
export const ECMP = lab("adstuart/azure-expressroute-ecmp");
export const ROUTE_MAPS_ASN = lab("adstuart/azure-vwan-routemaps-asn");
export const VWAN_DEFAULT = lab("adstuart/azure-vwan-defaultroute");
export const VIRTUAL_WAN_GLOBAL_REACH = lab("dmauser/azure-virtualwan", "/tree/HEAD/gr-vwan", "gr-vwan");
export const VIRTUAL_WAN_VPN_OVER_ER = lab("dmauser/azure-virtualwan", "/tree/HEAD/natvpn-over-er", "natvpn-over-er");
export const PRIVATE_SUBNET = lab("adstuart/azure-private-subnet");
export const MICROHACK = lab("malgebary/Azure-Route-Server-MicroHack");
export const NETWORKING_LAB = lab("erjosito/azure-networking-lab");
export const AZCLI = lab("erjosito/azcli");
export const GUIDE_PEERING = lab("cynthiatreger/az-routing-guide-ep1-vnet-peering-and-virtual-network-gateways");
export const GUIDE_NIC = lab("cynthiatreger/az-routing-guide-ep2-nic-routing");
export const ER_FASTPATH = lab("cynthiatreger/er-fastpath");
export const ROUTE_SERVER_LAB = lab("mddazure/azure-route-server-lab");
export const PRIVATE_LINK_LAB = lab("mddazure/azure-privatelink-routing");
export const HYBRID = lab("jocortems/azurehybridnetworking");
export const NETWORK_TERRAFORM_08 = lab("kaysalawu/azure-network-terraform", "", "lab 08");
export const NETWORK_TERRAFORM_10 = lab("kaysalawu/azure-network-terraform", "", "lab 10");
export const AZ_PATTERN_VPN = lab(
  "fabferri/az-pattern",
  "/tree/master/hub-spoke-vnets/vnet-peering-2hubspoke-ilb-vpn-2",
  "two hubs, VPN",
);
export const SUBNET_PEERING = lab("mddazure/subnet-peering");
export const ROUTE_SERVER_ECMP = lab("myers-dev/RouteServer-ecmp");
export const DEFAULT_ROUTE_LAB = lab("myers-dev/RouteServer-default-route");
export const NETWORK_TERRAFORM_07 = lab("kaysalawu/azure-network-terraform", "", "lab 07");
export const ROUTE_SERVER_HANDS_ON: Source = {
  title: "Azure Route Server hands-on",
  url: "https://blog.ipspace.net/2021/03/azure-route-server-hands-on.html",
};
export const FIREWALL_TUTORIAL = page("deploy Azure Firewall", "firewall/tutorial-firewall-deploy-portal");
export const FIREWALL_ROUTE_ERROR: Source = {
  title: "aztfmod/terraform-azurerm-caf: issue 868",
  url: "https://github.com/aztfmod/terraform-azurerm-caf/issues/868",
};
export const PEERING_ORDER: Source = {
  title: "AVM virtual network module: issue 57",
  url: "https://github.com/Azure/terraform-azurerm-avm-res-network-virtualnetwork/issues/57",
};
export const INLINE_SUBNETS: Source = {
  title: "azurerm provider: issue 30433",
  url: "https://github.com/hashicorp/terraform-provider-azurerm/issues/30433",
};
export const PROVIDER_VIRTUAL_NETWORK: Source = {
  title: "azurerm_virtual_network",
  url: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/virtual_network",
};
export const BASTION_ROUTES: Source = {
  title: "Azure Bastion routing",
  url: "https://blog.cloudtrooper.net/2022/09/17/azure-bastion-routing-in-virtual-wan/",
};
export const BICEP_TEMPLATES = lab("skmkzyk/bicep-templates");
export const WHAT_THE_HACK = lab("microsoft/WhatTheHack", "", "036");
export const AZURE_TRE = lab("microsoft/AzureTRE", "/issues/3065", "issue 3065");
export const DOCS_ISSUE_FORWARDED = lab("MicrosoftDocs/azure-docs", "/issues/48390", "issue 48390");
export const DOCS_ISSUE_DEFAULT_SITE = lab("MicrosoftDocs/azure-docs", "/issues/103997", "issue 103997");
export const DOCS_ISSUE_TAG = lab("MicrosoftDocs/azure-docs", "/issues/124192", "issue 124192");
export const DOCS_ISSUE_DEFAULT = lab("MicrosoftDocs/azure-docs", "/issues/22178", "issue 22178");
export const DOCS_ISSUE_PUBLIC_PREFIXES = lab("MicrosoftDocs/azure-docs", "/issues/81801", "issue 81801");
export const DOCS_ISSUE_BACKEND_POOL = lab("MicrosoftDocs/azure-docs", "/issues/93957", "issue 93957");
export const ITAYSK: Source = { title: "blog.itaysk.com, 2017-08-04", url: "https://blog.itaysk.com" };
export const HAIRPIN_LOG: Source = { title: "a published log of June 2026" };
export const BIRD_LAB: Source = { title: "an unattributed public lab" };
export const ARTICLE: Source = { title: "the article that this library follows" };
