import type { Construct } from "constructs";
import { declare } from "./internal/declaration-registry";
import { HUB_MACHINE_SCHEMA, type HubMachineOptions, loginRule } from "./hub-machine";
import type { Network } from "./network";
import { ROUTE_SCHEMA, type RouteProps } from "./route";
import { DENY_ALL_INBOUND, type SecurityRuleProps } from "./security-rule";
import { flag, objects, type PropsSchema } from "./internal/props-schema";
import { known } from "./internal/tokens";
import { VirtualMachine } from "./virtual-machine";
import { machineOptions } from "./virtual-machine-options";

/** The machine whose internet traffic is tunnelled. */
export interface ClientOptions extends HubMachineOptions {
  /**
   * Routes for the client's subnet.
   * @default - no route table: it follows what the gateway learns
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Two outbound rules that keep traffic in when the default route is withdrawn, whatever other way out the machine
   * has: with a learned 0.0.0.0/0 every destination is VirtualNetwork to Azure, without one it is Internet.
   * @default false - the subnet is private, which does the same for a machine without a public IP and a NAT gateway
   * @see
   * https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/plan-for-landing-zone-network-segmentation
   */
  readonly failClosedGuard?: boolean;
}

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

/** What a {@link Client} is made of. */
export interface ClientProps {
  readonly options: ClientOptions;
  readonly network: Network;
  readonly suffix: string;
  readonly subnetPrefix: string;
  /** Who may log in. */
  readonly jumpServerSubnetPrefix: string;
  /** A reference; of a Windows client only. */
  readonly adminPassword: string | undefined;
}

/** The machine whose internet traffic is tunnelled, with its subnet: private, without a route table of its own. */
export class Client extends VirtualMachine {
  public constructor(
    scope: Construct,
    id: string,
    { options, network, suffix, subnetPrefix, jumpServerSubnetPrefix, adminPassword }: ClientProps,
  ) {
    const subnet = network.addSubnet("default", {
      name: options.subnetName ?? "default",
      prefix: subnetPrefix,
      networkSecurityGroupName: options.networkSecurityGroupName,
      routes: options.routes,
      gatewayRoutes: options.gatewayRoutes,
      ownRules: [
        ...(options.failClosedGuard ? FAIL_CLOSED_GUARD : []),
        loginRule("AllowJumpServerInBound", [jumpServerSubnetPrefix], options),
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
