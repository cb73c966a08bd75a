import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  AZ_PATTERN_FIREWALL,
  AZ_PATTERN_VPN,
  BIRD_LAB,
  DEFAULT_ROUTE_LAB,
  DIAGNOSE,
  ECMP,
  FIREWALL_TUTORIAL,
  FORTINET,
  HYBRID,
  MICROHACK,
  NETWORK_TERRAFORM_07,
  NETWORKING_LAB,
  NEXT_HOP_IP,
  NEXT_HOP_LAB,
  OPNSENSE,
  ROUTE_SERVER_HANDS_ON,
  ROUTE_SERVER_TROUBLE,
  UDR,
  WHAT_THE_HACK,
} from "./sources";

/** System routes, and the effective routes that Azure prints. */
export const SYSTEM_ROUTES = {
  "1.1": {
    statement:
      "The system routes of a subnet are a VnetLocal row for each range of its VNet (not of the subnet), " +
      "0.0.0.0/0 to Internet, and None rows for 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10. " +
      "All NICs of a subnet share the same effective routes.",
    evidence: [documented(UDR)],
    modelled: "yes",
  },
  "1.2": {
    statement:
      "Effective routes may list more None rows than the documented ones; they differ by region and time " +
      "(127.0.0.0/8, 198.18.0.0/15 and others).",
    evidence: [seen(NETWORKING_LAB, HYBRID)],
    modelled: "no",
    remark: "these rows are left out",
  },
  "1.3": {
    statement:
      "A VNet range that equals or contains a reserved block (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, " +
      "100.64.0.0/10) replaces the None row of that block. A smaller VNet range leaves the None row in place.",
    evidence: [documented(UDR), seen(NETWORKING_LAB, MICROHACK)],
    modelled: "yes",
  },
  "1.4": {
    statement:
      "A UDR whose prefix is exactly a reserved block replaces the None row of that block, and the None row is " +
      "not listed as Invalid. A BGP route for exactly a reserved block does the same.",
    evidence: [seen(NETWORKING_LAB), inferred("the BGP route")],
    modelled: "yes",
  },
  "1.5": {
    statement:
      "A 0.0.0.0/0 by UDR or by BGP removes all None rows: traffic to private destinations that no other route " +
      "covers follows that default route.",
    evidence: [documented(UDR), seen(NETWORKING_LAB, NEXT_HOP_LAB, AZ_PATTERN_FIREWALL, BIRD_LAB)],
    modelled: "yes",
  },
  "1.6": {
    statement:
      "With a UDR 0.0.0.0/0, the system default route remains listed, with source Default, state Invalid and " +
      "next hop Internet.",
    evidence: [seen(NETWORKING_LAB, NEXT_HOP_LAB, AZ_PATTERN_FIREWALL)],
    modelled: "yes",
  },
  "1.7": {
    statement:
      "With a 0.0.0.0/0 by BGP and no UDR 0.0.0.0/0, the system default route is not listed at all. No " +
      "published table shows this for a default route learned from ExpressRoute.",
    evidence: [seen(AZ_PATTERN_FIREWALL, BIRD_LAB, WHAT_THE_HACK), inferred("ExpressRoute")],
    modelled: "yes",
  },
  "1.8": {
    statement:
      "With one 0.0.0.0/0 by BGP and one by UDR, the BGP rows are Invalid, the UDR is Active, and no system " +
      "default route is listed.",
    evidence: [seen(AZ_PATTERN_FIREWALL, OPNSENSE)],
    modelled: "yes",
  },
  "1.9": {
    statement:
      "The system also adds a row for each range of each peered VNet (VNetPeering, or VNetGlobalPeering in " +
      "another region), for the prefixes of service endpoints, and a /32 for each private endpoint.",
    evidence: [documented(UDR)],
    modelled: "yes",
    remark: "a service endpoint is one row with the name of the service, because its prefixes change",
  },
  "1.10": {
    statement:
      "`az network nic show-effective-route-table -o table` prints Source, State, Address Prefix, Next Hop Type " +
      "and Next Hop IP. Azure answers only for a running VM.",
    evidence: [documented(DIAGNOSE)],
    modelled: "yes",
    remark: "`routes` prints the same columns",
  },
  "1.11": {
    statement:
      "The source of an effective route is Default, User or VirtualNetworkGateway; VirtualNetworkGateway stands " +
      "for all BGP routes, those of a Route Server included. The state is Active or Invalid. Each of several " +
      "equal next hops has a row.",
    evidence: [seen(FORTINET, OPNSENSE, MICROHACK, AZ_PATTERN_FIREWALL)],
    modelled: "yes",
  },
  "1.12": {
    statement:
      "The next hop types of effective routes are VnetLocal, VNetPeering, VNetGlobalPeering, Internet, None, " +
      "VirtualAppliance, VirtualNetworkGateway, VirtualNetworkServiceEndpoint and InterfaceEndpoint.",
    evidence: [seen(FORTINET, OPNSENSE, MICROHACK, AZ_PATTERN_FIREWALL)],
    modelled: "yes",
  },
  "1.13": {
    statement:
      "Only BGP rows and rows to a virtual appliance have a next hop address. For a route that an NVA " +
      "advertises, it is the address of the NVA, or the next hop that the NVA set, such as that of a load " +
      "balancer.",
    evidence: [documented(NEXT_HOP_IP), seen(MICROHACK, AZ_PATTERN_FIREWALL)],
    modelled: "yes",
  },
  "1.14": {
    statement:
      "The next hop of a route learned from ExpressRoute is a Microsoft edge router (MSEE), with an address " +
      "outside the customer's ranges: two rows for each circuit.",
    evidence: [seen(ECMP)],
    modelled: "yes",
    remark: '"(msee 1)" and "(msee 2)" replace the addresses, which only Azure knows',
  },
  "1.15": {
    statement:
      "In a VNet that has a Route Server, a route learned from ExpressRoute has one row instead of two: traffic " +
      "to ExpressRoute is not load balanced over both edge routers.",
    evidence: [documented(ROUTE_SERVER_TROUBLE), seen(OPNSENSE)],
    modelled: "yes",
  },
  "1.16": {
    statement:
      "The next hop of a route learned from a VPN gateway is the public IP of the gateway; for an active-active " +
      "gateway, it is the private addresses of its instances.",
    evidence: [seen(MICROHACK, WHAT_THE_HACK, AZ_PATTERN_FIREWALL)],
    modelled: "yes",
    remark: "the name of the gateway replaces the address",
  },
  "1.17": {
    statement:
      "A VPN gateway gives its VNet, and those that use it, a /32 route to the BGP speaker on the far side of each " +
      "connection with BGP: of a site's `bgp_peering_address`, of another gateway's instances. It advertises it to " +
      "nobody. Labs of 2019 to 2022 list these rows, labs of 2024 do not.",
    evidence: [seen(AZ_PATTERN_VPN, DEFAULT_ROUTE_LAB, MICROHACK, NETWORK_TERRAFORM_07)],
    seen: { from: "2019-07", to: "2022-02" },
    modelled: "yes",
    remark: "such rows are marked, and an answer that depends on one is undecided",
  },
  "1.18": {
    statement:
      "The None row of 172.16.0.0/12 is documented, and missing from tables of 2019 to 2021 that list the other " +
      "None rows.",
    evidence: [seen(AZ_PATTERN_VPN, ROUTE_SERVER_HANDS_ON, DEFAULT_ROUTE_LAB)],
    seen: { from: "2019-07", to: "2021-11" },
    modelled: "yes",
    remark: "the row is marked; packets to it are dropped either way",
  },
  "1.19": {
    statement: "A UDR 0.0.0.0/0 with next hop None leaves the system's None rows in place.",
    evidence: [seen(ROUTE_SERVER_HANDS_ON)],
    modelled: "yes",
  },
  "1.20": {
    statement:
      "The private address of an Azure Firewall is the first that AzureFirewallSubnet has to give: the fourth after " +
      "its network address.",
    evidence: [seen(FIREWALL_TUTORIAL)],
    modelled: "yes",
  },
} satisfies FactTexts;
