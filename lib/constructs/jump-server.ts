import type { Construct } from "constructs";
import { addressIn } from "./internal/address-plan";
import { declare } from "./internal/declaration-registry";
import { HUB_MACHINE_SCHEMA, type HubMachineOptions, loginRule } from "./hub-machine";
import type { Network } from "./network";
import { guardSources } from "./internal/preconditions";
import { DEFAULT_ROUTE_TO_INTERNET, ROUTE_SCHEMA, type RouteProps } from "./route";
import { DENY_ALL_INBOUND } from "./security-rule";
import { flag, objects, type PropsSchema, text, texts } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";
import { VirtualMachine } from "./virtual-machine";
import { machineOptions } from "./virtual-machine-options";

/** The way in: it keeps its own way out, or its answers would leave through the NVA and be lost. */
export interface JumpServerOptions extends HubMachineOptions {
  /**
   * From where operators come: IPv4 addresses and prefixes in CIDR notation, as the internet sees them.
   * @default - nobody gets in
   */
  readonly operatorSources?: readonly string[];
  /**
   * Must be true for an operator source that is the whole internet.
   * @default false - such a source is an error
   */
  readonly openToInternet?: boolean;
  /**
   * Replaces the routes of its subnet.
   * @default - 0_0_0_0_0: 0.0.0.0/0 to Internet
   */
  readonly routes?: readonly RouteProps[];
  /** @default "rt-jumpSubnet-<hub>" */
  readonly routeTableName?: string;
}

export const JUMP_SERVER_SCHEMA: PropsSchema<JumpServerOptions> = {
  ...HUB_MACHINE_SCHEMA,
  operatorSources: texts,
  openToInternet: flag,
  routes: objects(ROUTE_SCHEMA),
  routeTableName: text,
};

/** What a {@link JumpServer} is made of. */
export interface JumpServerProps {
  readonly options: JumpServerOptions;
  readonly network: Network;
  /** The hub's suffix. */
  readonly suffix: string;
  readonly subnetPrefix: string;
  /** A reference; of a Windows jump server only. */
  readonly adminPassword: string | undefined;
}

/** The way in, with its subnet, whose own route to Internet wins over the learned default. */
export class JumpServer extends VirtualMachine {
  public constructor(
    scope: Construct,
    id: string,
    { options, network, suffix, subnetPrefix, adminPassword }: JumpServerProps,
  ) {
    const path = `${scope.node.path}/${id}`;
    const sources = options.operatorSources ?? [];
    const subnet = network.addSubnet("jump", {
      name: options.subnetName ?? "jump",
      prefix: subnetPrefix,
      networkSecurityGroupName: options.networkSecurityGroupName,
      routes: options.routes ?? [DEFAULT_ROUTE_TO_INTERNET],
      gatewayRoutes: options.gatewayRoutes,
      routeTableName: options.routeTableName ?? `rt-jumpSubnet-${suffix}`,
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
      privateIpAddress: options.privateIpAddress ?? addressIn(subnetPrefix, 10),
      publicIp: true,
      adminPassword,
    });
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
