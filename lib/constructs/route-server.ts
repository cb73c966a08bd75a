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

/** What can be chosen of a Route Server. */
export interface RouteServerOptions {
  /** @default "rs-<site>" */
  readonly name?: string;
  /** @default "pip-<Route Server>" */
  readonly publicIpName?: string;
  /**
   * Zones of the public IP.
   * @default - none: zone-redundant where the region has zones
   */
  readonly publicIpZones?: readonly string[];
  /**
   * RouteServerSubnet's prefix, at least /26.
   * @default - 10.100.210.0/24 of a 10.100.0.0/16; the third quarter of a smaller VNet
   */
  readonly subnetPrefix?: string;
  /**
   * Whether Route Server and ExpressRoute gateway exchange routes. Without it the default route never leaves the site's
   * VNet.
   * @default true
   */
  readonly branchToBranchTraffic?: boolean;
  /**
   * Which path wins where a prefix comes by several: ExpressRoute, VpnGateway or ASPath.
   * @default - Azure's: ExpressRoute
   */
  readonly hubRoutingPreference?: "ExpressRoute" | "VpnGateway" | "ASPath";
  /** @default - the site's */
  readonly tags?: Record<string, string>;
}

export const ROUTE_SERVER_SCHEMA: PropsSchema<RouteServerOptions> = {
  name: text,
  publicIpName: text,
  publicIpZones: texts,
  subnetPrefix: text,
  branchToBranchTraffic: flag,
  hubRoutingPreference: choice("ExpressRoute", "VpnGateway", "ASPath"),
  tags,
};

/** What a {@link RouteServer} is made of. */
export interface RouteServerProps extends Omit<RouteServerOptions, "subnetPrefix"> {
  /** RouteServerSubnet. */
  readonly subnet: Subnet;
  /** What the default names end in: rs-hub100. */
  readonly suffix: string;
  /** What must stand before. */
  readonly after: Readiness;
}

/** A BGP peer of a Route Server. */
export interface BgpPeerProps {
  readonly name: string;
  /** The peer's private address. */
  readonly address: string;
  readonly asn: number;
  /** @internal Path of the construct whose user gave all this. */
  readonly givenBy?: string;
}

const PEER_SCHEMA: PropsSchema<BgpPeerProps> = { name: text, address: text, asn: number, givenBy: text };

/** An Azure Route Server: AS 65515, two instances, each of which every peer talks to. */
export class RouteServer extends Construct {
  /** The Route Server itself. */
  public readonly routeServer: AzureRouteServer;
  /** Its public IP, by which Azure manages it; no traffic of the VNet passes there. */
  public readonly publicIp: PublicIp;
  /** Reached when the Route Server and all its BGP connections stand. */
  public readonly peered = new Readiness();
  private readonly peers: (PeerDeclaration & { readonly name: NameDeclaration[] })[] = [];
  private addresses: readonly [string, string] | undefined;
  private lastPeer: RouteServerBgpConnection | undefined;

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
      // Half an hour is usual, an hour has been seen; the provider gives up after 60 minutes.
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
   * The addresses of its two instances, lower one first. Azure gives them as a set, in any order, and only when it has
   * made them.
   */
  public get instanceAddresses(): readonly [string, string] {
    this.addresses ??= instanceAddresses(this.routeServer);
    return this.addresses;
  }

  /** RouteServerSubnet's prefix, as given. */
  public get subnetPrefix(): string {
    return this.props.subnet.prefix;
  }

  /**
   * Adds a BGP peer; it has to talk to both instances.
   * @param id construct id; part of the connection's Terraform address.
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
    // One after the other, also when destroyed: the provider's delete takes no lock on the Route Server.
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
