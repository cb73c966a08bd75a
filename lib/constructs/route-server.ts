import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { RouteServer as AzureRouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import { RouteServerBgpConnection } from "@cdktf/provider-azurerm/lib/route-server-bgp-connection";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { declare, named, tagged } from "./internal/declaration-registry";
import { guardAsn } from "./internal/preconditions";
import { publicIp } from "./internal/public-ip";
import { groupScope } from "./resource-group";
import type { NameDeclaration, PeerDeclaration, Place } from "../rules/declaration";
import {
  choice,
  flag,
  number,
  required,
  type PropsSchema,
  tags,
  parseProps,
  text,
  texts,
} from "./internal/props-schema";
import { Subnet } from "./subnet";
import { Readiness } from "./readiness";
import { known } from "./internal/tokens";

/**
 * Settings of a Route Server.
 * @see https://learn.microsoft.com/azure/route-server/route-server-faq
 */
export interface RouteServerOptions {
  /**
   * Name of the Route Server.
   * @default "rs-<site>"
   */
  readonly name?: string;
  /**
   * Name of the public IP.
   * @default "pip-<Route Server>"
   */
  readonly publicIpName?: string;
  /**
   * Availability zones of the public IP: "1", "2" and "3".
   * @default - none: zone-redundant in regions with zones
   */
  readonly publicIpZones?: readonly string[];
  /**
   * IPv4 prefix of RouteServerSubnet in CIDR notation, at least /26.
   * @default - 10.100.210.0/24 of a 10.100.0.0/16; the third quarter of a VNet that is smaller than /16
   * @see https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal
   */
  readonly subnetPrefix?: string;
  /**
   * Branch-to-branch: whether Route Server and ExpressRoute gateway exchange routes.
   * @default true - with false, which is azurerm's default, the default route does not leave the site's VNet
   * @see https://learn.microsoft.com/azure/route-server/expressroute-vpn-support
   */
  readonly branchToBranchTraffic?: boolean;
  /**
   * Which route is preferred if the Route Server learns a prefix from several sources.
   * @default - "ExpressRoute", which is Azure's default
   */
  readonly hubRoutingPreference?: "ExpressRoute" | "VpnGateway" | "ASPath";
  /**
   * Tags of the Route Server and its public IP; they replace those of the site.
   * @default - the site's tags
   */
  readonly tags?: Record<string, string>;
}

/** Schema of {@link RouteServerOptions}. */
export const ROUTE_SERVER_SCHEMA: PropsSchema<RouteServerOptions> = {
  name: text,
  publicIpName: text,
  publicIpZones: texts,
  subnetPrefix: text,
  branchToBranchTraffic: flag,
  hubRoutingPreference: choice("ExpressRoute", "VpnGateway", "ASPath"),
  tags,
};

/** What a site passes to its {@link RouteServer}. */
export interface RouteServerProps extends Omit<RouteServerOptions, "subnetPrefix"> {
  /** RouteServerSubnet. */
  readonly subnet: Subnet;
  /** End of the default names: "hub100" gives rs-hub100. */
  readonly suffix: string;
  /** What the Route Server waits for. */
  readonly after: Readiness;
}

/** A BGP peer of a Route Server. */
export interface BgpPeerProps {
  /** Name of the BGP connection in Azure. */
  readonly name: string;
  /** Private IPv4 address of the peer. */
  readonly address: string;
  /**
   * AS number of the peer: 16 bits, and not reserved by Azure or IANA.
   * @see https://learn.microsoft.com/azure/route-server/route-server-faq
   */
  readonly asn: number;
  /**
   * Path of the construct that the user gave these props to.
   * @internal
   */
  readonly givenBy?: string;
}

const PEER_SCHEMA: PropsSchema<BgpPeerProps> = { name: text, address: text, asn: number, givenBy: text };

/**
 * The Azure Route Server of a site: AS 65515, with two instances. Every peer must have a session with both; at most 8
 * peers.
 * @see https://learn.microsoft.com/azure/route-server/route-server-faq
 */
export class RouteServer extends Construct {
  /** azurerm's resource of the Route Server. */
  public readonly routeServer: AzureRouteServer;
  /**
   * azurerm's resource of the public IP. Azure uses it to manage the Route Server; no traffic of the VNet passes it.
   */
  public readonly publicIp: PublicIp;
  /** Reached when the Route Server and all its BGP connections exist. */
  public readonly peered = new Readiness();
  private readonly peers: (PeerDeclaration & { readonly name: NameDeclaration[] })[] = [];
  private addresses: readonly [string, string] | undefined;
  private lastPeer: RouteServerBgpConnection | undefined;

  /**
   * Called by a site.
   * @throws ForcedTunnelingError if `subnet` is not a {@link Subnet}.
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RouteServerProps,
  ) {
    super(scope, id);
    const { network } = required(
      this,
      "subnet",
      props.subnet,
      (value) => value instanceof Subnet,
      "the site's RouteServerSubnet, a Subnet",
    );
    const { resourceGroup, common: inherited } = network.placement;
    const common = { ...inherited, tags: props.tags ?? inherited.tags };
    this.publicIp = publicIp(this, common, this.publicIpName, props.publicIpZones);
    this.routeServer = new AzureRouteServer(this, "route-server", {
      ...common,
      name: this.name,
      sku: "Standard",
      subnetId: props.subnet.id,
      publicIpAddressId: this.publicIp.id,
      branchToBranchTrafficEnabled: props.branchToBranchTraffic ?? true,
      hubRoutingPreference: props.hubRoutingPreference,
      // It takes half an hour, and has taken an hour; azurerm's own timeout is 60 minutes.
      timeouts: { create: "90m", update: "90m", delete: "90m" },
    });
    props.after.before(this.routeServer);
    this.peered.needs(this.routeServer);
    declare(this, () => ({
      names: [
        ...named(this.at("name"), "Route Server", this.name, groupScope(resourceGroup)),
        ...named(this.at("publicIpName"), "public IP", this.publicIpName, groupScope(resourceGroup)),
        ...this.peers.flatMap(({ name }) => name),
      ],
      tags: tagged(this.at("tags"), props.tags),
      routeServers: [
        {
          path: this.node.path,
          network: network.node.path,
          branchToBranch: known(props.branchToBranchTraffic ?? true),
          peers: this.peers,
        },
      ],
    }));
  }

  /**
   * IPv4 addresses of the two instances, the lower one first; known after apply. Azure returns them as a set, so
   * Terraform sorts them.
   */
  public get instanceAddresses(): readonly [string, string] {
    this.addresses ??= instanceAddresses(this.routeServer);
    return this.addresses;
  }

  /** IPv4 prefix of RouteServerSubnet, as given. */
  public get subnetPrefix(): string {
    return this.props.subnet.prefix;
  }

  /**
   * Adds a BGP peer. It must peer with both instances, by eBGP multihop. All mistakes are reported at synthesis.
   * @param id construct id; part of the connection's Terraform address.
   * @param props name, address and AS number of the peer.
   * @returns azurerm's resource of the BGP connection.
   */
  public addPeer(id: string, props: BgpPeerProps): RouteServerBgpConnection {
    const {
      name = id,
      address = "",
      asn = 0,
      givenBy: path = `${this.node.path}/${id}`,
    } = parseProps(this, props, PEER_SCHEMA);
    const connection = new RouteServerBgpConnection(this, id, {
      name,
      routeServerId: this.routeServer.id,
      peerAsn: asn,
      peerIp: address,
    });
    guardAsn(connection, asn);
    // One after another, also on destroy: azurerm does not lock the Route Server when it deletes a connection.
    if (this.lastPeer) new Readiness().needs(this.lastPeer).before(connection);
    this.lastPeer = connection;
    this.peered.needs(connection);
    this.peers.push({
      at: { path, prop: "asn" },
      address: known(address),
      asn: known(asn),
      name: named({ path, prop: "bgpConnectionName" }, "BGP connection", name, this.node.path),
    });
    return connection;
  }

  /** Peers so far. */
  public get peerCount(): number {
    return this.peers.length;
  }

  private get name(): string {
    return this.props.name ?? `rs-${this.props.suffix}`;
  }

  private get publicIpName(): string {
    return this.props.publicIpName ?? `pip-${this.name}`;
  }

  private at(prop: string): Place {
    return { path: this.node.path, prop };
  }
}

function instanceAddresses({ virtualRouterIps }: AzureRouteServer): readonly [string, string] {
  const sorted = Fn.sort(Fn.tolist(virtualRouterIps));
  return [Token.asString(Fn.element(sorted, 0)), Token.asString(Fn.element(sorted, 1))];
}
