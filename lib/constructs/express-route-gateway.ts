import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { Construct } from "constructs";
import { declare, named, tagged } from "./internal/declaration-registry";
import { ExpressRouteCircuit } from "./express-route-circuit";
import type { Network } from "./network";
import { groupScope } from "./resource-group";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import type { ConnectionDeclaration } from "../rules/declaration";
import { flag, objects, number, required, type PropsSchema, tags, parseProps, text } from "./internal/props-schema";
import { Readiness } from "./readiness";
import { isToken, known } from "./internal/tokens";

/** What can be chosen of a gateway. */
export interface ExpressRouteGatewayOptions {
  /** @default "ergw-<hub or site>" */
  readonly name?: string;
  /**
   * Standard, HighPerformance, UltraPerformance, ErGw1AZ, ErGw2AZ or ErGw3AZ.
   * @default "ErGw1AZ" - zone-redundant
   */
  readonly sku?: string;
  /**
   * GatewaySubnet's prefix, at least /27.
   * @default - 10.0.200.0/24 of a 10.0.0.0/16; the second quarter of a smaller VNet
   */
  readonly subnetPrefix?: string;
  /**
   * Routes on GatewaySubnet, for traffic that enters the VNet: to an NVA, never 0.0.0.0/0.
   * @default - no route table
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Whether traffic between VNets passes through the gateway. Azure switched it off for gateways made since May 2024,
   * and every gateway on the way has to allow it.
   * @default true
   * @see https://learn.microsoft.com/azure/expressroute/virtual-network-connectivity-guidance
   */
  readonly remoteVnetTraffic?: boolean;
  /** @default - the surrounding construct's */
  readonly tags?: Record<string, string>;
}

export const GATEWAY_SCHEMA: PropsSchema<ExpressRouteGatewayOptions> = {
  name: text,
  sku: text,
  subnetPrefix: text,
  routes: objects(ROUTE_SCHEMA),
  remoteVnetTraffic: flag,
  tags,
};

/** How a gateway is connected to a circuit. */
export interface ConnectionOptions {
  /** @default "conn-<hub or site>", from the second one on with its number: "conn-hub00-2" */
  readonly name?: string;
  /**
   * 0 to 32000: the gateway prefers the circuit with the higher weight, before it looks at AS paths.
   * @default 0 - all circuits alike
   * @see https://learn.microsoft.com/azure/expressroute/expressroute-optimize-routing
   */
  readonly routingWeight?: number;
  /**
   * A reference to this connection's own authorization key.
   * @default - the circuit's next one
   */
  readonly authorizationKey?: string;
  /**
   * What else must stand before.
   * @default - only what the gateway itself waits for
   */
  readonly after?: Readiness;
  /** @default - the gateway's */
  readonly tags?: Record<string, string>;
}

const CONNECTION_SCHEMA: PropsSchema<Omit<ConnectionOptions, "after">> = {
  name: text,
  routingWeight: number,
  authorizationKey: text,
  tags,
};

/** What an {@link ExpressRouteGateway} is made of. */
export interface ExpressRouteGatewayProps extends Omit<ExpressRouteGatewayOptions, "subnetPrefix" | "routes"> {
  readonly network: Network;
  /** GatewaySubnet's id. */
  readonly subnetId: string;
  /** What the default names end in: ergw-hub00. */
  readonly suffix: string;
  /** What its connections wait for, beyond the gateway. */
  readonly connectAfter?: Readiness;
  /** True where a default route comes in by its connections. */
  readonly bringsDefaultRoute: boolean;
}

/** An ExpressRoute gateway in a VNet. It has no public IP: Azure manages that since August 2025, and returns none. */
export class ExpressRouteGateway extends Construct {
  /** The gateway itself. */
  public readonly gateway: VirtualNetworkGateway;
  /** Its connections, in order. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ExpressRouteGatewayProps,
  ) {
    super(scope, id);
    const { network } = props;
    const { resourceGroup, common } = network.placement;
    this.gateway = new VirtualNetworkGateway(this, "gateway", {
      ...common,
      tags: props.tags ?? common.tags,
      name: this.name,
      type: "ExpressRoute",
      sku: this.sku,
      remoteVnetTrafficEnabled: this.remoteVnetTraffic,
      ipConfiguration: [{ name: "ipconfig1", subnetId: props.subnetId, privateIpAddressAllocation: "Dynamic" }],
      timeouts: { create: "90m", update: "90m", delete: "120m" },
    });
    network.settled.before(this.gateway);
    declare(this, () => ({
      names: named({ path: this.node.path, prop: "name" }, "gateway", this.name, groupScope(resourceGroup)),
      tags: tagged({ path: this.node.path, prop: "tags" }, props.tags),
      gateways: [
        {
          path: this.node.path,
          network: network.node.path,
          sku: known(this.sku),
          remoteVnetTraffic: known(this.remoteVnetTraffic),
        },
      ],
    }));
  }

  /**
   * Connects the VNet to a circuit. The connections of one gateway are made one after another: Azure refuses two at a
   * time.
   * @throws ForcedTunnelingError where the circuit is none.
   */
  public connectTo(circuit: ExpressRouteCircuit, options?: ConnectionOptions): VirtualNetworkGatewayConnection {
    required(this, "circuit", circuit, (value) => value instanceof ExpressRouteCircuit, "an ExpressRouteCircuit");
    const { after, ...given } = options ?? {};
    if (after !== undefined)
      required(this, "after", after, (value) => value instanceof Readiness, "a Readiness, such as site.routingReady");
    const number = this.connections.length + 1;
    const id = number === 1 ? "connection" : `connection-${number}`;
    const scope = new Construct(this, id);
    const own = parseProps(scope, given, CONNECTION_SCHEMA);
    const { network, suffix } = this.props;
    const { resourceGroup, common } = network.placement;
    const name = own.name ?? (number === 1 ? `conn-${suffix}` : `conn-${suffix}-${number}`);
    const authorizationKey = own.authorizationKey ?? circuit.nextAuthorizationKey();
    const routingWeight = own.routingWeight ?? 0;
    const connection = new VirtualNetworkGatewayConnection(scope, "connection", {
      ...common,
      tags: own.tags ?? this.props.tags ?? common.tags,
      name,
      type: "ExpressRoute",
      virtualNetworkGatewayId: this.gateway.id,
      expressRouteCircuitId: circuit.circuitId,
      authorizationKey,
      routingWeight,
      timeouts: { create: "60m", update: "60m", delete: "60m" },
    });
    // 409 AnotherOperationInProgress: the provider takes no lock on the gateway.
    const before = this.connections.at(-1);
    if (before) new Readiness().needs(before).before(connection);
    this.props.connectAfter?.before(connection);
    after?.before(connection);
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
      authorized: authorizationKey !== undefined,
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

  private get name(): string {
    return this.props.name ?? `ergw-${this.props.suffix}`;
  }

  private get sku(): string {
    return this.props.sku ?? "ErGw1AZ";
  }

  private get remoteVnetTraffic(): boolean {
    return this.props.remoteVnetTraffic ?? true;
  }
}
