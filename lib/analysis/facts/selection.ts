import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  ANYCAST,
  AZ_PATTERN_NVA,
  COEXISTENCE,
  ECMP,
  EXPRESSROUTE_FAQ,
  FORTINET,
  HYBRID,
  MICROHACK,
  NETWORK_TERRAFORM_08,
  OPNSENSE,
  OPTIMIZE_ROUTING,
  PRIVATE_IP,
  ROUTE_INJECTION,
  ROUTE_SERVER_FAQ,
  ROUTE_SERVER_LAB,
  ROUTING_PREFERENCE,
  UDR,
} from "./sources";

/** Which route wins. */
export const SELECTION = {
  "2.1": {
    statement:
      "The longest prefix wins. For equal prefixes, a UDR beats a BGP route, and a BGP route beats a system " +
      "route.",
    evidence: [documented(UDR)],
    modelled: "yes",
  },
  "2.2": {
    statement:
      "System routes for the VNet, for peered VNets and for service endpoints beat BGP routes, even where the " +
      "BGP prefix is longer. A Route Server does not program prefixes inside the range of its VNet.",
    evidence: [documented(UDR, ROUTE_INJECTION), seen(MICROHACK, AZ_PATTERN_NVA)],
    modelled: "yes",
  },
  "2.3": {
    statement:
      "A BGP prefix that is larger than the VNet is programmed. A UDR inside a range of the VNet or of a peered " +
      "VNet wins by its length; a shorter UDR loses.",
    evidence: [seen(MICROHACK, ROUTE_SERVER_LAB)],
    modelled: "yes",
  },
  "2.4": {
    statement:
      "Azure rejects the same prefix twice in one route table, so UDRs cannot load balance. It rejects a prefix with " +
      "host bits, a next hop VirtualAppliance without an address, and an address with any other next hop. A route for " +
      "a prefix beats an equal route for a service tag.",
    evidence: [documented(UDR)],
    modelled: "partly",
    remark: "routes for service tags are exceptions in the overview; `path` does not follow them",
  },
  "2.5": {
    statement:
      "The next hop address of a UDR must be directly reachable: in the same VNet or in a peered VNet, not " +
      "behind ExpressRoute, VPN or Virtual WAN.",
    evidence: [documented(UDR)],
    modelled: "yes",
  },
  "2.6": {
    statement:
      "If several NVAs advertise the same prefix to a Route Server, the shortest AS path wins. Equal routes are " +
      "all programmed, at most eight, and flows are distributed over them.",
    evidence: [documented(ROUTE_SERVER_FAQ), seen(HYBRID, ECMP)],
    modelled: "yes",
    remark: "every branch is followed",
  },
  "2.7": {
    statement:
      "A Route Server advertises only one next hop for a prefix to a gateway. Traffic from ExpressRoute is " +
      "still distributed over all equal NVAs, because the effective routes of GatewaySubnet contain all of " +
      "them.",
    evidence: [seen(FORTINET, OPNSENSE)],
    modelled: "yes",
  },
  "2.8": {
    statement:
      "If a VNet without a Route Server learns the same prefix from ExpressRoute and from VPN, only the " +
      "ExpressRoute route is used.",
    evidence: [documented(COEXISTENCE), seen(NETWORK_TERRAFORM_08)],
    modelled: "yes",
  },
  "2.9": {
    statement:
      "If a VNet with a Route Server learns the same prefix from several sources, `hub_routing_preference` " +
      "decides: ExpressRoute (the default) prefers ExpressRoute, VpnGateway prefers VPN and NVAs, ASPath " +
      "prefers the shortest AS path. Between VPN and an NVA, the shorter AS path wins.",
    evidence: [documented(ROUTING_PREFERENCE)],
    modelled: "yes",
  },
  "2.10": {
    statement:
      "Between the connections of one ExpressRoute gateway, the longest prefix wins, then the highest routing " +
      "weight, then the shortest AS path; traffic is load balanced over the routes that remain.",
    evidence: [documented(OPTIMIZE_ROUTING, EXPRESSROUTE_FAQ)],
    modelled: "yes",
  },
  "2.11": {
    statement:
      "Microsoft's edge routers prefer the shorter AS path. Private AS numbers count; the routing weight of a " +
      "connection does not.",
    evidence: [inferred(), seen(ANYCAST)],
    modelled: "yes",
  },
  "2.12": {
    statement:
      "The next hop VirtualNetworkGateway of a UDR is a VPN gateway. An ExpressRoute gateway cannot be the next hop of " +
      "a UDR: routes through it are learned by BGP.",
    evidence: [documented(UDR)],
    modelled: "yes",
  },
  "2.13": {
    statement:
      "Azure keeps the first four addresses and the last one of a subnet. A NIC with a dynamic address gets the " +
      "lowest one that is free when it is created, so a UDR or a BGP connection may name it by that.",
    evidence: [documented(PRIVATE_IP)],
    modelled: "yes",
    remark: "with several in one subnet, only the apply tells their order: the owner is undetermined",
  },
} satisfies FactTexts;
