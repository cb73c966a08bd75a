import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  AZ_PATTERN_ER,
  BICEP_TEMPLATES,
  DIAGNOSE,
  ECMP,
  ER_FASTPATH,
  ER_TO_ER,
  FASTPATH,
  FASTPATH_UDR,
  FORTINET,
  GUIDE_NIC,
  MICROHACK,
  NIC,
  OPNSENSE,
  ROUTE_INJECTION,
  ROUTE_SERVER_FAQ,
  ROUTE_SERVER_LAB,
  ROUTE_SERVER_TROUBLE,
  VNET_FAQ,
} from "./sources";

/** The order in which the analysis applies the other facts. */
export const ORDER = {
  "0": {
    statement:
      "A packet is routed in the steps advertise, install, select, forward, leave and return, and the NVA " +
      "restores the client's address in the answer.",
    evidence: [inferred()],
    modelled: "yes",
  },
} satisfies FactTexts;

/** What a NIC forwards. */
export const FORWARDING = {
  "7.1": {
    statement:
      "A NIC without `ip_forwarding_enabled` drops packets to and from addresses that are not its own, with or " +
      "without address translation in the guest. The guest must forward as well.",
    evidence: [documented(NIC, DIAGNOSE)],
    modelled: "yes",
  },
  "7.2": {
    statement:
      "TCP, UDP, ICMP, ESP and AH pass in a VNet. GRE and IP in IP are blocked, so a tunnel of an NVA needs another " +
      "encapsulation.",
    evidence: [documented(VNET_FAQ)],
    modelled: "partly",
    remark: "tunnels that user data makes",
  },
} satisfies FactTexts;

/** The path of a packet. */
export const DATA_PATH = {
  "8.1": {
    statement: "Routing is not recursive: every NIC, and GatewaySubnet, does its own route lookup.",
    evidence: [seen(GUIDE_NIC)],
    modelled: "yes",
  },
  "8.2": {
    statement:
      "Outbound to ExpressRoute, a packet goes from the host of the VM to a Microsoft edge router (MSEE), not " +
      "through the gateway of the sender's VNet. Inbound, it goes from the edge router through the gateway to " +
      "the NIC.",
    evidence: [seen(ER_FASTPATH, ER_TO_ER, ECMP)],
    modelled: "yes",
  },
  "8.3": {
    statement:
      "A packet that enters a VNet through its gateway follows the effective routes of GatewaySubnet: to the " +
      "VNet and to peered VNets directly, and for 0.0.0.0/0 to the NVAs that the Route Server programmed.",
    evidence: [seen(FORTINET, OPNSENSE, ROUTE_SERVER_LAB, AZ_PATTERN_ER)],
    modelled: "yes",
  },
  "8.4": {
    statement:
      "Traffic from ExpressRoute to VMs in a VNet with an NVA, or in its peered VNets, bypasses the NVA unless " +
      "GatewaySubnet has UDRs for those destinations.",
    evidence: [documented(ROUTE_INJECTION, ROUTE_SERVER_TROUBLE), seen(BICEP_TEMPLATES)],
    seen: { from: "2022-09-30", to: "2023-06-18" },
    modelled: "yes",
  },
  "8.5": {
    statement:
      "The answer from an NVA to a client in another VNet follows the route to the client's range that the " +
      "NVA's subnet learned from ExpressRoute: it is longer than the UDR 0.0.0.0/0 of that subnet.",
    evidence: [seen(BICEP_TEMPLATES)],
    seen: { from: "2023-05-09", to: "2023-05-09" },
    modelled: "yes",
  },
  "8.6": {
    statement:
      "FastPath bypasses the gateway inbound, and was seen to ignore UDRs of GatewaySubnet. Nothing is " +
      "published about FastPath together with a 0.0.0.0/0 from a Route Server.",
    evidence: [documented(FASTPATH), seen(FASTPATH_UDR)],
    modelled: "no",
    remark: "the verdict is undetermined where it matters",
  },
  "8.7": {
    statement:
      "With a peering between the client's VNet and the Route Server's VNet, the client's 0.0.0.0/0 has the NVA " +
      "as next hop, and packets go to the NVA directly. Answers return by VNetPeering. A Route Server forwards " +
      "no traffic.",
    evidence: [documented(ROUTE_INJECTION, ROUTE_SERVER_FAQ)],
    modelled: "yes",
  },
  "8.8": {
    statement:
      "A Route Server also programs a route in the subnet of the NVA that advertises it: 0.0.0.0/0, or one that the " +
      "NVA has learned elsewhere. What the NVA forwards by it returns to the NVA, and a traceroute shows the NVA " +
      "again and again until the time to live ends. A UDR of that subnet, or a tunnel to the next NVA, prevents it.",
    evidence: [documented(ROUTE_SERVER_TROUBLE), seen(MICROHACK)],
    modelled: "yes",
    remark: "the verdict is loop",
  },
  "8.9": {
    statement:
      "With several equal NVAs, source translation makes answers return to the NVA that forwarded the request. " +
      "Without translation (private to private), request and answer may take different NVAs.",
    evidence: [inferred(), seen(OPNSENSE)],
    modelled: "yes",
  },
} satisfies FactTexts;
