import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  AKS_OUTBOUND,
  AKS_ROUTE_TABLE,
  BACKEND_POOL,
  DEFAULT_OUTBOUND,
  DOCS_ISSUE_BACKEND_POOL,
  ITAYSK,
  LOAD_BALANCER_OUTBOUND,
  NAT_GATEWAY,
  NETWORK_TERRAFORM_10,
  PRIVATE_SUBNET,
  UDR,
} from "./sources";

/** Which address the internet sees. */
export const INTERNET_ADDRESS = {
  "5.1": {
    statement:
      "A public IP is translated one to one to the address of its NIC, for all ports. A NAT gateway on the " +
      "subnet replaces it for outbound traffic, not for inbound traffic.",
    evidence: [documented(LOAD_BALANCER_OUTBOUND, NAT_GATEWAY)],
    modelled: "yes",
  },
  "5.2": {
    statement:
      "In a private subnet (`default_outbound_access_enabled = false`), traffic with next hop Internet is " +
      "dropped if the NIC has no explicit outbound method, also where the next hop comes from a UDR.",
    evidence: [documented(DEFAULT_OUTBOUND)],
    modelled: "yes",
  },
  "5.3": {
    statement:
      "Explicit outbound methods are a NAT gateway, a public IP, and a Standard load balancer with an outbound " +
      "rule.",
    evidence: [documented(DEFAULT_OUTBOUND)],
    modelled: "yes",
  },
  "5.4": {
    statement:
      "In a private subnet, service endpoints work, and storage accounts of the same region are reachable. A " +
      "preview of private subnets behaved differently.",
    evidence: [documented(DEFAULT_OUTBOUND), seen(PRIVATE_SUBNET, NETWORK_TERRAFORM_10)],
    modelled: "no",
  },
  "5.5": {
    statement:
      "A packet that an NVA forwards without source translation reaches private destinations, and is dropped on " +
      "its way to the internet. A NAT gateway on the subnet of the NVA does not change this.",
    evidence: [documented(UDR), seen(ITAYSK), inferred("the NAT gateway")],
    seen: { from: "2017-08-04", to: "2017-08-04" },
    modelled: "yes",
    remark: "a NAT gateway there gives a note",
  },
  "5.6": {
    statement:
      "Traffic that an NVA has translated leaves with the first of these: a NAT gateway, the public IP of the " +
      "NVA, an outbound rule, default outbound access. Without any of them it is dropped.",
    evidence: [documented(NAT_GATEWAY), inferred()],
    modelled: "yes",
  },
  "5.7": {
    statement:
      "Default outbound access applies only without an explicit outbound method. It does not carry ICMP; its " +
      "address is shared and may change.",
    evidence: [documented(DEFAULT_OUTBOUND)],
    modelled: "yes",
  },
  "5.8": {
    statement:
      "A NIC in a backend pool of a Standard load balancer has no default outbound access, with or without " +
      "outbound rules. Members of a pool that names addresses instead of NICs keep it.",
    evidence: [documented(BACKEND_POOL), seen(DOCS_ISSUE_BACKEND_POOL)],
    modelled: "yes",
  },
  "5.9": {
    statement:
      "A rule of a Standard load balancer with a public frontend also translates what the NICs of its pool send, " +
      "for its own protocol, unless `disable_outbound_snat` is true.",
    evidence: [documented(LOAD_BALANCER_OUTBOUND)],
    modelled: "yes",
  },
  "5.10": {
    statement:
      "With the outbound type userDefinedRouting or userAssignedNATGateway, AKS sets up no way out of its own: the nodes " +
      "follow the routes of their subnet, and its NAT gateway. With userDefinedRouting, Azure wants a route table with " +
      "the subnet when it creates the cluster.",
    evidence: [documented(AKS_OUTBOUND), { ...seen(AKS_ROUTE_TABLE), about: "the route table" }],
    modelled: "partly",
    remark: "a cluster of another outbound type, with public IPs of its nodes or a subnet of its pods is not modelled",
  },
} satisfies FactTexts;
