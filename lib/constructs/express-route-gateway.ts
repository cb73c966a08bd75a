import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { Construct } from "constructs";
import { declare, named, tagged } from "./internal/declaration-registry";
import { existingDeclaration } from "./existing";
import { ExistingGateway, type ExistingGatewayProps } from "./existing-gateway";
import { created } from "./internal/present";
import { ExpressRouteCircuit } from "./express-route-circuit";
import type { Network } from "./network";
import { GATEWAY_SUBNET } from "../domain/reserved-subnet";
import { guardCircuit } from "./internal/preconditions";
import { groupScope } from "./resource-group";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import type { ConnectionDeclaration } from "../rules/declaration";
import { flag, objects, number, required, type PropsSchema, tags, parseProps, text } from "./internal/props-schema";
import { Readiness } from "./readiness";
import { isToken, known } from "./internal/tokens";

/**
 * Settings of an ExpressRoute gateway.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export interface ExpressRouteGatewayOptions {
  /**
   * Name of the gateway.
   * @default "ergw-<hub or site>"
   */
  readonly name?: string;
  /**
   * Standard, HighPerformance, UltraPerformance, ErGw1AZ, ErGw2AZ or ErGw3AZ, in this letter case.
   * @default "ErGw1AZ" - zone-redundant
   */
  readonly sku?: string;
  /**
   * IPv4 prefix of GatewaySubnet in CIDR notation, at least /27.
   * @default - 10.0.200.0/24 of a 10.0.0.0/16; the second quarter of a VNet that is smaller than /16
   */
  readonly subnetPrefix?: string;
  /**
   * Routes of GatewaySubnet's route table, which apply to traffic that enters the VNet through the gateway, for example
   * to an NVA. 0.0.0.0/0 is not allowed.
   * @default - no route table
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Whether the gateway exchanges traffic with other VNets of the circuit. Every gateway on the path must allow it.
   * @default true - Azure's own default is false for gateways created since May 2024
   * @see https://learn.microsoft.com/azure/expressroute/virtual-network-connectivity-guidance
   */
  readonly remoteVnetTraffic?: boolean;
  /**
   * Tags of the gateway and its connections; they replace those of the hub or site.
   * @default - the tags of the hub or site
   */
  readonly tags?: Record<string, string>;
}

/** Schema of {@link ExpressRouteGatewayOptions}. */
export const GATEWAY_SCHEMA: PropsSchema<ExpressRouteGatewayOptions> = {
  name: text,
  sku: text,
  subnetPrefix: text,
  routes: objects(ROUTE_SCHEMA),
  remoteVnetTraffic: flag,
  tags,
};

/** Settings of a gateway's connection to a circuit. */
export interface ConnectionOptions {
  /**
   * Name of the connection.
   * @default "conn-<hub or site>" - further connections of the gateway get a number: "conn-hub00-2"
   */
  readonly name?: string;
  /**
   * Routing weight, 0 to 32,000. The gateway prefers the connection with the higher weight, before it compares AS
   * paths.
   * @default 0 - all circuits are equal
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-optimize-routing
   */
  readonly routingWeight?: number;
  /**
   * Authorization key of this connection: a reference, not a literal.
   * @default - the circuit's next key
   */
  readonly authorizationKey?: string;
  /**
   * What the connection waits for in addition, for example `site.routingReady`.
   * @default - the gateway, the gateway's previous connection and, in a site, `routingReady`
   */
  readonly after?: Readiness;
  /**
   * Tags of the connection; they replace those of the gateway.
   * @default - the gateway's tags
   */
  readonly tags?: Record<string, string>;
}

const CONNECTION_SCHEMA: PropsSchema<Omit<ConnectionOptions, "after">> = {
  name: text,
  routingWeight: number,
  authorizationKey: text,
  tags,
};

const MADE_CIRCUIT = 'ExpressRouteCircuit.fromExisting(stack, "circuit", { circuitId: "…" })';

/** What a hub or site passes to its {@link ExpressRouteGateway}. */
export interface ExpressRouteGatewayProps extends Omit<ExpressRouteGatewayOptions, "subnetPrefix" | "routes"> {
  /** VNet of the gateway. */
  readonly network: Network;
  /** Azure id of GatewaySubnet, or the gateway that exists in it. */
  readonly place: string | ExistingGateway;
  /** End of the default names: "hub00" gives ergw-hub00. */
  readonly suffix: string;
  /**
   * What the connections wait for in addition to the gateway.
   * @default - nothing
   */
  readonly connectAfter?: Readiness;
  /** True if the gateway advertises a default route to the circuit: a site's does. */
  readonly bringsDefaultRoute: boolean;
}

/**
 * An ExpressRoute gateway of a hub or site. It has no public IP resource: Azure manages the address since August 2025
 * and does not return it.
 */
export class ExpressRouteGateway extends Construct {
  /**
   * Refers to a gateway that exists, for the prop `gateway` of a hub or site. It is not changed or destroyed; only
   * connections are added. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the gateway is found, and consent.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingGatewayProps): ExistingGateway {
    return new ExistingGateway(scope, id, props);
  }

  private readonly ownGateway: VirtualNetworkGateway | undefined;
  /** azurerm's resources of the connections, in the order of `connectTo`. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];

  /** Called by the hub or site. */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ExpressRouteGatewayProps,
  ) {
    super(scope, id);
    const { network, place } = props;
    const { resourceGroup } = network.placement;
    if (typeof place === "string") this.ownGateway = this.createGateway(place);
    else place.mustBeIn(network.id);
    const at = { path: this.node.path, prop: "name" };
    declare(this, () => ({
      names: this.ownGateway ? named(at, "gateway", this.name, groupScope(resourceGroup)) : [],
      tags: tagged({ ...at, prop: "tags" }, props.tags),
      gateways: [
        {
          path: this.node.path,
          network: network.node.path,
          sku: this.ownGateway && known(this.sku),
          remoteVnetTraffic: this.ownGateway && known(this.remoteVnetTraffic),
          existing: existingDeclaration(place),
        },
      ],
    }));
  }

  /**
   * azurerm's resource of the gateway.
   * @throws ForcedTunnelingError if the gateway exists already: see {@link gatewayId}.
   */
  public get gateway(): VirtualNetworkGateway {
    return created(this, this.ownGateway, { what: "gateway", instead: "gatewayId" });
  }

  /** Azure id of the gateway; known after apply unless it was given. */
  public get gatewayId(): string {
    const { place } = this.props;
    return typeof place === "string" ? this.gateway.id : place.id;
  }

  /**
   * Reached when the gateway exists.
   * @internal
   */
  public get ready(): Readiness {
    return this.ownGateway ? new Readiness().needs(this.ownGateway) : new Readiness();
  }

  /**
   * Connects the VNet to a circuit. The connections of one gateway are created one after another: Azure rejects two at
   * a time (409 AnotherOperationInProgress).
   * @returns azurerm's resource of the connection. To a circuit that the app creates, it has `count`: refer to it by
   * `one(….conn[*].id)`.
   * @throws ForcedTunnelingError if the circuit is not an {@link ExpressRouteCircuit} or `after` is not a
   * {@link Readiness}. All other mistakes are reported at synthesis.
   */
  public connectTo(circuit: ExpressRouteCircuit, options?: ConnectionOptions): VirtualNetworkGatewayConnection {
    const isCircuit = (value: unknown): boolean => value instanceof ExpressRouteCircuit;
    required(this, "circuit", circuit, isCircuit, "an ExpressRouteCircuit", MADE_CIRCUIT);
    const { after, ...given } = options ?? {};
    if (after !== undefined)
      required(this, "after", after, (value) => value instanceof Readiness, "a Readiness, such as site.routingReady");
    const number = this.connections.length + 1;
    const id = number === 1 ? "connection" : `connection-${number}`;
    const scope = new Construct(this, id);
    const own = parseProps(scope, given, CONNECTION_SCHEMA);
    const { network, suffix } = this.props;
    const { resourceGroup, common } = network.placement;
    const name = own.name ?? network.names.of("connection", number === 1 ? suffix : `${suffix}-${number}`);
    const link = circuit.link({ scope, name, resourceGroup, authorizationKey: own.authorizationKey });
    const routingWeight = own.routingWeight ?? 0;
    const connection = new VirtualNetworkGatewayConnection(scope, "connection", {
      ...common,
      tags: own.tags ?? this.props.tags ?? common.tags,
      name,
      type: "ExpressRoute",
      virtualNetworkGatewayId: this.gatewayId,
      expressRouteCircuitId: link.circuitId,
      authorizationKey: link.authorizationKey,
      routingWeight,
      count: link.count,
      lifecycle: link.lifecycle,
      timeouts: { create: "60m", update: "60m", delete: "60m" },
    });
    const linked = this.connections.map(({ expressRouteCircuitIdInput }) => expressRouteCircuitIdInput!);
    guardCircuit(connection, link.circuitId, linked);
    // Otherwise 409 AnotherOperationInProgress: azurerm does not lock the gateway.
    const before = this.connections.at(-1);
    if (before) new Readiness().needs(before).before(connection);
    link.after?.before(connection);
    this.props.connectAfter?.before(connection);
    after?.before(connection);
    network.connected.needs(connection);
    this.connections.push(connection);
    circuit.connections.push(connection);
    const at = { path: scope.node.path, prop: "routingWeight" };
    const declaration: ConnectionDeclaration = {
      at,
      circuit: circuit.node.path,
      gateway: this.node.path,
      network: network.node.path,
      routingWeight: known(routingWeight),
      bringsDefaultRoute: this.props.bringsDefaultRoute,
      authorized: link.authorizationKey !== undefined,
    };
    declare(scope, () => ({
      names: named({ ...at, prop: "name" }, "connection", name, groupScope(resourceGroup)),
      connections: [declaration],
      secrets:
        own.authorizationKey === undefined
          ? []
          : [{ at: { ...at, prop: "authorizationKey" }, literal: !isToken(own.authorizationKey) }],
      tags: tagged({ ...at, prop: "tags" }, own.tags),
    }));
    return connection;
  }

  private createGateway(subnetId: string): VirtualNetworkGateway {
    const { network, tags } = this.props;
    const { common } = network.placement;
    const gateway = new VirtualNetworkGateway(this, "gateway", {
      ...common,
      tags: tags ?? common.tags,
      name: this.name,
      type: "ExpressRoute",
      sku: this.sku,
      remoteVnetTrafficEnabled: this.remoteVnetTraffic,
      ipConfiguration: [{ name: "ipconfig1", subnetId, privateIpAddressAllocation: "Dynamic" }],
      timeouts: { create: "90m", update: "90m", delete: "120m" },
    });
    network.settled.before(gateway);
    network.diagnostics.of(this, "gateway", gateway, this.name);
    return gateway;
  }

  private get name(): string {
    return this.props.name ?? this.props.network.names.of("gateway", this.props.suffix);
  }

  private get sku(): string {
    return this.props.sku ?? "ErGw1AZ";
  }

  private get remoteVnetTraffic(): boolean {
    return this.props.remoteVnetTraffic ?? true;
  }
}

/** Where the gateway of a hub or site is: GatewaySubnet, or the gateway that exists. */
export const gatewayPlace = (
  owner: Construct,
  network: Network,
  gateway: ExpressRouteGatewayOptions | ExistingGateway,
): string | ExistingGateway =>
  gateway instanceof ExistingGateway ? gateway : gatewaySubnet(owner, "gateway", network, gateway);

/**
 * Azure id of GatewaySubnet.
 * @param prop the prop that its settings are given in.
 */
export const gatewaySubnet = (
  owner: Construct,
  prop: string,
  network: Network,
  { subnetPrefix, routes }: Pick<ExpressRouteGatewayOptions, "subnetPrefix" | "routes">,
): string =>
  network.reservedSubnet("gateway-subnet", {
    name: GATEWAY_SUBNET,
    prefix: subnetPrefix ?? network.plan.gateway,
    routes,
    givenBy: `${owner.node.path}/${prop}`,
  }).id;
