import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { RouteServer as AzureRouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import { RouteServerBgpConnection } from "@cdktf/provider-azurerm/lib/route-server-bgp-connection";
import { Fn, type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { declare, named, tagged } from "./internal/declaration-registry";
import { guardAsn } from "./internal/preconditions";
import { publicIp } from "./internal/public-ip";
import { groupScope } from "./resource-group";
import type { NameDeclaration, PeerDeclaration, Place } from "../rules/declaration";
import { choice, flag, number, type PropsSchema, tags, parseProps, text, texts } from "./internal/props-schema";
import { existingDeclaration } from "./existing";
import { ExistingRouteServer, type ExistingRouteServerProps } from "./existing-route-server";
import { created } from "./internal/present";
import type { Network } from "./network";
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
  /** The site's VNet. */
  readonly network: Network;
  /** IPv4 prefix of RouteServerSubnet. */
  readonly subnetPrefix: string;
  /** Azure id of RouteServerSubnet, or the Route Server that exists in it. */
  readonly place: string | ExistingRouteServer;
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
  /**
   * Refers to a Route Server that exists, for the prop `routeServer` of a site. It is not changed or destroyed; only BGP
   * connections are added. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the Route Server is found, and consent.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingRouteServerProps): ExistingRouteServer {
    return new ExistingRouteServer(scope, id, props);
  }

  /** Reached when the Route Server and all its BGP connections exist. */
  public readonly peered = new Readiness();
  private readonly peers: (PeerDeclaration & { readonly name: NameDeclaration[] })[] = [];
  private readonly own: { readonly server: AzureRouteServer; readonly publicIp: PublicIp } | undefined;
  private addresses: readonly [string, string] | undefined;
  private lastPeer: RouteServerBgpConnection | undefined;
  private lastChange: TerraformResource | undefined;

  /** Called by a site. */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RouteServerProps,
  ) {
    super(scope, id);
    const { network, place } = props;
    const group = groupScope(network.placement.resourceGroup);
    if (typeof place === "string") this.own = this.createRouteServer(place);
    declare(this, () => ({
      names: [
        ...(this.own
          ? [
              ...named(this.at("name"), "Route Server", this.name, group),
              ...named(this.at("publicIpName"), "public IP", this.publicIpName, group),
            ]
          : []),
        ...this.peers.flatMap(({ name }) => name),
      ],
      tags: tagged(this.at("tags"), props.tags),
      routeServers: [
        {
          path: this.node.path,
          network: network.node.path,
          branchToBranch: this.own && known(props.branchToBranchTraffic ?? true),
          peers: this.peers,
          existing: existingDeclaration(place),
        },
      ],
    }));
  }

  /**
   * azurerm's resource of the Route Server.
   * @throws ForcedTunnelingError if the Route Server exists already: see {@link routeServerId}.
   */
  public get routeServer(): AzureRouteServer {
    return this.created.server;
  }

  /**
   * azurerm's resource of the public IP. Azure uses it to manage the Route Server; no traffic of the VNet passes it.
   * @throws ForcedTunnelingError if the Route Server exists already.
   */
  public get publicIp(): PublicIp {
    return this.created.publicIp;
  }

  /** Azure id of the Route Server; known after apply. */
  public get routeServerId(): string {
    const { place } = this.props;
    return typeof place === "string" ? this.routeServer.id : place.id;
  }

  /**
   * IPv4 addresses of the two instances, the lower one first; known after apply. Azure returns them as a set, so
   * Terraform sorts them.
   */
  public get instanceAddresses(): readonly [string, string] {
    const { place } = this.props;
    this.addresses ??= instanceAddresses(typeof place === "string" ? this.routeServer : place);
    return this.addresses;
  }

  /** IPv4 prefix of RouteServerSubnet, as given. */
  public get subnetPrefix(): string {
    return this.props.subnetPrefix;
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
      routeServerId: this.routeServerId,
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

  /**
   * Makes changes of peers happen one after the other, so that no two of them interrupt their sessions at once.
   * @internal
   */
  public changeInTurn(change: TerraformResource): void {
    if (this.lastChange) new Readiness().needs(this.lastChange).before(change);
    this.lastChange = change;
  }

  /** Peers so far. */
  public get peerCount(): number {
    return this.peers.length;
  }

  private get created(): NonNullable<RouteServer["own"]> {
    return created(this, this.own, { what: "Route Server", instead: "routeServerId" });
  }

  private createRouteServer(subnetId: string): NonNullable<RouteServer["own"]> {
    const { network, after, tags, publicIpZones, branchToBranchTraffic, hubRoutingPreference } = this.props;
    const { common: inherited } = network.placement;
    const common = { ...inherited, tags: tags ?? inherited.tags };
    const address = publicIp(this, network, common, { name: this.publicIpName, zones: publicIpZones });
    const server = new AzureRouteServer(this, "route-server", {
      ...common,
      name: this.name,
      sku: "Standard",
      subnetId,
      publicIpAddressId: address.id,
      branchToBranchTrafficEnabled: branchToBranchTraffic ?? true,
      hubRoutingPreference,
      // It takes half an hour, and has taken an hour; azurerm's own timeout is 60 minutes.
      timeouts: { create: "90m", update: "90m", delete: "90m" },
    });
    after.before(server);
    this.peered.needs(server);
    return { server, publicIp: address };
  }

  private get name(): string {
    return this.props.name ?? this.props.network.names.of("Route Server", this.props.suffix);
  }

  private get publicIpName(): string {
    const { publicIpName, network, suffix } = this.props;
    return publicIpName ?? network.names.of("public IP", `rs-${suffix}`, `pip-${this.name}`);
  }

  private at(prop: string): Place {
    return { path: this.node.path, prop };
  }
}

function instanceAddresses({
  virtualRouterIps,
}: Pick<AzureRouteServer, "virtualRouterIps">): readonly [string, string] {
  const sorted = Fn.sort(Fn.tolist(virtualRouterIps));
  return [Token.asString(Fn.element(sorted, 0)), Token.asString(Fn.element(sorted, 1))];
}
