import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  ARTICLE,
  DOCS_ISSUE_DEFAULT,
  DOCS_ISSUE_PUBLIC_PREFIXES,
  DOCS_ISSUE_TAG,
  NEXT_HOP_LAB,
  NSG,
  PUBLIC_IP,
  RFC_4271,
  SEGMENTATION,
  SERVICE_TAGS,
} from "./sources";

/** Network security groups and their tags. */
export const SECURITY_GROUPS = {
  "6.1": {
    statement:
      "Inbound, the security group of the subnet applies first, then that of the NIC; outbound, the NIC's " +
      "applies first. Both must allow the traffic. Where there is no security group, all traffic is allowed. " +
      "The same holds between VMs of one subnet.",
    evidence: [documented(NSG)],
    modelled: "yes",
  },
  "6.2": {
    statement:
      "The default inbound rules of a security group are 65000 allow VirtualNetwork to VirtualNetwork, 65001 " +
      "allow AzureLoadBalancer, 65500 deny. The default outbound rules are 65000 allow VirtualNetwork to " +
      "VirtualNetwork, 65001 allow to Internet, 65500 deny.",
    evidence: [documented(NSG)],
    modelled: "yes",
  },
  "6.3": {
    statement:
      "Security groups are stateful: the answer to a recorded flow needs no rule. Inbound rules see the private " +
      "destination address, outbound rules see the source address before Azure translates it.",
    evidence: [documented(NSG)],
    modelled: "yes",
  },
  "6.4": {
    statement:
      "The tag VirtualNetwork has a different value in each subnet: the ranges of its VNet and of peered VNets, " +
      "prefixes learned from gateways and by BGP, 168.63.129.16, and prefixes of the subnet's UDRs to virtual " +
      "appliances.",
    evidence: [documented(SERVICE_TAGS), seen(DOCS_ISSUE_TAG)],
    modelled: "yes",
  },
  "6.5": {
    statement:
      "A UDR 0.0.0.0/0 to a virtual appliance extends the tag VirtualNetwork to all addresses in that subnet. A " +
      "0.0.0.0/0 learned by BGP does the same, as long as it is advertised.",
    evidence: [documented(SEGMENTATION), seen(DOCS_ISSUE_DEFAULT)],
    modelled: "yes",
  },
  "6.6": {
    statement:
      "A UDR 0.0.0.0/0 to Internet does not extend the tag VirtualNetwork, and neither does a 0.0.0.0/0 by BGP " +
      "that loses to this UDR.",
    evidence: [seen(NEXT_HOP_LAB, ARTICLE)],
    modelled: "yes",
  },
  "6.7": {
    statement:
      "In a subnet that learns 0.0.0.0/0, the outbound rule for VirtualNetwork (65000) applies to a packet to a " +
      "public address; without a learned default, the rule for Internet (65001) applies.",
    evidence: [documented(SEGMENTATION)],
    modelled: "yes",
  },
  "6.8": {
    statement:
      "Outbound rules that allow VirtualNetwork and then deny Internet fail closed: they let a VM reach the " +
      "internet only while its subnet learns a 0.0.0.0/0.",
    evidence: [documented(SEGMENTATION)],
    modelled: "yes",
  },
  "6.9": {
    statement:
      "A packet that arrives at an NVA to be forwarded has a client as source and a public destination. In a " +
      "subnet with a UDR 0.0.0.0/0 to Internet, the default rule 65000 does not match it and 65500 denies it: " +
      "the NVA needs an inbound rule from VirtualNetwork to Internet or to any destination.",
    evidence: [seen(NEXT_HOP_LAB)],
    modelled: "yes",
  },
  "6.10": {
    statement:
      "Traffic that an NVA has translated leaves by the default outbound rule 65001. The answers, at the NVA " +
      "and at the client, belong to recorded flows.",
    evidence: [documented(NSG), inferred()],
    modelled: "yes",
  },
  "6.11": {
    statement:
      "The tag VirtualNetwork contains the prefixes of peerings, ExpressRoute and VPN; the tag Internet " +
      "contains all other addresses. Public prefixes of on-premises networks were seen in both tags.",
    evidence: [documented(SERVICE_TAGS), seen(DOCS_ISSUE_PUBLIC_PREFIXES)],
    modelled: "yes",
    remark: "public on-premises prefixes are in VirtualNetwork only",
  },
  "6.12": {
    statement:
      "A public IP of SKU Standard accepts no inbound traffic from the internet if neither the NIC nor the " +
      "subnet has a security group.",
    evidence: [documented(PUBLIC_IP)],
    modelled: "yes",
  },
  "6.13": {
    statement:
      "Azure lets Windows activation, TCP 1688 to the addresses of its KMS servers, out whatever the security rules say, " +
      "unless a rule denies the tag AzurePlatformLKM, or a 0.0.0.0/0 other than the system's own is there. The tags " +
      "AzurePlatformDNS and AzurePlatformIMDS deny DNS at 168.63.129.16 and the metadata at 169.254.169.254.",
    evidence: [documented(NSG)],
    modelled: "yes",
  },
  "6.14": {
    statement:
      "A BGP session is one TCP connection to port 179 that either side opens, and security groups are stateful: the " +
      "session stays down where the security groups of the NVA's NIC and subnet let neither side open it.",
    evidence: [documented(NSG, RFC_4271)],
    modelled: "yes",
  },
} satisfies FactTexts;
