import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { parseSource } from "../domain/ipv4";
import { declare } from "./internal/declaration-registry";
import { EXISTING_GATEWAY_CLASS, ExistingGateway } from "./existing-gateway";
import { EXISTING_SUBNET_CLASS, type ExistingSubnet, subnetPlace } from "./existing-subnet";
import { EXISTING_ROUTE_SERVER_CLASS, ExistingRouteServer } from "./existing-route-server";
import {
  ExpressRouteGateway,
  type ExpressRouteGatewayOptions,
  GATEWAY_SCHEMA,
  gatewayPlace,
} from "./express-route-gateway";
import { PRIVATE_PREFIXES } from "../domain/special-ranges";
import { Network, NETWORK_SCHEMA, type NetworkOptions } from "./network";
import { DEFAULT_ROUTE_TO_INTERNET, ROUTE_SCHEMA, type RouteProps } from "./route";
import { ROUTE_SERVER_SCHEMA, RouteServer, type RouteServerOptions } from "./route-server";
import { DENY_ALL_INBOUND, type OwnSecurityRule, SECURITY_RULE_SCHEMA, type SecurityRuleProps } from "./security-rule";
import { ROUTE_SERVER_SUBNET } from "../domain/reserved-subnet";
import {
  flag,
  object,
  objectOf,
  objectOr,
  objectOrWord,
  objects,
  type PropsSchema,
  parseProps,
  text,
  texts,
} from "./internal/props-schema";
import type { Place } from "../rules/declaration";
import type { Subnet } from "./subnet";
import { Readiness } from "./readiness";
import { present } from "./internal/present";
import { isToken, known } from "./internal/tokens";

/** Settings of the subnet of a site's NVAs. */
export interface NvaSubnetOptions {
  /**
   * A subnet that exists in the site's VNet, from {@link Subnet.fromExisting}; the VNet is from
   * {@link Network.fromExisting}. Then `subnetName`, `subnetPrefix`, `routes`, `routeTableName` and `gatewayRoutes` are not
   * allowed: the subnet has its own. The security rules are those of the NVAs' network interfaces, and each NVA needs a
   * `privateIpAddress`.
   * @default - a subnet is created
   */
  readonly subnet?: ExistingSubnet;
  /**
   * Name of the subnet.
   * @default "nva"
   */
  readonly subnetName?: string;
  /**
   * IPv4 prefix of the subnet in CIDR notation, at least /29.
   * @default - 10.100.0.0/24 of a 10.100.0.0/16; the first quarter of a VNet that is smaller than /16
   * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
   */
  readonly subnetPrefix?: string;
  /**
   * Name of the subnet's network security group.
   * @default "<vnet>-<subnet>-nsg-<location>"
   */
  readonly networkSecurityGroupName?: string;
  /**
   * Name of the subnet's route table.
   * @default "rt-nvaSubnet-<site>"
   */
  readonly routeTableName?: string;
  /**
   * Sources whose internet traffic the network security group allows to the NVAs: IPv4 prefixes in CIDR notation,
   * inside RFC 1918, because the NVA translates those only.
   * @default - RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16
   */
  readonly tunnelledSources?: readonly string[];
  /**
   * Sources that may log in to the NVAs by SSH: IPv4 addresses and prefixes in CIDR notation.
   * @default - none: nobody can log in
   */
  readonly adminSources?: readonly string[];
  /**
   * Security rules in addition to the library's own, whose priorities are taken: AllowBgpFromRouteServer (100),
   * AllowForwardedTraffic (110), AllowSshFromAdmins (120, if there are `adminSources`) and DenyAllInBound (4096).
   * @default - only the library's own
   */
  readonly securityRules?: readonly SecurityRuleProps[];
  /**
   * Whether the subnet uses the routes that gateway and Route Server learn.
   * @default true - with false, answers have no route back to the VNets of the circuit
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Routes of the subnet's route table; they replace the default. Without 0.0.0.0/0 to Internet, an NVA follows the
   * default route that it advertises itself: a routing loop.
   * @default - 0_0_0_0_0: 0.0.0.0/0 to Internet
   * @see https://learn.microsoft.com/azure/route-server/troubleshoot-route-server
   */
  readonly routes?: readonly RouteProps[];
}

/** Props of an {@link OnPremSiteWithRouteServer}. */
export interface OnPremSiteWithRouteServerProps extends NetworkOptions {
  /**
   * Settings of the subnet of the NVAs, with its network security group and route table.
   * @default - subnet "nva": inbound BGP from the Route Server and forwarded traffic are allowed, 0.0.0.0/0 goes to
   * Internet
   */
  readonly nvaSubnet?: NvaSubnetOptions;
  /**
   * Settings of the ExpressRoute gateway, or one that exists ({@link ExpressRouteGateway.fromExisting}); "none" for a site
   * that hubs are joined to by peering.
   * @default - SKU ErGw1AZ, named "ergw-<name>"
   */
  readonly gateway?: ExpressRouteGatewayOptions | ExistingGateway | "none";
  /**
   * Settings of the Route Server, or one that exists ({@link RouteServer.fromExisting}).
   * @default - named "rs-<name>", exchanges routes with the gateway
   */
  readonly routeServer?: RouteServerOptions | ExistingRouteServer;
}

const NVA_SUBNET_SCHEMA: PropsSchema<NvaSubnetOptions> = {
  subnet: objectOf(EXISTING_SUBNET_CLASS),
  subnetName: text,
  subnetPrefix: text,
  networkSecurityGroupName: text,
  routeTableName: text,
  gatewayRoutes: flag,
  tunnelledSources: texts,
  adminSources: texts,
  securityRules: objects(SECURITY_RULE_SCHEMA),
  routes: objects(ROUTE_SCHEMA),
};
const SCHEMA: PropsSchema<OnPremSiteWithRouteServerProps> = {
  ...NETWORK_SCHEMA,
  nvaSubnet: object(NVA_SUBNET_SCHEMA),
  gateway: objectOrWord(GATEWAY_SCHEMA, "none", EXISTING_GATEWAY_CLASS),
  routeServer: objectOr(EXISTING_ROUTE_SERVER_CLASS, ROUTE_SERVER_SCHEMA),
};

/**
 * A VNet that represents an on-premises site. Its Route Server learns the default route from NVAs, and its ExpressRoute
 * gateway advertises the route to the circuit. Without a gateway, hubs learn the route by peering:
 * {@link ForcedTunnelingHub.peerWith}. Add NVAs with {@link FrrNva}.
 */
export class OnPremSiteWithRouteServer extends Construct {
  /** The VNet. Add subnets of your own with `network.addSubnet`. */
  public readonly network: Network;
  private readonly ownGateway: ExpressRouteGateway | undefined;
  /** The Route Server. Every {@link FrrNva} of the site peers with it. */
  public readonly routeServer: RouteServer;
  /** The subnet of the NVAs. */
  public readonly nvaSubnet: Subnet;
  /**
   * Who may connect to the NVAs by SSH, for their own packet filter: IPv4 prefixes, or everybody where the sources are
   * known only at apply or are service tags. Then the security group alone decides.
   */
  public readonly nvaAdminSources: readonly string[];
  /**
   * Sources whose internet traffic the NVAs take.
   * @internal
   */
  public readonly tunnelledSources: readonly string[];
  /**
   * Reached when the Route Server, every NVA and every BGP connection exist. The gateway's connections wait for it:
   * creating a Route Server interrupts a connected gateway for about ten minutes.
   * @see https://learn.microsoft.com/azure/route-server/expressroute-vpn-support
   */
  public readonly routingReady: Readiness;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses, and the default of `name`.
   * @throws ForcedTunnelingError if the resource group is missing. All other mistakes are reported at synthesis.
   */
  public constructor(scope: Construct, id: string, props: OnPremSiteWithRouteServerProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    this.network = new Network(this, "network", own, "10.100.0.0/16");
    const { suffix, plan } = this.network;
    const { gateway = {}, routeServer = {} } = own;
    const plannedPrefix =
      (routeServer instanceof ExistingRouteServer ? undefined : routeServer.subnetPrefix) ?? plan.routeServer;
    const routeServerPrefix = this.network.reservedPrefix(ROUTE_SERVER_SUBNET, plannedPrefix);
    const nva = own.nvaSubnet ?? {};
    const nvaPlace = { name: nva.subnetName ?? "nva", prefix: nva.subnetPrefix ?? plan.machines };
    this.nvaSubnet = this.network.addSubnet("nva", {
      ...subnetPlace(this, "nvaSubnet", nva, nvaPlace),
      networkSecurityGroupName: nva.networkSecurityGroupName,
      ownRules: nvaRules(nva, routeServerPrefix),
      securityRules: nva.securityRules ?? [],
      routes: nva.routes ?? [DEFAULT_ROUTE_TO_INTERNET],
      gatewayRoutes: nva.gatewayRoutes,
      routeTableName: nva.routeTableName ?? this.network.names.of("route table", `nvaSubnet-${suffix}`),
      givenBy: `${this.node.path}/nvaSubnet`,
    });
    this.nvaAdminSources = guestSources(nva.adminSources);
    this.tunnelledSources = nva.tunnelledSources ?? PRIVATE_PREFIXES;
    const place = gateway === "none" ? undefined : gatewayPlace(this, this.network, gateway);
    const routeServerPlace =
      routeServer instanceof ExistingRouteServer
        ? routeServer
        : this.network.reservedSubnet("route-server-subnet", {
            name: ROUTE_SERVER_SUBNET,
            prefix: routeServerPrefix,
            givenBy: `${this.node.path}/routeServer`,
          }).id;
    this.routingReady = new Readiness();
    if (gateway !== "none")
      this.ownGateway = new ExpressRouteGateway(this, "gateway", {
        ...(gateway instanceof ExistingGateway ? {} : gateway),
        network: this.network,
        place: place!,
        suffix,
        connectAfter: this.routingReady,
        bringsDefaultRoute: true,
      });
    this.routeServer = new RouteServer(this, "routeServer", {
      ...(routeServer instanceof ExistingRouteServer ? {} : routeServer),
      network: this.network,
      subnetPrefix: routeServerPrefix,
      place: routeServerPlace,
      suffix,
      // Gateway first: creating one of the two while the other exists interrupts the other.
      after: this.ownGateway ? this.ownGateway.ready : this.network.settled,
    });
    this.routingReady.needs(this.routeServer.peered);
    if (gateway instanceof ExistingGateway && !(routeServer instanceof ExistingRouteServer))
      Annotations.of(this).addWarning(
        "the gateway and its connections are interrupted for about ten minutes when the Route Server is created or destroyed (https://learn.microsoft.com/azure/route-server/expressroute-vpn-support)",
      );
    const sources = this.tunnelledSources;
    const at = (i: number): Place => ({ path: `${this.node.path}/nvaSubnet`, prop: `tunnelledSources.${i}` });
    declare(this, () => ({
      sites: [
        {
          path: this.node.path,
          network: this.network.node.path,
          tunnelledSources: isToken(sources)
            ? undefined
            : sources.map((source, i) => ({ at: at(i), source: known(source) })),
        },
      ],
    }));
  }

  /**
   * The ExpressRoute gateway. Connect it to circuits with `gateway.connectTo`; connections wait for `routingReady`.
   * @throws ForcedTunnelingError if the site has none (`gateway: "none"`).
   */
  public get gateway(): ExpressRouteGateway {
    return present(this, "gateway", this.ownGateway);
  }
}

function guestSources(sources: readonly string[] = []): readonly string[] {
  const areKnown = !isToken(sources) && sources.every((source) => parseSource(known(source) ?? "") !== undefined);
  return areKnown ? sources : ["0.0.0.0/0"];
}

function nvaRules(
  { tunnelledSources, adminSources = [] }: NvaSubnetOptions,
  routeServerPrefix: string,
): OwnSecurityRule[] {
  const allow = { direction: "Inbound", access: "Allow" } as const;
  return [
    {
      ...allow,
      name: "AllowBgpFromRouteServer",
      priority: 100,
      protocol: "Tcp",
      sources: [routeServerPrefix],
      destinationPorts: ["179"],
    },
    // Forwarded packets have a destination on the internet, which no default rule allows.
    {
      ...allow,
      name: "AllowForwardedTraffic",
      priority: 110,
      sources: tunnelledSources ?? PRIVATE_PREFIXES,
      sourcesGivenAs: "tunnelledSources",
      destinations: ["Internet"],
    },
    ...(adminSources.length > 0
      ? [
          {
            ...allow,
            name: "AllowSshFromAdmins",
            priority: 120,
            protocol: "Tcp",
            sources: adminSources,
            sourcesGivenAs: "adminSources",
            destinationPorts: ["22"],
          },
        ]
      : []),
    DENY_ALL_INBOUND,
  ];
}
