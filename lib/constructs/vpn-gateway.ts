import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { Construct } from "constructs";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { declare, named, tagged } from "./internal/declaration-registry";
import { publicIp } from "./internal/public-ip";
import {
  anyConstruct,
  number,
  object,
  objects,
  oneOf,
  parseProps,
  type PropsSchema,
  required,
  tags,
  text,
  textOr,
} from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";
import { LocalNetworkGateway } from "./local-network-gateway";
import type { Network } from "./network";
import { OnPremSiteWithRouteServer } from "./on-prem-site-with-route-server";
import { Readiness } from "./readiness";
import { groupScope } from "./resource-group";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import { SHARED_KEY_CLASS, SharedKey } from "./shared-key";

/** BGP of a VPN gateway. */
export interface VpnBgpOptions {
  /**
   * AS number of the gateway.
   * @default 65515 - Azure's own
   * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-bgp-overview
   */
  readonly asn?: number;
  /**
   * What azurerm calls the switch for BGP: its version 5 has renamed it.
   * @default "enable_bgp" - azurerm 4
   */
  readonly argument?: "enable_bgp" | "bgp_enabled";
}

/**
 * Settings of a hub's VPN gateway.
 * @see https://learn.microsoft.com/azure/vpn-gateway/about-site-to-site-tunneling
 */
export interface VpnGatewayOptions {
  /**
   * The site to which the gateway sends all traffic that has no other route: it brings 0.0.0.0/0 to the VNet. The VPN
   * device there must accept 0.0.0.0/0 as its traffic selector, translate the sources, and have internet access. The
   * gateway has to be connected to the site: {@link VpnGateway.connectTo}.
   * @default - none: a device has to announce 0.0.0.0/0 by BGP
   * @see https://learn.microsoft.com/azure/vpn-gateway/site-to-site-tunneling
   */
  readonly defaultSite?: LocalNetworkGateway;
  /**
   * BGP with the VPN devices that have it. The gateway accepts a default route from a device, and never announces one.
   * @default - no BGP
   * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq
   */
  readonly bgp?: VpnBgpOptions;
  /**
   * Name of the gateway.
   * @default "vpngw-<hub>"
   */
  readonly name?: string;
  /**
   * Name of the gateway's public IP.
   * @default "pip-vpngw-<hub>"
   */
  readonly publicIpName?: string;
  /**
   * VpnGw1AZ to VpnGw5AZ, in this letter case. Azure has retired those without AZ.
   * @default "VpnGw1AZ" - zone-redundant, 650 Mbps
   * @see https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus
   */
  readonly sku?: string;
  /**
   * IPv4 prefix of GatewaySubnet in CIDR notation, at least /27.
   * @default - 10.0.200.0/24 of a 10.0.0.0/16; the second quarter of a VNet that is smaller than /16
   */
  readonly subnetPrefix?: string;
  /**
   * Routes of GatewaySubnet's route table, which apply to traffic that enters the VNet through the gateway. 0.0.0.0/0 is
   * not allowed.
   * @default - no route table
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Tags of the gateway, its public IP and its connections; they replace those of the hub.
   * @default - the tags of the hub
   */
  readonly tags?: Record<string, string>;
}

/** Schema of {@link VpnGatewayOptions}. */
export const VPN_GATEWAY_SCHEMA: PropsSchema<VpnGatewayOptions> = {
  defaultSite: anyConstruct,
  bgp: object<VpnBgpOptions>({ asn: number, argument: oneOf("enable_bgp", "bgp_enabled") }),
  name: text,
  publicIpName: text,
  sku: text,
  subnetPrefix: text,
  routes: objects(ROUTE_SCHEMA),
  tags,
};

/** Settings of a VPN gateway's connection to a site. */
export interface VpnConnectionOptions {
  /**
   * Key that the VPN device has, too: a {@link SharedKey} (generated, or from a Key Vault), or a reference, for example
   * to a sensitive variable. A literal is reported at synthesis and is not written to the JSON.
   */
  readonly sharedKey: string | SharedKey;
  /**
   * Name of the connection.
   * @default "conn-<hub>" - further connections of the gateway get a number: "conn-hub00-2"
   */
  readonly name?: string;
  /**
   * What the connection waits for in addition.
   * @default - the gateway, and the gateway's previous connection
   */
  readonly after?: Readiness;
  /**
   * Tags of the connection; they replace those of the gateway.
   * @default - the gateway's tags
   */
  readonly tags?: Record<string, string>;
}

const CONNECTION_SCHEMA: PropsSchema<Omit<VpnConnectionOptions, "after">> = {
  sharedKey: textOr(SHARED_KEY_CLASS),
  name: text,
  tags,
};

/** What a hub passes to its {@link VpnGateway}. */
export interface VpnGatewayProps extends Omit<VpnGatewayOptions, "subnetPrefix" | "routes"> {
  /** The hub's VNet. */
  readonly network: Network;
  /** Azure id of GatewaySubnet. */
  readonly subnetId: string;
}

const MADE_SITE = 'new LocalNetworkGateway(stack, "headquarters", { resourceGroup, gatewayAddress: "…" })';

/**
 * The VPN gateway of a hub. With a default site, or with a VPN device that announces 0.0.0.0/0 by BGP, the hub's internet
 * traffic leaves through a site on premises. It cannot carry the default route of an NVA from a Route Server: a VPN
 * gateway accepts 0.0.0.0/0 by BGP and never announces it.
 */
export class VpnGateway extends Construct {
  /** azurerm's resource of the gateway. */
  public readonly gateway: VirtualNetworkGateway;
  /** azurerm's resource of the gateway's public IP, which the VPN devices connect to. */
  public readonly publicIp: PublicIp;
  /** azurerm's resources of the connections, in the order of `connectTo`. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];

  /**
   * Called by the hub.
   * @throws ForcedTunnelingError if `defaultSite` is not a {@link LocalNetworkGateway}. All other mistakes are reported
   * at synthesis.
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: VpnGatewayProps,
  ) {
    super(scope, id);
    const { network, subnetId, defaultSite, bgp } = props;
    if (defaultSite !== undefined) siteOf(this, "defaultSite", defaultSite);
    const { resourceGroup, common } = network.placement;
    const shared = { ...common, tags: props.tags ?? common.tags };
    const name = props.name ?? network.names.of("gateway", network.suffix, `vpngw-${network.suffix}`);
    const publicIpName = props.publicIpName ?? network.names.of("public IP", `vpngw-${network.suffix}`, `pip-${name}`);
    const sku = props.sku ?? "VpnGw1AZ";
    this.publicIp = publicIp(this, network, shared, { name: publicIpName, zones: undefined });
    this.gateway = new VirtualNetworkGateway(this, "gateway", {
      ...shared,
      name,
      type: "Vpn",
      sku,
      bgpSettings: bgp?.asn === undefined ? undefined : { asn: bgp.asn },
      defaultLocalNetworkGatewayId: defaultSite?.id,
      ipConfiguration: [
        { name: "ipconfig1", subnetId, publicIpAddressId: this.publicIp.id, privateIpAddressAllocation: "Dynamic" },
      ],
      timeouts: { create: "90m", update: "90m", delete: "120m" },
    });
    if (bgp) this.gateway.addOverride(bgp.argument ?? "enable_bgp", true);
    network.settled.before(this.gateway);
    network.diagnostics.of(this, "gateway", this.gateway, name);
    const at = (prop: string) => ({ path: this.node.path, prop });
    declare(this, () => ({
      names: [
        ...named(at("name"), "gateway", name, groupScope(resourceGroup)),
        ...named(at("publicIpName"), "public IP", publicIpName, groupScope(resourceGroup)),
      ],
      tags: tagged(at("tags"), props.tags),
      vpnGateways: [
        {
          path: this.node.path,
          network: network.node.path,
          sku: known(sku),
          defaultSite: defaultSite?.node.path,
          bgp: bgp && { asn: known(bgp.asn) },
        },
      ],
    }));
  }

  /** Azure id of the gateway; known after apply. */
  public get gatewayId(): string {
    return this.gateway.id;
  }

  /** The public IPv4 address that VPN devices connect to; known after apply. */
  public get publicIpAddress(): string {
    return this.publicIp.ipAddress;
  }

  /**
   * Connects the gateway to a site by IPsec. The connections of one gateway are created one after another: Azure rejects
   * two at a time (409 AnotherOperationInProgress). If gateway and device have BGP, so has the connection.
   * @returns azurerm's resource of the connection.
   * @throws ForcedTunnelingError if the site is not a {@link LocalNetworkGateway} or `after` is not a {@link Readiness}.
   * All other mistakes are reported at synthesis.
   */
  public connectTo(site: LocalNetworkGateway, options: VpnConnectionOptions): VirtualNetworkGatewayConnection {
    siteOf(this, "site", site);
    const { after, ...given } = options ?? {};
    if (after !== undefined)
      required(this, "after", after, (value) => value instanceof Readiness, "a Readiness, such as site.routingReady");
    const number = this.connections.length + 1;
    const scope = new Construct(this, number === 1 ? "connection" : `connection-${number}`);
    const own = parseProps(scope, given, CONNECTION_SCHEMA);
    const { network, bgp } = this.props;
    const { resourceGroup, common } = network.placement;
    const suffix = number === 1 ? network.suffix : `${network.suffix}-${number}`;
    const name = own.name ?? network.names.of("connection", suffix);
    const sharedKey = own.sharedKey instanceof SharedKey ? own.sharedKey.value : own.sharedKey;
    const hasBgp = bgp !== undefined && site.hasBgp;
    const connection = new VirtualNetworkGatewayConnection(scope, "connection", {
      ...common,
      tags: own.tags ?? this.props.tags ?? common.tags,
      name,
      type: "IPsec",
      virtualNetworkGatewayId: this.gatewayId,
      localNetworkGatewayId: site.id,
      // A literal is reported, and must not get into the JSON.
      sharedKey: isToken(sharedKey) ? sharedKey : undefined,
      timeouts: { create: "60m", update: "60m", delete: "60m" },
    });
    if (hasBgp) connection.addOverride(bgp.argument ?? "enable_bgp", true);
    const before = this.connections.at(-1);
    if (before) new Readiness().needs(before).before(connection);
    after?.before(connection);
    network.connected.needs(connection);
    this.connections.push(connection);
    const at = (prop: string) => ({ path: scope.node.path, prop });
    declare(scope, () => ({
      names: named(at("name"), "connection", name, groupScope(resourceGroup)),
      tags: tagged(at("tags"), own.tags),
      secrets: sharedKey === undefined ? [] : [{ at: at("sharedKey"), literal: !isToken(sharedKey) }],
      vpnConnections: [
        {
          path: scope.node.path,
          gateway: this.node.path,
          site: site.node.path,
          hasKey: sharedKey !== undefined,
          bgp: hasBgp,
        },
      ],
    }));
    return connection;
  }
}

/** @throws ForcedTunnelingError if the value is not a site; with the reason for what a VPN cannot do. */
function siteOf(scope: Construct, prop: string, value: LocalNetworkGateway): LocalNetworkGateway {
  const given: unknown = value;
  if (given instanceof OnPremSiteWithRouteServer || given instanceof VpnGateway)
    throw new ForcedTunnelingError(scope.node.path, {
      text: "a VPN gateway does not announce 0.0.0.0/0, so the default route of an NVA cannot come over a VPN between two VNets",
      at: `${scope.node.path}  ${prop}`,
      got: given.node.path,
      want: "a LocalNetworkGateway, which is a site on premises; hub and site are joined by ExpressRoute or by a peering",
      fix: 'gateway: "none" in place of vpnGateway, and hub.peerWith(site)',
    });
  return required(scope, prop, value, (one) => one instanceof LocalNetworkGateway, "a LocalNetworkGateway", MADE_SITE);
}
