import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  AZCLI,
  BIRD_LAB,
  FIREWALL,
  NAT_GATEWAY,
  NSG,
  OPNSENSE,
  PLATFORM_ADDRESS,
  PRIVATE_LINK_LAB,
  UDR,
  DISABLE_SNAT,
  ENDPOINT_INSPECTION,
  ENDPOINT_POLICIES,
  PRIVATE_ENDPOINT,
  PRIVATE_LINK_SERVICE,
  VIRTUAL_WAN_INTENT,
} from "./sources";

/** What a learned 0.0.0.0/0 changes. */
export const LEARNED_DEFAULT = {
  "4.1": {
    statement:
      "A VM with a public IP in a subnet that learns 0.0.0.0/0 from an NVA sends its outbound traffic to the " +
      "NVA, and the internet sees the address of the NVA. Inbound connections to the public IP fail, because " +
      "the answers leave through the NVA.",
    evidence: [documented(UDR), seen(BIRD_LAB)],
    modelled: "yes",
  },
  "4.2": {
    statement:
      "In a subnet that learns 0.0.0.0/0, a UDR 0.0.0.0/0 to Internet makes public IPs work again; a UDR to " +
      "Internet for the /32 of one peer does so for that peer. Private routes learned by BGP remain.",
    evidence: [seen(BIRD_LAB, OPNSENSE)],
    modelled: "yes",
  },
  "4.3": {
    statement:
      "Traffic to the prefixes of service endpoints, and of UDRs for service tags to Internet, does not follow " +
      "a default route: these routes are longer than 0.0.0.0/0.",
    evidence: [documented(UDR)],
    modelled: "partly",
    remark:
      "exceptions in the overview; which addresses a service has is not known, so `path` to one that it may have is undetermined",
  },
  "4.4": {
    statement:
      "The /32 route of a private endpoint exists in its VNet and in directly peered VNets. If the subnet of " +
      "the private endpoint has the network policy for route tables on, a UDR makes the /32 Invalid if its prefix " +
      "is at least as long as that of the VNet's range. A UDR to VnetLocal then leads to the endpoint only with " +
      '`private_endpoint_vnet_policies = "Basic"` on the VNet.',
    evidence: [seen(AZCLI, PRIVATE_LINK_LAB), documented(ENDPOINT_POLICIES)],
    modelled: "yes",
  },
  "4.5": {
    statement:
      "The host answers 168.63.129.16 and 169.254.169.254. Routes do not apply to them, nor do security rules, " +
      "except rules for the platform's service tags.",
    evidence: [documented(PLATFORM_ADDRESS, NSG)],
    modelled: "partly",
    remark: "rules for the platform's tags are left out",
  },
  "4.6": {
    statement:
      "Outbound traffic uses the first of these: a 0.0.0.0/0 to a virtual appliance or gateway, a NAT gateway, " +
      "the public IP of the NIC, an outbound rule of a load balancer, default outbound access.",
    evidence: [documented(NAT_GATEWAY)],
    modelled: "yes",
  },
  "4.7": {
    statement:
      "Microsoft documents in two ways whether a 0.0.0.0/0 by BGP without a UDR takes precedence over a NAT " +
      "gateway: older text says that VPN and ExpressRoute win, newer text names UDRs only. The model lets the " +
      "BGP route win.",
    evidence: [documented(NAT_GATEWAY), inferred("the choice of the model")],
    modelled: "yes",
  },
  "4.8": {
    statement:
      "A UDR 0.0.0.0/0 to Internet does not bypass a NAT gateway or a public IP: it sends traffic to the " +
      "internet, with the address of the NAT gateway, the public IP, the outbound rule or default outbound " +
      "access, in that order.",
    evidence: [inferred()],
    modelled: "yes",
  },
  "4.9": {
    statement:
      "A NAT gateway translates TCP and UDP but not ICMP, and cannot be associated with GatewaySubnet. A NAT " +
      "gateway on the subnet of Azure Firewall also needs a UDR 0.0.0.0/0 to Internet there.",
    evidence: [documented(NAT_GATEWAY, FIREWALL)],
    modelled: "yes",
  },
  "4.10": {
    statement:
      "If the subnet of a private endpoint has the network policy for security groups on, the inbound rules of the " +
      "subnet's security group apply to packets to the private endpoint, whatever their source ports say; without the " +
      "policy they do not. Its answers need no rule.",
    evidence: [documented(ENDPOINT_POLICIES, PRIVATE_ENDPOINT)],
    modelled: "yes",
  },
  "4.11": {
    statement:
      "Packets that an NVA or a firewall forwards to a private endpoint need source NAT, or the tag " +
      "`disableSnatOnPL` on the network interface of the NVA: otherwise the answers may not return through it. In " +
      "labs without source NAT, answers returned through an NVA in another VNet than the client's, and packets of an " +
      "NVA in the client's VNet never arrived. With the network policy for route tables, answers follow the routes of the " +
      "private endpoint's subnet.",
    evidence: [
      documented(ENDPOINT_INSPECTION, PRIVATE_ENDPOINT, DISABLE_SNAT),
      seen(PRIVATE_LINK_LAB),
      documented(VIRTUAL_WAN_INTENT),
    ],
    modelled: "partly",
    remark: "without source NAT, tag and policy the verdict is undetermined",
  },
  "4.12": {
    statement:
      "Only an approved private endpoint passes packets. With `is_manual_connection`, the owner of the service has to " +
      "approve it after apply.",
    evidence: [documented(PRIVATE_ENDPOINT)],
    modelled: "yes",
  },
  "4.13": {
    statement: "A private link service passes TCP and UDP over IPv4 only.",
    evidence: [documented(PRIVATE_LINK_SERVICE)],
    modelled: "partly",
    remark: "the verdict of ICMP to a private endpoint is undetermined",
  },
} satisfies FactTexts;
