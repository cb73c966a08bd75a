import type { Fact, FactId } from "./facts";
import type { Finding as RuleFinding } from "../findings/finding";
import type { Unknown } from "./unknown/value";
import type { NotLearnedCause, Reason, Verdict } from "./verdict";

/** Where a row leads to. */
export type NextHop =
  | { readonly kind: "local" }
  | { readonly kind: "internet" }
  | { readonly kind: "none" }
  /** Id of the network on the other side. */
  | { readonly kind: "peering"; readonly network: string }
  /** A NIC's or load balancer's address: by UDR, or by BGP from a Route Server. */
  | { readonly kind: "appliance"; readonly address: string }
  /** Id of the connection that leads into the circuit. */
  | { readonly kind: "circuit"; readonly circuit: string; readonly connection: string }
  | { readonly kind: "vpn"; readonly gateway: string; readonly connection: string }
  /** Ids of the virtual hub, and of its route table that the network follows. */
  | { readonly kind: "hub"; readonly hub: string; readonly table: string }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "private-endpoint"; readonly endpoint: string };

/** One row of an effective route table, in the words of `az network nic show-effective-route-table`. */
export interface EffectiveRoute {
  readonly source: "Default" | "User" | "VirtualNetworkGateway";
  readonly state: "Active" | "Invalid";
  readonly prefix: string;
  readonly nextHopType:
    | "VnetLocal"
    | "VNetPeering"
    | "VNetGlobalPeering"
    | "Internet"
    | "None"
    | "VirtualAppliance"
    | "VirtualNetworkGateway"
    | "VirtualNetworkServiceEndpoint"
    | "InterfaceEndpoint";
  /** An address; "(msee 1)" and the like where it is one that only Azure knows; null where Azure prints none. */
  readonly nextHopAddress: string | null;
  readonly nextHop: NextHop;
  /** A few words: "BGP beats system". */
  readonly why: string;
  readonly facts: readonly Fact[];
  /** Azure has printed such a row in some labs, and in others it was not there. */
  readonly seenBothWays?: true;
  /** For BGP rows: where it came from, hop by hop, nearest last: "vm-nva100 (AS 65001)", "rs-hub100 (65515)", … */
  readonly learned?: { readonly from: readonly string[]; readonly asPath: readonly number[] };
}

/** One thing that decided at a hop. */
export interface Decision {
  readonly kind: "route" | "nsg" | "nic" | "guest" | "firewall" | "nat" | "peering" | "bgp" | "egress";
  /** "allow AllowInternetOutBound (65001)", "0.0.0.0/0 -> VirtualNetworkGateway", "10.0.0.x -> 10.100.0.10". */
  readonly text: string;
  /** On the right: the security group, what it won against, the line of the guest. */
  readonly because: string;
  readonly ok: boolean;
  /** Id of the component that decides. */
  readonly at?: string;
  readonly facts: readonly Fact[];
}

/** A station of a packet. */
export interface Hop {
  readonly kind:
    "machine" | "firewall" | "circuit" | "gateway" | "internet" | "on-premises" | "service" | "host" | "outside";
  /** Name, as in Azure: "vm-nva100", "ergw-hub100", "internet". */
  readonly name: string;
  /** Id of the component, where there is one. */
  readonly id?: string;
  /** Address or prefix, a few words. */
  readonly detail: string;
  readonly decisions: readonly Decision[];
}

/** How Azure translates what leaves for the internet. */
export type OutboundMethod = "public-ip" | "firewall" | "nat-gateway" | "load-balancer" | "default-outbound";

/** The address that the internet sees, or the on-premises router by which a packet goes there. */
export interface Egress {
  readonly kind: OutboundMethod | "on-premises";
  /** "pip-nva100"; for default outbound access "a default outbound address"; on premises the name of the router. */
  readonly name: string;
  readonly id?: string;
  /** Null where only the apply knows. */
  readonly address: string | null;
  /** Name of the machine whose NIC it stands for, or of the firewall. */
  readonly machine?: string;
}

/** One way through the topology. */
export interface Trace {
  readonly hops: readonly Hop[];
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress?: Egress;
  /** For a loop: the names of the stations that come again. */
  readonly cycle?: readonly string[];
}

/** Something that keeps a packet from arriving, and the smallest change that would not. */
export interface Fault {
  readonly reason: Reason;
  /** Why the route was not learned, where that is what is wrong. */
  readonly cause?: NotLearnedCause;
  /** One sentence, lower case, no full stop. */
  readonly text: string;
  /** Id of the component to change. */
  readonly at: string;
  /** Name of the station where the packet ends. */
  readonly hop: string;
  readonly got: string;
  readonly want: string;
  /** The smallest edit. */
  readonly fix: string;
  readonly facts: readonly Fact[];
}

/** An answer that rests on thin or contradicted evidence, or that holds but is fragile. */
export interface Warning {
  readonly row: FactId;
  readonly text: string;
}

/** A question: does a packet get from here to there? */
export interface PathQuery {
  /** A machine's name, Terraform address or construct path; a public address, "internet", or an address on premises. */
  readonly from: string;
  /** As `from`, or any address. */
  readonly to: string;
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp" | "icmp";
  /** @default 443 */
  readonly port?: number;
}

/** The answer. */
export interface PathResult {
  readonly from: string;
  readonly to: string;
  /** The address that was taken for `to`. */
  readonly destination: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly port: number | null;
  readonly verdict: Verdict;
  readonly reason?: Reason;
  /** One line: "leaves as pip-nva100, and the answer comes back". */
  readonly summary: string;
  /** Addresses that the internet may see: several where NVAs share the load. */
  readonly egress: readonly Egress[];
  /** Every branch, where equal next hops share the load; one otherwise. */
  readonly out: readonly Trace[];
  /** The answer's way, branch by branch; empty where there is no answer. */
  readonly back: readonly Trace[];
  /** In the order in which they would be met, each as if those before were repaired. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** What the verdict waits for, where it is undetermined. */
  readonly waitsFor: readonly Unknown[];
  readonly facts: readonly Fact[];
}

/** One machine in the overview. */
export interface MachineVerdict {
  readonly machine: string;
  readonly id: string;
  /** "vnet-hub00/default". */
  readonly subnet: string;
  /** "vm-nva100, BGP", "rt-jumpSubnet-hub00, UDR", "system", "none". */
  readonly defaultFrom: string;
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress: readonly Egress[];
  readonly summary: string;
  /** Public prefixes that go another way than the rest. */
  readonly exceptions: readonly { readonly prefix: string; readonly verdict: Verdict; readonly why: string }[];
  readonly warnings: readonly Warning[];
}

/** The effective routes of one subnet: all of its NICs share them. */
export interface SubnetRoutes {
  readonly id: string;
  /** "vnet-hub00/default". */
  readonly subnet: string;
  /** Names of its NICs, each with its machine's. */
  readonly nics: readonly { readonly nic: string; readonly machine: string | null }[];
  /** Name of the route table, or null. */
  readonly routeTable: string | null;
  readonly propagation: boolean;
  /** Most specific first within Active and Invalid; None rows last. */
  readonly routes: readonly EffectiveRoute[];
  /** One sentence: where internet traffic goes, and why. */
  readonly summary: string;
  /** What the rows wait for: values that only the apply knows and that decide which rows there are. */
  readonly waitsFor: readonly Unknown[];
}

/** One finding of `check`: places are ids of components. */
export type Finding = RuleFinding<string, Fact>;

/** Who answers a machine at an address that machines share by BGP (anycast). */
export interface ServiceAnswer {
  readonly address: string;
  /** Name of the machine that asks. */
  readonly machine: string;
  readonly verdict: Verdict;
  /** Names of the machines that answer: several with equal routes; none where the packet is not delivered. */
  readonly by: readonly string[];
}

/** What happens when one thing fails. */
export interface WhatIf {
  readonly kind: "nva" | "bgp-session" | "egress" | "circuit" | "connection" | "gateway" | "route-server" | "region";
  /** Name of what failed: "vm-nva100", "vm-nva100 - rs-hub100", "pip-nva100", "erc-east", "japaneast". */
  readonly without: string;
  readonly id: string;
  /**
   * "carries-on": every tunnelled machine still is, and every shared address answers; "fails-closed": some lose that;
   * "leaks": some go out directly.
   */
  readonly outcome: "carries-on" | "fails-closed" | "leaks" | "undetermined";
  /** The machines for which it makes a difference. */
  readonly changes: readonly {
    readonly machine: string;
    readonly before: Verdict;
    readonly after: Verdict;
    readonly summary: string;
  }[];
  /** Addresses that machines share by BGP, where others answer afterwards. @default none */
  readonly services?: readonly {
    readonly address: string;
    /** Name of the machine that asks. */
    readonly machine: string;
    /** Names of the machines that answer. */
    readonly before: readonly string[];
    /** Empty where nobody does, or where it is undetermined. */
    readonly after: readonly string[];
    readonly undetermined?: true;
  }[];
}

/** A rule that could not be decided. */
export interface UndecidedRule {
  readonly id: string;
  readonly name: string;
  /** The values that it waits for. */
  readonly waitsFor: readonly Unknown[];
  /** Why it is accepted that it is undecided. */
  readonly accepted?: string;
}

/** What `check` found. */
export interface CheckReport {
  /** "failed": an error; "undecided": something that decides is not known, and not accepted. */
  readonly outcome: "passed" | "failed" | "undecided";
  readonly machines: readonly MachineVerdict[];
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  /** Rules that could not be decided, and the values that they wait for. */
  readonly undecided: readonly UndecidedRule[];
  /** Ids of the rules that found nothing. */
  readonly passed: readonly string[];
  readonly whatIf: readonly WhatIf[];
  /** How much of the input the analysis follows. */
  readonly coverage: Coverage;
}

/** How much of the input the analysis follows, and what it does not. */
export interface Coverage {
  /** How many resources the input has, data sources aside. */
  readonly resources: number;
  /** How many of them are modelled, or are known to have no bearing on packets. */
  readonly understood: number;
  /** The others. */
  readonly notModelled: readonly UnmodelledResource[];
}

/**
 * What a resource that is not modelled does with packets:
 * - own-traffic: it sends and receives for itself, and leaves the packets of others alone;
 * - inbound: it admits packets from outside to machines;
 * - network: it may change routes, filters or translation of networks;
 * - part: it acts only through another resource, which the analysis names or does not follow.
 */
export type UnmodelledEffect = "own-traffic" | "inbound" | "network" | "part";

/** A resource of the input that bears on packets, or may do so, and that is not modelled. */
export interface UnmodelledResource {
  readonly id: string;
  readonly type: string;
  /** Its name in Azure. */
  readonly name: string;
  readonly effect: UnmodelledEffect;
  /** What it does, after its name: "sends the traffic of its nodes and pods from its subnet". */
  readonly does: string;
  /** Ids of the subnets that it is in. */
  readonly subnets: readonly string[];
  /** Ids of the networks that it concerns. */
  readonly networks: readonly string[];
  /** Ids of the network interfaces that it admits packets to. */
  readonly nics: readonly string[];
  /** True where nothing says what it concerns: it may be anything in the input. */
  readonly everything: boolean;
  /** Its name, and what it concerns: "aks-app (azurerm_kubernetes_cluster) in vnet-hub00/default". */
  readonly text: string;
  /** Why it is accepted that it is not modelled: then it is taken to change nothing. */
  readonly accepted?: string;
}
