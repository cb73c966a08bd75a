import { Construct } from "constructs";
import { AdminPassword } from "./internal/admin-password";
import { Client, CLIENT_SCHEMA, type ClientOptions } from "./client";
import { declare } from "./internal/declaration-registry";
import { ExpressRouteGateway, type ExpressRouteGatewayOptions, GATEWAY_SCHEMA } from "./express-route-gateway";
import { JUMP_SERVER_SCHEMA, JumpServer, type JumpServerOptions } from "./jump-server";
import { Network, NETWORK_SCHEMA, type NetworkOptions } from "./network";
import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../domain/reserved-subnet";
import { object, type PropsSchema, parseProps, text } from "./internal/props-schema";
import { isToken } from "./internal/tokens";
import type { OperatingSystemOptions } from "./virtual-machine-options";

/** Props of a {@link ForcedTunnelingHub}. */
export interface ForcedTunnelingHubProps extends NetworkOptions {
  /**
   * IPv4 prefix of RouteServerSubnet, which stays empty: with a Route Server in the hub, the hub would not learn the
   * routes of the NVAs behind the circuit. At least /26.
   * @default - 10.0.210.0/24 of a 10.0.0.0/16; the third quarter of a VNet that is smaller than /16
   * @see https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal
   */
  readonly routeServerSubnetPrefix?: string;
  /**
   * Password of the Windows machines: a reference to a variable or to a Key Vault secret. A literal is reported at
   * synthesis and is not written to the JSON.
   * @default - Terraform generates one at apply: see {@link ForcedTunnelingHub.adminPassword}
   */
  readonly adminPassword?: string;
  /**
   * Settings of the ExpressRoute gateway. Every hub has one.
   * @default - SKU ErGw1AZ, named "ergw-<name>"
   */
  readonly gateway?: ExpressRouteGatewayOptions;
  /**
   * Settings of the client, the machine whose internet traffic is tunnelled. Every hub has one.
   * @default - Windows, without a public IP, in a private subnet
   */
  readonly client?: ClientOptions;
  /**
   * Settings of the jump server, through which operators log in to the client. Every hub has one.
   * @default - Windows, with a public IP that no source may reach: see {@link JumpServerOptions.operatorSources}
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
 * A cloud VNet. Its client follows the default route that the ExpressRoute gateway learns from the circuit; its jump
 * server does not. The hub always creates its VNet, subnets, gateway, client and jump server.
 */
export class ForcedTunnelingHub extends Construct {
  /** The VNet. Add subnets of your own with `network.addSubnet`. */
  public readonly network: Network;
  /** The ExpressRoute gateway. Connect it to circuits with `gateway.connectTo`. */
  public readonly gateway: ExpressRouteGateway;
  /** The machine whose internet traffic is tunnelled. */
  public readonly client: Client;
  /** The machine through which operators log in. */
  public readonly jumpServer: JumpServer;
  /** IPv4 prefix of the jump server's subnet: a source to allow elsewhere, for example at the NVA. */
  public readonly jumpServerSubnetPrefix: string;
  private password: string | undefined;

  /**
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses, and the default of `name`.
   * @throws ForcedTunnelingError if the resource group is missing. All other mistakes are reported at synthesis.
   */
  public constructor(scope: Construct, id: string, props: ForcedTunnelingHubProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    // A literal is reported, and must not get into the JSON.
    this.password = isToken(own.adminPassword) ? own.adminPassword : undefined;
    this.network = new Network(this, "network", own, "10.0.0.0/16");
    const { suffix, plan } = this.network;
    const client = own.client ?? {};
    const jump = own.jumpServer ?? {};
    // Linux machines have no password: Terraform generates one only if a machine is Windows.
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

  /**
   * A reference to the password of the Windows machines, for a sensitive output. Without the prop `adminPassword`, the
   * first use creates a password that Terraform generates at apply.
   */
  public get adminPassword(): string {
    this.password ??= new AdminPassword(this, "admin-password").value;
    return this.password;
  }

  /** The client's private IPv4 address; known after apply unless it is static. */
  public get clientPrivateIpAddress(): string {
    return this.client.privateIpAddress;
  }

  /**
   * A shell command that runs a request on the client (`az vm run-command`) and prints the public IP that the internet
   * sees. This is the NVA's public IP if the tunnel works.
   */
  public get proofCommand(): string {
    const [commandId, script] =
      this.client.operatingSystem === "windows"
        ? ["RunPowerShellScript", "curl.exe -sS https://ifconfig.me"]
        : ["RunShellScript", "curl -sS https://ifconfig.me"];
    const { resourceGroupName } = this.network.placement.common;
    return `az vm run-command invoke -g ${resourceGroupName} -n ${this.client.name} --command-id ${commandId} --scripts "${script}" --query "value[0].message" -o tsv`;
  }

  /** The jump server's public IPv4 address; known after apply. */
  public get jumpServerPublicIpAddress(): string {
    return this.jumpServer.publicIp!.ipAddress;
  }
}
