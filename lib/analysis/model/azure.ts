import type { Truth } from "../unknown/truth";
import type { Unknown } from "../unknown/value";
import type { Guest } from "./guest";

/**
 * The topology as data, read from Terraform JSON. Components refer to each other by id; lists are in the order of ids.
 * Whatever could not be known is a symbol in a text (unknown.ts), a {@link Unknown}, or an entry in `notes`.
 */
export interface Topology {
  readonly networks: readonly Network[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly nics: readonly Nic[];
  readonly machines: readonly Machine[];
  readonly publicIps: readonly PublicIp[];
  readonly natGateways: readonly NatGateway[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly privateEndpoints: readonly PrivateEndpoint[];
  readonly gateways: readonly Gateway[];
  readonly circuits: readonly Circuit[];
  readonly connections: readonly Connection[];
  readonly localNetworkGateways: readonly LocalNetworkGateway[];
  readonly routeServers: readonly RouteServer[];
  readonly bgpConnections: readonly BgpConnection[];
  readonly peerings: readonly Peering[];
  /** What is on the far side of a circuit: Terraform does not say; {@link Assumptions} do. */
  readonly onPremises: readonly OnPremises[];
  /** Resources that play no part in this model. */
  readonly others: readonly { readonly id: string; readonly type: string }[];
  /** What the reading could not make out, or took for granted. */
  readonly notes: readonly Note[];
}

/** What every component has. */
export interface Component {
  /**
   * Terraform's address, with the stack before it where there are several: "azurerm_subnet.nva",
   * "site:module.net.azurerm_subnet.this[0]".
   */
  readonly id: string;
  /** Name in Azure. May hold symbols. */
  readonly name: string;
  /** Construct path, where the file has one. */
  readonly path?: string;
  /** Unknown where a count that only the apply knows decides whether it is there; absent: it is. */
  readonly exists?: Truth;
}

/** A virtual network. */
export interface Network extends Component {
  readonly location?: string;
  /** Prefixes as written; may be symbols. */
  readonly addressSpace: readonly string[];
  /** Connections to virtual hubs, by id: what they announce to the network is not modelled. */
  readonly virtualHubs?: readonly string[];
  /** Made elsewhere: the files only name it or look it up, and may not hold all that is in it or joined to it. */
  readonly outside?: true;
}

/** A subnet. */
export interface Subnet extends Component {
  /** Id of its network. */
  readonly network: string;
  readonly prefixes: readonly string[];
  readonly routeTable?: string;
  readonly securityGroup?: string;
  readonly natGateway?: string;
  /**
   * False: a private subnet. @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
   */
  readonly defaultOutboundAccess: boolean | Unknown<boolean>;
  /** "Microsoft.Storage" and the like. */
  readonly serviceEndpoints: readonly string[];
  /** True: a shorter UDR makes the /32 routes of private endpoints invalid. */
  readonly privateEndpointPolicyForRoutes: boolean | Unknown<boolean>;
  /** Associations that a count which only the apply knows decides; the fields above name the last of them. */
  readonly conditional?: readonly ConditionalAssociation[];
}

/** An association that is there or not. */
export interface ConditionalAssociation {
  readonly with: "routeTable" | "securityGroup" | "natGateway" | "publicIp";
  /** Id of what the subnet or NIC is associated with. */
  readonly id: string;
  readonly exists: Truth;
}

/** A route table. */
export interface RouteTable extends Component {
  /** bgp_route_propagation_enabled. */
  readonly propagation: boolean | Unknown<boolean>;
  readonly routes: readonly UserRoute[];
}

/** A user-defined route. */
export interface UserRoute {
  readonly name: string;
  /** A prefix, or a service tag. */
  readonly prefix: string;
  /** Azure's words: VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance, None; may be a symbol. */
  readonly nextHopType: string;
  readonly nextHopAddress?: string;
  /** As of a component: a count may decide. */
  readonly exists?: Truth;
}

/** A network security group. */
export interface SecurityGroup extends Component {
  readonly rules: readonly SecurityRule[];
}

/** A security rule; the six default rules are not among them. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number | Unknown<number>;
  readonly direction: "Inbound" | "Outbound" | Unknown<"Inbound" | "Outbound">;
  readonly access: "Allow" | "Deny" | Unknown<"Allow" | "Deny">;
  /** "*", "Tcp", "Udp", "Icmp", "Esp", "Ah". */
  readonly protocol: string;
  /** Prefixes, addresses, service tags or "*"; a symbol may stand for a whole list. Empty with groups below. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** Ports, ranges ("80-90") or "*". */
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
  /** Application security groups by id. */
  readonly sourceGroups: readonly string[];
  readonly destinationGroups: readonly string[];
  /** As of a component: a count may decide. */
  readonly exists?: Truth;
}

/** A network interface by its first (primary) IPv4 configuration. */
export interface Nic extends Component {
  readonly subnet: string;
  /** Private address; absent: dynamic, known after the apply. */
  readonly address?: string;
  readonly publicIp?: string;
  /** ip_forwarding_enabled. */
  readonly forwarding: boolean | Unknown<boolean>;
  readonly securityGroup?: string;
  readonly applicationSecurityGroups: readonly string[];
  /** Private addresses of its further IPv4 configurations. */
  readonly furtherAddresses?: readonly string[];
  /** As of a subnet. */
  readonly conditional?: readonly ConditionalAssociation[];
}

/** A virtual machine. */
export interface Machine extends Component {
  /** In their order: the first is the primary one. */
  readonly nics: readonly string[];
  readonly operatingSystem: "linux" | "windows" | "unknown";
  /** What its user data makes of it; absent where there is none, or none that can be read (a note says why). */
  readonly guest?: Guest;
}

/** A public IP address. */
export interface PublicIp extends Component {
  readonly address?: string;
  readonly sku?: string;
}

/** A NAT gateway. */
export interface NatGateway extends Component {
  /** Ids of its public IPs and public prefixes. Without any it translates nothing. */
  readonly publicIps: readonly string[];
  /** Whether it has them, where a count decides that only the apply knows. */
  readonly translates?: Unknown<boolean>;
}

/** A load balancer, as far as egress and next hops need it. */
export interface LoadBalancer extends Component {
  readonly frontends: readonly {
    readonly name: string;
    readonly subnet?: string;
    readonly address?: string;
    readonly publicIp?: string;
    /** Ids of the NICs that a rule for all ports and protocols spreads to: what uses it as a next hop gets to these. */
    readonly appliances?: readonly string[];
  }[];
  /** Ids of the NICs in any backend pool. */
  readonly backends: readonly string[];
  /** Public IPs of the frontends of outbound rules. */
  readonly outboundPublicIps: readonly string[];
  /** A rule for all ports and protocols: it can serve as a next hop. */
  readonly allPorts: boolean;
}

/** A private endpoint. */
export interface PrivateEndpoint extends Component {
  readonly subnet: string;
  readonly address?: string;
}

/** A virtual network gateway. */
export interface Gateway extends Component {
  readonly kind: "ExpressRoute" | "Vpn";
  readonly network: string;
  /** remote_vnet_traffic_enabled. */
  readonly remoteVnetTraffic: boolean | Unknown<boolean>;
  /** virtual_wan_traffic_enabled. */
  readonly virtualWanTraffic: boolean | Unknown<boolean>;
  readonly bgp: boolean | Unknown<boolean>;
  readonly asn: number | Unknown<number>;
  readonly activeActive: boolean | Unknown<boolean>;
  /** Id of the local network gateway that all internet traffic is sent to (default_local_network_gateway_id). */
  readonly defaultSite?: string;
}

/** An ExpressRoute circuit: one of the configuration, or one that a connection names by an id or an expression. */
export interface Circuit extends Component {
  /** False: it is known by its id only. */
  readonly managed: boolean;
  /** Absent where only the apply or the provider knows. */
  readonly provisioned?: boolean | Unknown<boolean>;
}

/** A connection of a gateway: to a circuit, to another VNet's VPN gateway, or to a site. */
export interface Connection extends Component {
  readonly gateway: string;
  readonly circuit?: string;
  readonly peerGateway?: string;
  readonly localNetworkGateway?: string;
  readonly routingWeight: number | Unknown<number>;
  readonly bgp: boolean | Unknown<boolean>;
  /** express_route_gateway_bypass: FastPath. */
  readonly fastPath: boolean | Unknown<boolean>;
}

/** A site that a VPN connects to. */
export interface LocalNetworkGateway extends Component {
  readonly addressSpace: readonly string[];
  readonly asn?: number | Unknown<number>;
}

/** An Azure Route Server. */
export interface RouteServer extends Component {
  readonly network: string;
  readonly branchToBranch: boolean | Unknown<boolean>;
  readonly hubRoutingPreference: string;
  /** The two instances' addresses: symbols until the apply, in Terraform's sorted order. */
  readonly addresses: readonly [string, string];
}

/** One peer of a Route Server (azurerm_route_server_bgp_connection). */
export interface BgpConnection extends Component {
  readonly routeServer: string;
  readonly peerAsn: number | Unknown<number>;
  readonly peerAddress: string;
}

/** One side of a peering: what `network` allows of, and takes from, `remote`. */
export interface Peering extends Component {
  readonly network: string;
  /** Id of the remote network, or its resource id or expression where it is not in the file. */
  readonly remote: string;
  readonly virtualNetworkAccess: boolean | Unknown<boolean>;
  readonly forwardedTraffic: boolean | Unknown<boolean>;
  readonly gatewayTransit: boolean | Unknown<boolean>;
  readonly useRemoteGateways: boolean | Unknown<boolean>;
}

/** A customer's edge on a circuit's private peering. */
export interface OnPremises {
  readonly name: string;
  readonly circuit: string;
  readonly asn: number;
  readonly announces: readonly { readonly prefix: string; readonly asPath: readonly number[] }[];
}

/** Something that the reading could not make out, or took for granted. */
export interface Note {
  readonly kind: "unread" | "assumed" | "outside";
  /** Id of the component. */
  readonly at: string;
  readonly text: string;
}
