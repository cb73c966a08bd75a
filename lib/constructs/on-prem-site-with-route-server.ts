import { Construct } from "constructs";
import { declare } from "./internal/declaration-registry";
import { ExpressRouteGateway, type ExpressRouteGatewayOptions, GATEWAY_SCHEMA } from "./express-route-gateway";
import { PRIVATE_PREFIXES } from "../domain/special-ranges";
import { Network, NETWORK_SCHEMA, type NetworkOptions } from "./network";
import { DEFAULT_ROUTE_TO_INTERNET, ROUTE_SCHEMA, type RouteProps } from "./route";
import { ROUTE_SERVER_SCHEMA, RouteServer, type RouteServerOptions } from "./route-server";
import { DENY_ALL_INBOUND, type OwnSecurityRule, SECURITY_RULE_SCHEMA, type SecurityRuleProps } from "./security-rule";
import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../rules/addressing/subnet-sizes";
import { flag, object, objects, type PropsSchema, parseProps, text, texts } from "./internal/props-schema";
import type { Place } from "../rules/declaration";
import type { Subnet } from "./subnet";
import { Readiness } from "./readiness";
import { isToken, known } from "./internal/tokens";

/** The subnet that a site's NVAs stand in. */
export interface NvaSubnetOptions {
  /** @default "nva" */
  readonly subnetName?: string;
  /** @default - 10.100.0.0/24 of a 10.100.0.0/16; the first quarter of a smaller VNet */
  readonly subnetPrefix?: string;
  /** @default "<vnet>-<subnet>-nsg-<location>" */
  readonly networkSecurityGroupName?: string;
  /** @default "rt-nvaSubnet-<site>" */
  readonly routeTableName?: string;
  /**
   * Whose internet traffic the NVAs forward: IPv4 prefixes in CIDR notation.
   * @default - RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16
   */
  readonly tunnelledSources?: readonly string[];
  /**
   * From where the NVAs may be logged in to by SSH: IPv4 addresses and prefixes.
   * @default - nobody
   */
  readonly adminSources?: readonly string[];
  /**
   * Rules beside the library's own: AllowBgpFromRouteServer (100), AllowForwardedTraffic (110), AllowSshFromAdmins
   * (120) and DenyAllInBound (4096).
   * @default - none
   */
  readonly securityRules?: readonly SecurityRuleProps[];
  /**
   * Whether the subnet takes over what gateway and Route Server learn.
   * @default true - without, it has neither the learned default nor a way to other VNets
   */
  readonly gatewayRoutes?: boolean;
  /**
   * Replaces the routes of the subnet. Without 0.0.0.0/0 to Internet an NVA follows the default route that it announces
   * itself.
   * @default - 0_0_0_0_0: 0.0.0.0/0 to Internet
   */
  readonly routes?: readonly RouteProps[];
}

/** Props of an {@link OnPremSiteWithRouteServer}. */
export interface OnPremSiteWithRouteServerProps extends NetworkOptions {
  /**
   * The subnet of the NVAs, with its security group and route table.
   * @default - "nva": BGP from the Route Server and what is to be forwarded come in, 0.0.0.0/0 goes to Internet
   */
  readonly nvaSubnet?: NvaSubnetOptions;
  /**
   * The ExpressRoute gateway, which a site always has.
   * @default - ErGw1AZ, named "ergw-<name>"
   */
  readonly gateway?: ExpressRouteGatewayOptions;
  /**
   * The Route Server, which a site always has.
   * @default - "rs-<name>", exchanging routes with the gateway
   */
  readonly routeServer?: RouteServerOptions;
}

const NVA_SUBNET_SCHEMA: PropsSchema<NvaSubnetOptions> = {
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
  gateway: object(GATEWAY_SCHEMA),
  routeServer: object(ROUTE_SERVER_SCHEMA),
};

/**
 * A VNet that plays the part of an on-premises site: its Route Server learns the default route from the NVAs that are
 * added.
 */
export class OnPremSiteWithRouteServer extends Construct {
  /** Its VNet, for subnets of one's own. */
  public readonly network: Network;
  /** Its ExpressRoute gateway, to be connected to circuits; a connection waits for `routingReady`. */
  public readonly gateway: ExpressRouteGateway;
  /** Its Route Server, which every {@link FrrNva} of the site peers with. */
  public readonly routeServer: RouteServer;
  /** The subnet the NVAs stand in. */
  public readonly nvaSubnet: Subnet;
  /**
   * Reached when the Route Server stands and every NVA peers with it. The gateway's connections wait for it: a Route
   * Server that comes to a connected gateway interrupts it for about ten minutes.
   * @see https://learn.microsoft.com/azure/route-server/expressroute-vpn-support
   */
  public readonly routingReady: Readiness;

  /**
   * @throws ForcedTunnelingError where the resource group is missing; everything else that is wrong is reported at
   * synthesis.
   */
  public constructor(scope: Construct, id: string, props: OnPremSiteWithRouteServerProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    this.network = new Network(this, "network", own, "10.100.0.0/16");
    const { suffix, plan } = this.network;
    const routeServerPrefix = own.routeServer?.subnetPrefix ?? plan.routeServer;
    const nva = own.nvaSubnet ?? {};
    this.nvaSubnet = this.network.addSubnet("nva", {
      name: nva.subnetName ?? "nva",
      prefix: nva.subnetPrefix ?? plan.machines,
      networkSecurityGroupName: nva.networkSecurityGroupName,
      ownRules: nvaRules(nva, routeServerPrefix),
      securityRules: nva.securityRules ?? [],
      routes: nva.routes ?? [DEFAULT_ROUTE_TO_INTERNET],
      gatewayRoutes: nva.gatewayRoutes,
      routeTableName: nva.routeTableName ?? `rt-nvaSubnet-${suffix}`,
      givenBy: `${this.node.path}/nvaSubnet`,
    });
    const gatewaySubnet = this.network.addSubnet("gateway-subnet", {
      name: GATEWAY_SUBNET,
      prefix: own.gateway?.subnetPrefix ?? plan.gateway,
      routes: own.gateway?.routes,
      givenBy: `${this.node.path}/gateway`,
    });
    const routeServerSubnet = this.network.addSubnet("route-server-subnet", {
      name: ROUTE_SERVER_SUBNET,
      prefix: routeServerPrefix,
      givenBy: `${this.node.path}/routeServer`,
    });
    this.routingReady = new Readiness();
    this.gateway = new ExpressRouteGateway(this, "gateway", {
      ...own.gateway,
      network: this.network,
      subnetId: gatewaySubnet.id,
      suffix,
      connectAfter: this.routingReady,
      bringsDefaultRoute: true,
    });
    this.routeServer = new RouteServer(this, "routeServer", {
      ...own.routeServer,
      subnet: routeServerSubnet,
      suffix,
      // Gateway first: created beside a live one, either takes the other down while Azure works on it.
      after: new Readiness().needs(this.gateway.gateway),
    });
    this.routingReady.needs(this.routeServer.peered);
    const sources = nva.tunnelledSources ?? PRIVATE_PREFIXES;
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
    // The packets to be forwarded have a destination on the internet, which no default rule admits.
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
