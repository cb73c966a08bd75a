import type { Construct } from "constructs";
import { addressIn } from "./internal/address-plan";
import { declare } from "./internal/declaration-registry";
import { HUB_MACHINE_SCHEMA, type HubMachineOptions, loginRule } from "./hub-machine";
import { subnetPlace } from "./existing-subnet";
import type { Network } from "./network";
import { guardSources } from "./internal/preconditions";
import { DEFAULT_ROUTE_TO_INTERNET, ROUTE_SCHEMA, type RouteProps } from "./route";
import { DENY_ALL_INBOUND } from "./security-rule";
import { flag, objects, type PropsSchema, text, texts } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";
import { VirtualMachine } from "./virtual-machine";
import { machineOptions } from "./virtual-machine-options";

/** Settings of a hub's jump server. */
export interface JumpServerOptions extends HubMachineOptions {
  /**
   * Sources that may log in: public IPv4 addresses and prefixes in CIDR notation of the operators.
   * @default - none: nobody can log in
   */
  readonly operatorSources?: readonly string[];
  /**
   * Must be true if an operator source is the whole internet.
   * @default false - such a source is an error
   */
  readonly openToInternet?: boolean;
  /**
   * Routes of the jump server's route table; they replace the default.
   * @default - 0_0_0_0_0: 0.0.0.0/0 to Internet, so that answers to operators bypass the tunnel
   */
  readonly routes?: readonly RouteProps[];
  /**
   * Name of the route table.
   * @default "rt-jumpSubnet-<hub>"
   */
  readonly routeTableName?: string;
}

/** Schema of {@link JumpServerOptions}. */
export const JUMP_SERVER_SCHEMA: PropsSchema<JumpServerOptions> = {
  ...HUB_MACHINE_SCHEMA,
  operatorSources: texts,
  openToInternet: flag,
  routes: objects(ROUTE_SCHEMA),
  routeTableName: text,
};

/** What a hub passes to its {@link JumpServer}. */
export interface JumpServerProps {
  /** The user's settings. */
  readonly options: JumpServerOptions;
  /** The hub's VNet. */
  readonly network: Network;
  /** The hub's suffix: "hub00" gives vm-jump00. */
  readonly suffix: string;
  /** IPv4 prefix of the jump server's subnet. */
  readonly subnetPrefix: string;
  /** A reference to the password; undefined for Linux. */
  readonly adminPassword: string | undefined;
}

/**
 * The machine through which operators log in, with its subnet. The subnet's own route 0.0.0.0/0 to Internet takes
 * precedence over the learned default route: without it, answers to operators would leave through the NVA and be lost.
 */
export class JumpServer extends VirtualMachine {
  /** IPv4 prefix of the jump server's subnet, as given or planned. */
  public readonly subnetPrefix: string;

  /** Called by the hub. */
  public constructor(
    scope: Construct,
    id: string,
    { options, network, suffix, subnetPrefix, adminPassword }: JumpServerProps,
  ) {
    const path = `${scope.node.path}/${id}`;
    const sources = options.operatorSources ?? [];
    const place = { name: options.subnetName ?? "jump", prefix: subnetPrefix };
    const subnet = network.addSubnet("jump", {
      ...subnetPlace(scope, id, options, place),
      networkSecurityGroupName: options.networkSecurityGroupName,
      routes: options.routes ?? [DEFAULT_ROUTE_TO_INTERNET],
      gatewayRoutes: options.gatewayRoutes,
      routeTableName: options.routeTableName ?? network.names.of("route table", `jumpSubnet-${suffix}`),
      ownRules: [
        // azurerm refuses a rule with an empty list of sources.
        ...(sources.length > 0
          ? [{ ...loginRule("AllowOperatorInBound", sources, options), openToInternet: true }]
          : []),
        DENY_ALL_INBOUND,
      ],
      securityRules: options.securityRules ?? [],
      givenBy: path,
    });
    super(scope, id, {
      ...machineOptions(options),
      subnet,
      suffix: jumpSuffix(suffix),
      // In a subnet that exists, the address may be taken.
      privateIpAddress: options.privateIpAddress ?? (options.subnet ? undefined : addressIn(subnetPrefix, 10)),
      publicIp: true,
      adminPassword,
    });
    this.subnetPrefix = subnet.prefix;
    if (!options.openToInternet && subnet.networkSecurityGroup) guardSources(subnet.networkSecurityGroup, sources);
    declare(this, () => ({
      jumpServers: [
        {
          path,
          openToInternet: options.openToInternet ?? false,
          network: network.node.path,
          subnetName: known(subnet.name),
          operatorSources: isToken(sources)
            ? undefined
            : sources.map((source, i) => ({ at: { path, prop: `operatorSources.${i}` }, source: known(source) })),
        },
      ],
    }));
  }
}

/** vm-jump00 in hub00, vm-jump-cloud in cloud. */
const jumpSuffix = (hub: string): string => (hub.startsWith("hub") ? `jump${hub.slice(3)}` : `jump-${hub}`);
