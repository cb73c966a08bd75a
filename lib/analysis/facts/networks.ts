import { ASSUMED, type FactTexts, documented, seen } from "./fact-text";
import {
  SUBNET_PEERING,
  SUBNET_PEERING_PAGE,
  ANYCAST,
  ANYCAST_REGIONS,
  AZURE_LIMITS,
  BICEP_TEMPLATES,
  EXPRESSROUTE_FAQ,
  GUIDE_PEERING,
  MICROHACK,
  OPTIMIZE_ROUTING,
  PEERING,
  ROUTE_SERVER_FAQ,
  VPN_FAQ,
} from "./sources";

/** What happens beyond a limit. */
export const LIMITS = {
  "9": {
    statement:
      "If a limit on routes is exceeded, the whole BGP session or connection goes down and all of its routes " +
      "are lost, not only the excess ones. Azure rejects resources beyond a limit on resources.",
    evidence: [documented(AZURE_LIMITS, EXPRESSROUTE_FAQ, ROUTE_SERVER_FAQ, VPN_FAQ)],
    modelled: "partly",
    remark: "see the table of limits",
  },
} satisfies FactTexts;

/** Peerings, and two regions. */
export const REGIONS = {
  "10.1": {
    statement:
      "Peering is not transitive: with peerings A-B and B-C, A does not reach C, except through an NVA in B " +
      "with routes on both sides and `allow_forwarded_traffic` on the receivers' side. Peered VNets cannot have " +
      "overlapping ranges.",
    evidence: [documented(PEERING), seen(GUIDE_PEERING)],
    modelled: "yes",
  },
  "10.2": {
    statement:
      "A peering between regions has the type VNetGlobalPeering. Gateway transit works over it (in 2018 it did " +
      "not); a Basic load balancer is not reachable over it.",
    evidence: [documented(PEERING), seen(MICROHACK)],
    modelled: "partly",
    remark: "Basic load balancers are left out",
  },
  "10.3": {
    statement:
      "A published lab has two regions: both hubs are connected to circuit 1 (routing weight 100) and circuit 2 " +
      "(weight 0), site 1 to circuit 1, site 2 to circuit 2, and the NVAs of both sites are in AS 65001.",
    evidence: [seen(BICEP_TEMPLATES)],
    seen: { from: "2023-05-10", to: "2023-05-10" },
    modelled: "yes",
  },
  "10.4": {
    statement:
      "In the lab with two regions, both hubs send their internet traffic through site 1. After the connection " +
      "of site 1 is deleted, both use site 2, after 10 seconds or more.",
    evidence: [seen(BICEP_TEMPLATES)],
    seen: { from: "2023-05-13", to: "2023-05-13" },
    modelled: "partly",
    remark: "times are left out",
  },
  "10.5": {
    statement:
      "With equal routing weights and AS paths, a hub distributes its traffic over both circuits. If one NVA " +
      "prepends, all traffic takes the other. A higher routing weight beats a shorter AS path.",
    evidence: [documented(OPTIMIZE_ROUTING, EXPRESSROUTE_FAQ)],
    modelled: "yes",
  },
  "10.6": {
    statement:
      "Traffic is interrupted for 30 seconds after a connection is recreated, and for 2 to 3 seconds after BGP " +
      "stops on an NVA.",
    evidence: [seen(ANYCAST_REGIONS, ANYCAST)],
    modelled: "no",
    remark: "the model has no time",
  },
  "10.7": {
    statement:
      "A peering of subnets (`peer_complete_virtual_networks_enabled` false) gives every subnet of the VNet a row for " +
      "each of the remote subnets that it names, and none for the remote VNet's ranges. The VNets may have ranges in " +
      "common as long as the named subnets have none.",
    evidence: [seen(SUBNET_PEERING)],
    seen: { from: "2024", to: "2025" },
    modelled: "yes",
  },
  "10.8": {
    statement:
      "A peering with `only_ipv6_peering_enabled` joins the IPv6 ranges of two VNets: no IPv4 packet passes it, and their " +
      "IPv4 ranges may overlap.",
    evidence: [documented(SUBNET_PEERING_PAGE)],
    modelled: "yes",
  },
} satisfies FactTexts;

/** What the analysis assumes where neither the files nor Azure say. */
export const ASSUMPTIONS = {
  A1: {
    statement:
      "A value that is known only after apply and decides an answer is tried in every way that it may turn out. " +
      "If all answers agree, the answer is certain; otherwise the verdict is undetermined and names the values " +
      "that decide. After 64 scenarios the verdict is undetermined.",
    evidence: [ASSUMED],
    modelled: "yes",
  },
  A2: {
    statement: "An address range that is not known overlaps no range of a connected network, and is private.",
    evidence: [ASSUMED],
    modelled: "yes",
  },
  A3: {
    statement:
      "A resource that is not in the files does not exist, with these exceptions. An address that no NIC has " +
      "may belong to a resource that is not modelled, if the files contain such resources or are part of a " +
      "configuration. More than three circuits that are known by different expressions are different circuits. " +
      "A VNet outside the files has its side of a peering. A Route Server, gateway, firewall, BGP session, connection, " +
      "route or association that names its place by an expression which leads to no resource may be anywhere in the " +
      "files. A VPN site and a load balancer outside the files may do anything in the VNets that use them.",
    evidence: [ASSUMED],
    modelled: "yes",
  },
  A4: {
    statement:
      "If the files do not give the state of an ExpressRoute circuit, its service provider has provisioned it, with private " +
      "peering. " +
      "Resources whose `count` depends on that state exist; a note says so.",
    evidence: [ASSUMED],
    modelled: "yes",
  },
} satisfies FactTexts;
