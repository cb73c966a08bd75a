import { type FactTexts, documented, seen } from "./fact-text";
import {
  ANYCAST_REGIONS,
  AZ_PATTERN_COEXISTENCE,
  AZ_PATTERN_ER,
  AZ_PATTERN_FIREWALL,
  AZURE_TRE,
  BICEP_TEMPLATES,
  DEFAULT_SITE,
  DOCS_ISSUE_DEFAULT_SITE,
  DOCS_ISSUE_FORWARDED,
  EXPRESSROUTE_FAQ,
  EXPRESSROUTE_GATEWAYS,
  FORTINET,
  GUIDE_NIC,
  GUIDE_PEERING,
  HAIRPIN_LOG,
  HYBRID,
  MICROHACK,
  MULTI_REGION,
  PEERING,
  ROUTE_INJECTION,
  ROUTE_MAPS_ASN,
  ROUTE_SERVER_ECMP,
  ROUTE_SERVER_FAQ,
  ROUTE_SERVER_GATEWAYS,
  UDR,
  VNETS_OVER_EXPRESSROUTE,
  VPN_FAQ,
  VWAN_DEFAULT,
} from "./sources";

/** Which network learns which route. */
export const PROPAGATION = {
  "3.1": {
    statement:
      "A route table with `bgp_route_propagation_enabled = false` keeps routes of gateways and of a Route " +
      "Server out of its subnets. The range of the VNet is still advertised.",
    evidence: [documented(UDR, ROUTE_INJECTION), seen(GUIDE_NIC)],
    modelled: "yes",
  },
  "3.2": {
    statement:
      "A gateway advertises the ranges of its VNet, and those of a peered VNet if the peering has " +
      "`allow_gateway_transit` on the gateway's side and `use_remote_gateways` on the other side.",
    evidence: [documented(EXPRESSROUTE_FAQ, PEERING)],
    modelled: "yes",
  },
  "3.3": {
    statement:
      "A peering without `allow_gateway_transit` and `use_remote_gateways` carries the ranges of the two VNets " +
      "only, no BGP routes.",
    evidence: [documented(PEERING), seen(GUIDE_PEERING)],
    modelled: "yes",
  },
  "3.4": {
    statement:
      "Only one peering of a VNet can have `use_remote_gateways`. Azure rejects it in a VNet that has its own " +
      "gateway or Route Server. It works over global peering.",
    evidence: [documented(PEERING), seen(MICROHACK)],
    modelled: "yes",
    remark: "the verdict is refused",
  },
  "3.5": {
    statement:
      "With `allow_virtual_network_access = false`, the peered VNet is not part of the tag VirtualNetwork, and " +
      "its traffic is dropped, whatever the security groups allow.",
    evidence: [documented(PEERING), seen(AZURE_TRE)],
    modelled: "yes",
  },
  "3.6": {
    statement:
      "A packet whose source is not in the sending VNet passes a peering only with `allow_forwarded_traffic` on " +
      "the receiver's side.",
    evidence: [documented(PEERING)],
    modelled: "yes",
  },
  "3.7": {
    statement:
      "`allow_forwarded_traffic = false` was once seen not to be enforced, so it is not a security boundary. " +
      "Gateway transit does not need it.",
    evidence: [documented(PEERING), seen(DOCS_ISSUE_FORWARDED)],
    modelled: "yes",
    remark: "the setting is required, and verdicts that rest on it carry a note",
  },
  "3.8": {
    statement:
      "Azure rejects a UDR 0.0.0.0/0, a security group, and a route table without propagation on GatewaySubnet. " +
      "It allows UDRs for specific prefixes to an NVA. 0.0.0.0/1 together with 128.0.0.0/1 breaks the gateway.",
    evidence: [documented(EXPRESSROUTE_GATEWAYS), seen(HYBRID)],
    modelled: "partly",
    remark: "the two halves are not reported",
  },
  "3.9": {
    statement:
      "A Route Server programs the routes of its NVAs in the subnets of its VNet, and of peered VNets that use " +
      "its VNet as remote gateway, whether branch-to-branch is on or off.",
    evidence: [documented(ROUTE_INJECTION)],
    modelled: "yes",
  },
  "3.10": {
    statement:
      "With branch-to-branch, a Route Server and the gateways of its VNet exchange routes. Without it, an NVA " +
      "learns only the ranges of VNets, and no route of an NVA is advertised outside the VNet.",
    evidence: [documented(ROUTE_SERVER_GATEWAYS), seen(MICROHACK)],
    modelled: "yes",
  },
  "3.11": {
    statement:
      "An NVA learns from a Route Server the ranges of its VNet and of peered VNets that use the Route Server; " +
      "with branch-to-branch also the on-premises routes and all VNets of the circuit. Both instances of the " +
      "Route Server advertise the same.",
    evidence: [seen(FORTINET, AZ_PATTERN_ER, BICEP_TEMPLATES)],
    seen: { from: "2022-09-30", to: "2023-06-18" },
    modelled: "yes",
  },
  "3.12": {
    statement:
      "An ExpressRoute gateway advertises all its routes, 0.0.0.0/0 included, to its circuit, and the circuit " +
      "advertises them to its other gateways, if `remote_vnet_traffic_enabled` is on at both gateways. For " +
      "Virtual WAN the setting is `virtual_wan_traffic_enabled`.",
    evidence: [documented(VNETS_OVER_EXPRESSROUTE), seen(HAIRPIN_LOG, VWAN_DEFAULT)],
    seen: { from: "2026-06", to: "2026-06" },
    modelled: "yes",
  },
  "3.13": {
    statement:
      "Two ExpressRoute circuits exchange no routes with each other, except with Global Reach. Gateways " +
      "exchange routes over a common circuit only.",
    evidence: [seen(HAIRPIN_LOG, BICEP_TEMPLATES)],
    seen: { from: "2023-06-18", to: "2026-06" },
    modelled: "partly",
    remark: "Global Reach is left out",
  },
  "3.14": {
    statement:
      "A VNet whose own Route Server has branch-to-branch on drops routes that NVAs of other VNets advertise " +
      "over ExpressRoute; it keeps the ranges of those VNets and on-premises routes. With branch-to-branch off, " +
      "it keeps all of them.",
    evidence: [seen(ANYCAST_REGIONS)],
    modelled: "yes",
  },
  "3.15": {
    statement:
      "Microsoft's edge routers reject a route of an NVA with 12076 in its AS path. A Route Server rejects one " +
      "with 65515.",
    evidence: [documented(MULTI_REGION), seen(ROUTE_MAPS_ASN, AZ_PATTERN_ER)],
    modelled: "yes",
  },
  "3.16": {
    statement:
      "Towards a customer's edge router, Microsoft removes private AS numbers from the AS path up to the first " +
      "public one. Towards a gateway it keeps them, and replaces 65515 by 12076.",
    evidence: [seen(AZ_PATTERN_ER, ROUTE_MAPS_ASN, FORTINET)],
    modelled: "yes",
  },
  "3.17": {
    statement:
      "A VPN gateway never advertises 0.0.0.0/0, nor prefixes that equal a range of its VNet. It accepts " +
      "0.0.0.0/0, and advertises 0.0.0.0/1 together with 128.0.0.0/1.",
    evidence: [documented(VPN_FAQ), seen(AZ_PATTERN_FIREWALL, MICROHACK)],
    modelled: "yes",
  },
  "3.18": {
    statement:
      "Routes pass between ExpressRoute and VPN only with a Route Server, branch-to-branch, and an " +
      "active-active VPN gateway in AS 65515. Otherwise both sides reach the VNet only.",
    evidence: [documented(ROUTE_SERVER_GATEWAYS), seen(AZ_PATTERN_COEXISTENCE)],
    modelled: "yes",
  },
  "3.19": {
    statement:
      "A Route Server does not support AS numbers of 4 bytes. One was seen to accept a peer in AS 65555, and to " +
      "program its routes.",
    evidence: [documented(ROUTE_SERVER_FAQ), seen(ROUTE_SERVER_ECMP)],
    seen: { from: "2021", to: "2021" },
    modelled: "yes",
    remark: "the session comes up, and `check` reports it",
  },
  "3.20": {
    statement:
      "A Route Server accepts a route that an NVA has learned elsewhere, from another NVA, a site or another Route " +
      "Server, as long as 65515 is not in the AS path: an NVA replaces it, with as-override for example. The next " +
      "hop is the NVA. With branch-to-branch, the gateways of the VNet advertise the route as one of an NVA.",
    evidence: [documented(MULTI_REGION), seen(MICROHACK)],
    seen: { from: "2022-02", to: "2022-02" },
    modelled: "yes",
  },
  "3.21": {
    statement:
      "A VPN gateway with a default site (`default_local_network_gateway_id`) gives its VNet 0.0.0.0/0 over the " +
      "connection to that site. No UDR is needed.",
    evidence: [documented(DEFAULT_SITE), seen(DOCS_ISSUE_DEFAULT_SITE)],
    seen: { from: "2023-01", to: "2023-01" },
    modelled: "yes",
    remark: "whether the route goes with the tunnel is not documented: the model keeps it",
  },
} satisfies FactTexts;
