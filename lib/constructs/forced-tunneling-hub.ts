import { Construct } from "constructs";
import { AdminPassword } from "./internal/admin-password";
import { Client, CLIENT_SCHEMA, type ClientOptions } from "./client";
import { declare } from "./internal/declaration-registry";
import { ExpressRouteGateway, type ExpressRouteGatewayOptions, GATEWAY_SCHEMA } from "./express-route-gateway";
import { JUMP_SERVER_SCHEMA, JumpServer, type JumpServerOptions } from "./jump-server";
import { Network, NETWORK_SCHEMA, type NetworkOptions } from "./network";
import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../rules/addressing/subnet-sizes";
import { object, type PropsSchema, parseProps, text } from "./internal/props-schema";
import { isToken } from "./internal/tokens";
import type { OperatingSystemOptions } from "./virtual-machine-options";

/** Props of a {@link ForcedTunnelingHub}. */
export interface ForcedTunnelingHubProps extends NetworkOptions {
  /**
   * RouteServerSubnet, reserved: a Route Server in the hub would drop the NVA's routes that come through the circuit.
   * @default - 10.0.210.0/24 of a 10.0.0.0/16; the third quarter of a smaller VNet
   */
  readonly routeServerSubnetPrefix?: string;
  /**
   * Password of the Windows machines, as a reference: to a variable, or to a secret in a key vault.
   * @default - Terraform draws one: see {@link ForcedTunnelingHub.adminPassword}
   */
  readonly adminPassword?: string;
  /**
   * The ExpressRoute gateway, which a hub always has.
   * @default - ErGw1AZ, named "ergw-<name>"
   */
  readonly gateway?: ExpressRouteGatewayOptions;
  /**
   * The machine whose internet traffic is tunnelled.
   * @default - Windows, without a public IP, in a private subnet
   */
  readonly client?: ClientOptions;
  /**
   * The way in.
   * @default - Windows, with a public IP, which nobody may reach: see {@link JumpServerOptions.operatorSources}
   */
  readonly jumpServer?: JumpServerOptions;
}

const SCHEMA: PropsSchema<ForcedTunnelingHubProps> = {
  ...NETWORK_SCHEMA,
  routeServerSubnetPrefix: text,
  adminPassword: text,
  gateway: object(GATEWAY_SCHEMA),
  client: object(CLIENT_SCHEMA),
  jumpServer: object(JUMP_SERVER_SCHEMA),
};

/**
 * A cloud VNet whose client reaches the internet only as the routes that its ExpressRoute gateway learns say, and whose
 * jump server is exempt.
 */
export class ForcedTunnelingHub extends Construct {
  /** Its VNet, for subnets of one's own. */
  public readonly network: Network;
  /** Its ExpressRoute gateway, to be connected to circuits. */
  public readonly gateway: ExpressRouteGateway;
  /** The machine whose internet traffic is tunnelled. */
  public readonly client: Client;
  /** The way in. */
  public readonly jumpServer: JumpServer;
  /** The prefix of the jump server's subnet: a source to let in elsewhere, such as at the NVA. */
  public readonly jumpServerSubnetPrefix: string;
  private password: string | undefined;

  /**
   * @throws ForcedTunnelingError where the resource group is missing; everything else that is wrong is reported at
   * synthesis.
   */
  public constructor(scope: Construct, id: string, props: ForcedTunnelingHubProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    // One that is written out is reported, and goes no further.
    this.password = isToken(own.adminPassword) ? own.adminPassword : undefined;
    this.network = new Network(this, "network", own, "10.0.0.0/16");
    const { suffix, plan } = this.network;
    const client = own.client ?? {};
    const jump = own.jumpServer ?? {};
    // Drawn only for a machine that takes one.
    const passwordFor = ({ operatingSystem }: OperatingSystemOptions): string | undefined =>
      operatingSystem === "linux" ? undefined : this.adminPassword;
    this.jumpServerSubnetPrefix = jump.subnetPrefix ?? plan.jump;
    this.client = new Client(this, "client", {
      options: client,
      network: this.network,
      suffix,
      subnetPrefix: client.subnetPrefix ?? plan.machines,
      jumpServerSubnetPrefix: this.jumpServerSubnetPrefix,
      adminPassword: passwordFor(client),
    });
    this.jumpServer = new JumpServer(this, "jumpServer", {
      options: jump,
      network: this.network,
      suffix,
      subnetPrefix: this.jumpServerSubnetPrefix,
      adminPassword: passwordFor(jump),
    });
    const gatewaySubnet = this.network.addSubnet("gateway-subnet", {
      name: GATEWAY_SUBNET,
      prefix: own.gateway?.subnetPrefix ?? plan.gateway,
      routes: own.gateway?.routes,
      givenBy: `${this.node.path}/gateway`,
    });
    this.network.addSubnet("route-server-subnet", {
      name: ROUTE_SERVER_SUBNET,
      prefix: own.routeServerSubnetPrefix ?? plan.routeServer,
      givenBy: this.node.path,
      givenAs: "routeServerSubnetPrefix",
    });
    this.gateway = new ExpressRouteGateway(this, "gateway", {
      ...own.gateway,
      network: this.network,
      subnetId: gatewaySubnet.id,
      suffix,
      bringsDefaultRoute: false,
    });
    declare(this, () => ({
      secrets:
        own.adminPassword === undefined
          ? []
          : [{ at: { path: this.node.path, prop: "adminPassword" }, literal: !isToken(own.adminPassword) }],
    }));
  }

  /** A reference to the Windows machines' password, for a sensitive output; the first use makes Terraform draw one. */
  public get adminPassword(): string {
    this.password ??= new AdminPassword(this, "admin-password").value;
    return this.password;
  }

  /** The client's private address. */
  public get clientPrivateIpAddress(): string {
    return this.client.privateIpAddress;
  }

  /**
   * A shell command that asks the client, through Azure's agent in it, from which address the internet sees it. It
   * prints the NVA's public IP where the tunnel works.
   */
  public get proofCommand(): string {
    const [commandId, script] =
      this.client.operatingSystem === "windows"
        ? ["RunPowerShellScript", "curl.exe -sS https://ifconfig.me"]
        : ["RunShellScript", "curl -sS https://ifconfig.me"];
    const { resourceGroupName } = this.network.placement.common;
    return `az vm run-command invoke -g ${resourceGroupName} -n ${this.client.name} --command-id ${commandId} --scripts "${script}" --query "value[0].message" -o tsv`;
  }

  /** The jump server's public address. */
  public get jumpServerPublicIpAddress(): string {
    return this.jumpServer.publicIp!.ipAddress;
  }
}
