import type {
  FlowLogDeclaration,
  MonitoringIdDeclaration,
  OneStepDeclaration,
  SecretDeclaration,
  TagsDeclaration,
  LogicalIdDeclaration,
  StackDeclaration,
  PropProblemDeclaration,
} from "./app-declaration";
import type {
  GatewayDeclaration,
  ConnectionDeclaration,
  VpnGatewayDeclaration,
  VpnConnectionDeclaration,
  LocalNetworkGatewayDeclaration,
  PeeringDeclaration,
  RouteServerDeclaration,
} from "./gateway-declaration";
import type { Place } from "./place";

export type * from "./app-declaration";
export type * from "./gateway-declaration";
export type * from "./place";

/**
 * What the constructs of one app declare, as plain data: the input of the rules. A value that is known after apply is
 * undefined, so that no rule can reject it.
 */
export interface Declaration {
  readonly names: readonly NameDeclaration[];
  readonly networks: readonly NetworkDeclaration[];
  readonly circuits: readonly CircuitDeclaration[];
  readonly gateways: readonly GatewayDeclaration[];
  readonly connections: readonly ConnectionDeclaration[];
  readonly vpnGateways: readonly VpnGatewayDeclaration[];
  readonly vpnConnections: readonly VpnConnectionDeclaration[];
  readonly localNetworkGateways: readonly LocalNetworkGatewayDeclaration[];
  readonly peerings: readonly PeeringDeclaration[];
  readonly routeServers: readonly RouteServerDeclaration[];
  readonly sites: readonly SiteDeclaration[];
  readonly nvas: readonly NvaDeclaration[];
  readonly machines: readonly MachineDeclaration[];
  readonly clients: readonly ClientDeclaration[];
  readonly exemptSubnets: readonly ClientDeclaration[];
  readonly jumpServers: readonly JumpServerDeclaration[];
  readonly egressChecks: readonly EgressCheckDeclaration[];
  readonly securityGroups: readonly SecurityGroupDeclaration[];
  readonly existing: readonly ExistingDeclaration[];
  readonly existingSubnets: readonly ExistingSubnetDeclaration[];
  readonly secrets: readonly SecretDeclaration[];
  readonly lookups: readonly LookupDeclaration[];
  readonly tags: readonly TagsDeclaration[];
  readonly logicalIds: readonly LogicalIdDeclaration[];
  readonly stacks: readonly StackDeclaration[];
  /** What is wrong with the shape of props: rules report it as it is. */
  readonly propProblems: readonly PropProblemDeclaration[];
  readonly namings: readonly NamingDeclaration[];
  readonly monitoringIds: readonly MonitoringIdDeclaration[];
  readonly flowLogs: readonly FlowLogDeclaration[];
  readonly oneStepNetworks: readonly OneStepDeclaration[];
}

/** An Azure name. */
export interface NameDeclaration {
  readonly at: Place;
  readonly kind: NameKind;
  readonly name: string;
  /** What the name has to be unique in: a resource group, or a parent such as a VNet. */
  readonly scope: string;
}

/** Kinds that differ in what Azure accepts as their name. */
export type NameKind =
  /** The end of the default names of everything in a hub or site. */
  | "hub or site"
  | "virtual network"
  | "subnet"
  | "network security group"
  | "security rule"
  | "route table"
  | "network interface"
  | "public IP"
  | "gateway"
  | "circuit"
  | "authorization"
  | "connection"
  | "local network gateway"
  | "peering"
  | "Route Server"
  | "BGP connection"
  | "virtual machine"
  | "Key Vault secret"
  | "flow log"
  | "diagnostic setting";

/** The naming function of a hub or site, with the resources that it gave no name. */
export interface NamingDeclaration {
  readonly at: Place;
  readonly failures: readonly { readonly kind: NameKind; readonly defaultName: string; readonly got: string }[];
}

/** A VNet with its subnets. */
export interface NetworkDeclaration {
  /** The construct's path: what others refer to. */
  readonly path: string;
  readonly name: string | undefined;
  /** True where it exists and subnets are added to it. */
  readonly existing: boolean;
  /** Names of its subnets that exist. */
  readonly existingSubnets: readonly string[];
  readonly spaces: readonly { readonly at: Place; readonly prefix: string | undefined }[];
  readonly dnsServers: readonly { readonly at: Place; readonly address: string | undefined }[];
  readonly subnets: readonly SubnetDeclaration[];
}

/** A subnet, with what is attached to it. */
export interface SubnetDeclaration {
  readonly at: Place;
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  readonly networkSecurityGroup: boolean;
  /** Path of the construct of a subnet that exists; undefined: it is created. */
  readonly existing: string | undefined;
  /** undefined: no route table. */
  readonly routes: readonly RouteDeclaration[] | undefined;
  /** Whether routes of gateways and Route Server are propagated; only a route table can disable it. */
  readonly gatewayRoutes: boolean;
}

/** A user-defined route. */
export interface RouteDeclaration {
  readonly at: Place;
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  readonly nextHopType: string | undefined;
  /** null: none given. */
  readonly nextHopAddress: string | undefined | null;
}

/** An ExpressRoute circuit. */
export interface CircuitDeclaration {
  readonly path: string;
  /** undefined: known only at apply. */
  readonly circuitId: string | undefined;
  /** The names by which it is found; undefined: it is known by its id only. */
  readonly found: FoundCircuitDeclaration | undefined;
  /** How many authorization keys were given; undefined: none, or only known at apply how many. */
  readonly authorizationKeys: number | undefined;
  /** The opt-in: every network on the circuit learns the default route of the NVA. */
  readonly acceptsDefaultRoute: boolean;
  /** undefined: the circuit exists already. */
  readonly created: NewCircuitDeclaration | undefined;
}

/** The names by which a circuit is found. null: not given, although it is required. */
export interface FoundCircuitDeclaration {
  readonly name: string | undefined | null;
  readonly resourceGroupName: string | undefined | null;
  /** Alias of the provider of its subscription; "": the default provider. */
  readonly provider: string;
}

/** What is given of a circuit that the app creates. null: not given, although it is required. */
export interface NewCircuitDeclaration {
  /** undefined: none given. */
  readonly provider:
    | {
        readonly name: string | undefined | null;
        readonly peeringLocation: string | undefined | null;
        readonly bandwidthMbps: number | undefined | null;
      }
    | undefined;
  /** undefined: none given. */
  readonly directPort:
    | {
        readonly expressRoutePortId: string | undefined | null;
        readonly bandwidthGbps: number | undefined | null;
      }
    | undefined;
  readonly tier: string | undefined;
  readonly family: string | undefined;
  /** undefined: the service provider configures it. */
  readonly privatePeering:
    | {
        readonly primaryPrefix: string | undefined | null;
        readonly secondaryPrefix: string | undefined | null;
        readonly vlanId: number | undefined | null;
        readonly peerAsn: number | undefined | null;
      }
    | undefined;
}

/** A name by which Terraform looks something up when it plans. */
export interface LookupDeclaration {
  readonly at: Place;
  /** "the circuit", "the resource group of the connection". */
  readonly what: string;
  readonly literal: boolean;
}

/** A site, with the sources that its NVAs forward. */
export interface SiteDeclaration {
  readonly path: string;
  /** Path of the VNet. */
  readonly network: string;
  /** undefined where the list is known only at apply. */
  readonly tunnelledSources: readonly { readonly at: Place; readonly source: string | undefined }[] | undefined;
}

/** A network virtual appliance with FRR. */
export interface NvaDeclaration {
  readonly path: string;
  /** Path of the Route Server. */
  readonly routeServer: string;
  /** Path of the VNet. */
  readonly network: string;
  readonly subnetName: string | undefined;
  readonly asn: number | undefined;
  readonly privateIpAddress: string | undefined;
  /** False: the address is the default, a place in the subnet. */
  readonly addressGiven: boolean;
  readonly publicIp: boolean;
  /** How many public IPs it has to leave with. */
  readonly egressPublicIps: number;
  /** The private addresses of those after the first. */
  readonly furtherAddresses: readonly (string | undefined)[];
  readonly prepend: number | undefined;
  /** False with `defaultRoute: "never"`. */
  readonly advertisesDefault: boolean;
  /** Next hop of the default route in place of the NVA's address. */
  readonly nextHop: string | undefined;
  readonly announces: readonly AnnouncementDeclaration[];
  readonly keepaliveSeconds: number | undefined;
  readonly holdSeconds: number | undefined;
  /** Seconds, rounds and percentages of the health daemon. */
  readonly healthNumbers: readonly { readonly at: Place; readonly value: number | undefined }[];
  readonly maxSegmentSize: number | undefined;
  readonly healthAnchors: readonly { readonly at: Place; readonly anchor: string | undefined }[];
  readonly knownAnswerServer: string | undefined;
  /** Decoded size, with 15 characters for each address known only at apply. */
  readonly userDataBytes: number;
  /** Files the user adds. */
  readonly filePaths: readonly { readonly at: Place; readonly filePath: string | undefined }[];
  /** What is wrong with the user's own lines, rules and packages, in sentences. */
  readonly ownTextProblems: readonly { readonly at: Place; readonly got: string; readonly problem: string }[];
  /** What is wrong with the FRR text, user's lines included, in sentences. */
  readonly frrProblems: readonly string[];
}

/** A prefix that an NVA advertises besides the default route. */
export interface AnnouncementDeclaration {
  readonly at: Place;
  readonly prefix: string | undefined;
  /** Ports of a loopback service, with their places in the announcement; undefined if it is not one. */
  readonly ports:
    | readonly { readonly protocol: "tcp" | "udp"; readonly port: number | undefined; readonly prop: string }[]
    | undefined;
  readonly prepend: number | undefined;
  /** Undefined without one, and where it is known only at apply. */
  readonly nextHop: string | undefined;
  readonly hasNextHop: boolean;
}

/** A virtual machine, the NVA's too. */
export interface MachineDeclaration {
  readonly path: string;
  readonly operatingSystem: "windows" | "linux";
  readonly name: string | undefined;
  readonly computerName: string | undefined;
  /** The prop whose value became the computer name. */
  readonly computerNameProp: string;
  readonly adminUsername: string | undefined;
  readonly size: string | undefined;
  readonly zone: string | undefined;
  readonly acceleratedNetworking: boolean;
  readonly osDiskType: string | undefined;
  readonly osDiskSizeGb: number | undefined;
  readonly image: { readonly offer: string | undefined; readonly sku: string | undefined } | undefined;
  /** undefined: given, but known only at apply; null: none given. */
  readonly adminSshPublicKey: string | undefined | null;
  readonly privateIpAddress: string | undefined;
  /** Path of the VNet and name of the subnet that it is in. */
  readonly network: string;
  readonly subnetName: string | undefined;
  readonly shutdownTime: string | undefined;
  readonly shutdownTimeZone: string | undefined;
  readonly publicIpZones: readonly string[] | undefined;
}

/** The client of a hub, or a subnet of which a word says that its internet traffic is tunnelled, or exempt. */
export interface ClientDeclaration {
  readonly path: string;
  /** Path of the VNet and name of the subnet that it is in. */
  readonly network: string;
  readonly subnetName: string | undefined;
}

/** The jump server of a hub, through which operators log in. */
export interface JumpServerDeclaration {
  readonly path: string;
  /** undefined where the list is known only at apply. */
  readonly operatorSources: readonly { readonly at: Place; readonly source: string | undefined }[] | undefined;
  readonly openToInternet: boolean;
  /** Path of the VNet and name of the subnet that it is in. */
  readonly network: string;
  readonly subnetName: string | undefined;
}

/** A check of the public IP with which a client's traffic leaves. */
export interface EgressCheckDeclaration {
  readonly path: string;
  /** Paths of the check's stack and of the client's. */
  readonly stack: string;
  readonly clientStack: string;
  readonly nvas: readonly { readonly path: string; readonly publicIp: boolean }[];
  /** undefined where the list is known only at apply. */
  readonly reflectors: readonly { readonly at: Place; readonly url: string | undefined }[] | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly runId: string | undefined;
}

/** A network security group: Azure evaluates its rules together. */
export interface SecurityGroupDeclaration {
  readonly path: string;
  /** Path of the VNet and name of the subnet it protects. */
  readonly network: string;
  readonly subnetName: string | undefined;
  readonly rules: readonly SecurityRuleDeclaration[];
}

/** A rule of a network security group. */
export interface SecurityRuleDeclaration {
  readonly at: Place;
  readonly name: string | undefined;
  readonly priority: number | undefined;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  /** `*`, Tcp and so on. */
  readonly protocol: string | undefined;
  readonly sources: readonly (string | undefined)[];
  readonly destinations: readonly (string | undefined)[];
  readonly sourcePorts: readonly (string | undefined)[];
  readonly destinationPorts: readonly (string | undefined)[];
  /**
   * The list prop in which the sources were given; undefined: they are judged where they were given (a jump server's).
   */
  readonly sourcesAt: Place | undefined;
  /** True where the rule was opened by name. */
  readonly openedByName: boolean;
}

/** Something that exists, and how the user said where. */
export interface ExistingDeclaration {
  readonly path: string;
  /** Its resource type, as ids have it. */
  readonly kind: "virtualNetworks" | "subnets" | "virtualNetworkGateways" | "virtualHubs" | "sshPublicKeys" | "vaults";
  /** azurerm's object, where one was given. */
  readonly resource: ResourceDeclaration | undefined;
  /** null: none given; undefined: known only at apply. */
  readonly id: string | undefined | null;
  /** True where a name was given. */
  readonly name: boolean;
  readonly resourceGroupName: boolean;
}

/** What was given as azurerm's object of something that exists. */
export interface ResourceDeclaration {
  /** As a report shows it. */
  readonly shown: string;
  /** "azurerm_subnet"; undefined for an object that is not cdktf's. */
  readonly type: string | undefined;
  /** True where it has an id, a name and a resource group. */
  readonly isNamed: boolean;
}

/** A subnet that exists, and what was said of it. */
export interface ExistingSubnetDeclaration {
  readonly path: string;
  /** undefined: given by azurerm's object, or known only at apply. */
  readonly virtualNetworkName: string | undefined;
  /** True where it is exempt and has no route table. */
  readonly contradicts: boolean;
  /** Whether the required props were given. */
  readonly hasVirtualNetworkName: boolean;
  readonly hasPrefix: boolean;
  readonly hasInternetTraffic: boolean;
}
