import type { Construct } from "constructs";
import { declare } from "./internal/declaration-registry";
import { HUB_MACHINE_SCHEMA, type HubMachineOptions, loginRule } from "./hub-machine";
import { subnetPlace } from "./existing-subnet";
import type { Network } from "./network";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import { DENY_ALL_INBOUND, type SecurityRuleProps } from "./security-rule";
import { flag, objects, type PropsSchema } from "./internal/props-schema";
import { known } from "./internal/tokens";
import { VirtualMachine } from "./virtual-machine";
import { machineOptions } from "./virtual-machine-options";

/** Settings of a hub's client. */
export interface ClientOptions extends HubMachineOptions {
  /**
   * Routes of the client's route table.
   * @default - no route table: the subnet uses the routes that the gateway learns
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Adds two outbound security rules that block internet traffic while the default route is withdrawn, even if the
   * machine has a public IP or a NAT gateway. They allow VirtualNetwork and deny Internet: with a learned 0.0.0.0/0 the
   * tag VirtualNetwork contains every address, without it the tag Internet does.
   * @default false - the subnet is private, which blocks the traffic too if there is no public IP and no NAT gateway
   * @see
   * https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/plan-for-landing-zone-network-segmentation
   */
  readonly failClosedGuard?: boolean;
}

/** Schema of {@link ClientOptions}. */
export const CLIENT_SCHEMA: PropsSchema<ClientOptions> = {
  ...HUB_MACHINE_SCHEMA,
  routes: objects(ROUTE_SCHEMA),
  failClosedGuard: flag,
};

const FAIL_CLOSED_GUARD: readonly SecurityRuleProps[] = [
  {
    name: "AllowLearnedOutBound",
    priority: 100,
    direction: "Outbound",
    access: "Allow",
    sources: ["*"],
    destinations: ["VirtualNetwork"],
  },
  {
    name: "DenyInternetOutBound",
    priority: 110,
    direction: "Outbound",
    access: "Deny",
    sources: ["*"],
    destinations: ["Internet"],
  },
];

/** What a hub passes to its {@link Client}. */
export interface ClientProps {
  /** The user's settings. */
  readonly options: ClientOptions;
  /** The hub's VNet. */
  readonly network: Network;
  /** What the default names end in: "hub00" gives vm-hub00. */
  readonly suffix: string;
  /** IPv4 prefix of the client's subnet. */
  readonly subnetPrefix: string;
  /** IPv4 prefix that may log in; undefined for a hub without a jump server. */
  readonly jumpServerSubnetPrefix: string | undefined;
  /** A reference to the password; undefined for Linux. */
  readonly adminPassword: string | undefined;
}

/**
 * The machine whose internet traffic is tunnelled, with its subnet. The subnet is private (no default outbound access)
 * and has no route table unless routes are given.
 */
export class Client extends VirtualMachine {
  /** Called by the hub. */
  public constructor(
    scope: Construct,
    id: string,
    { options, network, suffix, subnetPrefix, jumpServerSubnetPrefix, adminPassword }: ClientProps,
  ) {
    const place = { name: options.subnetName ?? "default", prefix: subnetPrefix };
    const subnet = network.addSubnet("default", {
      ...subnetPlace(scope, id, options, place),
      networkSecurityGroupName: options.networkSecurityGroupName,
      routes: options.routes,
      gatewayRoutes: options.gatewayRoutes,
      ownRules: [
        ...(options.failClosedGuard ? FAIL_CLOSED_GUARD : []),
        ...(jumpServerSubnetPrefix === undefined
          ? []
          : [loginRule("AllowJumpServerInBound", [jumpServerSubnetPrefix], options)]),
        DENY_ALL_INBOUND,
      ],
      securityRules: options.securityRules ?? [],
      givenBy: `${scope.node.path}/${id}`,
    });
    const { privateIpAddress } = options;
    super(scope, id, { ...machineOptions(options), subnet, suffix, privateIpAddress, adminPassword });
    declare(this, () => ({
      clients: [{ path: this.node.path, network: network.node.path, subnetName: known(subnet.name) }],
    }));
  }
}
