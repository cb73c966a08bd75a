import { Construct } from "constructs";
import { AdminPassword, PASSWORD_CLASS, passwordOf } from "./admin-password";
import { Client, CLIENT_SCHEMA, type ClientOptions } from "./client";
import { declare } from "./internal/declaration-registry";
import { EXISTING_GATEWAY_CLASS, ExistingGateway } from "./existing-gateway";
import {
  ExpressRouteGateway,
  type ExpressRouteGatewayOptions,
  GATEWAY_SCHEMA,
  gatewayPlace,
  gatewaySubnet,
} from "./express-route-gateway";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { JUMP_SERVER_SCHEMA, JumpServer, type JumpServerOptions } from "./jump-server";
import { Network, NETWORK_SCHEMA, type NetworkOptions } from "./network";
import { ROUTE_SERVER_SUBNET } from "../domain/reserved-subnet";
import { object, objectOrWord, type PropsSchema, parseProps, required, text, textOr } from "./internal/props-schema";
import { isToken } from "./internal/tokens";
import { OnPremSiteWithRouteServer } from "./on-prem-site-with-route-server";
import { present } from "./internal/present";
import { type PeeringOptions, SitePeering } from "./site-peering";
import { VPN_GATEWAY_SCHEMA, VpnGateway, type VpnGatewayOptions } from "./vpn-gateway";
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
   * Password of the Windows machines: an {@link AdminPassword} (generated, or from a Key Vault), or a reference, for
   * example to a sensitive variable. A literal is reported at synthesis and is not written to the JSON.
   * @default - Terraform generates one at apply: see {@link ForcedTunnelingHub.adminPassword}
   */
  readonly adminPassword?: string | AdminPassword;
  /**
   * Settings of the ExpressRoute gateway, or one that exists ({@link ExpressRouteGateway.fromExisting}); "none" for a hub
   * that is joined to its site by peering.
   * @default - SKU ErGw1AZ, named "ergw-<name>"; "none" with a `vpnGateway`
   */
  readonly gateway?: ExpressRouteGatewayOptions | ExistingGateway | "none";
  /**
   * Settings of a VPN gateway, in place of the ExpressRoute gateway: the hub's internet traffic leaves through a site on
   * premises.
   * @default - none
   */
  readonly vpnGateway?: VpnGatewayOptions;
  /**
   * Settings of the client, a machine whose internet traffic is tunnelled; "none" for a hub with workloads of your own:
   * see {@link Network.addSubnet}.
   * @default - Windows, without a public IP, in a private subnet
   */
  readonly client?: ClientOptions | "none";
  /**
   * Settings of the jump server, through which operators log in to the client; "none" for a hub without one.
   * @default - Windows, with a public IP that no source may reach: see {@link JumpServerOptions.operatorSources}
   */
  readonly jumpServer?: JumpServerOptions | "none";
}

const SCHEMA: PropsSchema<ForcedTunnelingHubProps> = {
  ...NETWORK_SCHEMA,
  routeServerSubnetPrefix: text,
  adminPassword: textOr(PASSWORD_CLASS),
  gateway: objectOrWord(GATEWAY_SCHEMA, "none", EXISTING_GATEWAY_CLASS),
  vpnGateway: object(VPN_GATEWAY_SCHEMA),
  client: objectOrWord(CLIENT_SCHEMA, "none"),
  jumpServer: objectOrWord(JUMP_SERVER_SCHEMA, "none"),
};

/**
 * A cloud VNet. Its client follows the default route of the NVA; its jump server does not. The route comes by the
 * ExpressRoute gateway (`gateway.connectTo`) or, without gateway and circuit, by peering with a site (`peerWith`).
 * Gateway, client and jump server may be left out.
 */
export class ForcedTunnelingHub extends Construct {
  /** The VNet. Add subnets of your own with `network.addSubnet`. */
  public readonly network: Network;
  private readonly ownGateway: ExpressRouteGateway | undefined;
  private readonly ownVpnGateway: VpnGateway | undefined;
  private readonly ownClient: Client | undefined;
  private readonly ownJumpServer: JumpServer | undefined;
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
    const given = passwordOf(own.adminPassword);
    this.password = isToken(given) ? given : undefined;
    this.network = new Network(this, "network", own, "10.0.0.0/16");
    const { suffix, plan } = this.network;
    const { client = {}, jumpServer = {}, vpnGateway, gateway = vpnGateway ? "none" : {} } = own;
    // Linux machines have no password: Terraform generates one only if a machine is Windows.
    const passwordFor = ({ operatingSystem }: OperatingSystemOptions): string | undefined =>
      operatingSystem === "linux" ? undefined : this.adminPassword;
    const jumpPrefix =
      jumpServer === "none" ? undefined : (jumpServer.subnet?.prefix ?? jumpServer.subnetPrefix ?? plan.jump);
    if (client !== "none")
      this.ownClient = new Client(this, "client", {
        options: client,
        network: this.network,
        suffix,
        subnetPrefix: client.subnetPrefix ?? plan.machines,
        jumpServerSubnetPrefix: jumpPrefix,
        adminPassword: passwordFor(client),
      });
    if (jumpServer !== "none")
      this.ownJumpServer = new JumpServer(this, "jumpServer", {
        options: jumpServer,
        network: this.network,
        suffix,
        subnetPrefix: jumpPrefix!,
        adminPassword: passwordFor(jumpServer),
      });
    const place = gateway === "none" ? undefined : gatewayPlace(this, this.network, gateway);
    const reservesRouteServerSubnet = gateway !== "none" && own.network === undefined;
    if (reservesRouteServerSubnet || own.routeServerSubnetPrefix !== undefined)
      this.network.addSubnet("route-server-subnet", {
        name: ROUTE_SERVER_SUBNET,
        prefix: own.routeServerSubnetPrefix ?? plan.routeServer,
        givenBy: this.node.path,
        givenAs: "routeServerSubnetPrefix",
      });
    if (gateway !== "none")
      this.ownGateway = new ExpressRouteGateway(this, "gateway", {
        ...(gateway instanceof ExistingGateway ? {} : gateway),
        network: this.network,
        place: place!,
        suffix,
        bringsDefaultRoute: false,
      });
    if (vpnGateway)
      this.ownVpnGateway = new VpnGateway(this, "vpnGateway", {
        ...vpnGateway,
        network: this.network,
        subnetId: typeof place === "string" ? place : gatewaySubnet(this, "vpnGateway", this.network, vpnGateway),
      });
    declare(this, () => ({
      secrets:
        given === undefined ? [] : [{ at: { path: this.node.path, prop: "adminPassword" }, literal: !isToken(given) }],
    }));
  }

  /**
   * The ExpressRoute gateway. Connect it to circuits with `gateway.connectTo`.
   * @throws ForcedTunnelingError if the hub has none (`gateway: "none"`).
   */
  public get gateway(): ExpressRouteGateway {
    return present(this, "gateway", this.ownGateway);
  }

  /**
   * The VPN gateway. Connect it to sites with `vpnGateway.connectTo`.
   * @throws ForcedTunnelingError if the hub has none.
   */
  public get vpnGateway(): VpnGateway {
    if (this.ownVpnGateway) return this.ownVpnGateway;
    throw new ForcedTunnelingError(this.node.path, {
      text: `${this.node.path} has no vpnGateway`,
      got: "no vpnGateway among its props",
      fix: "vpnGateway: { defaultSite }, or do not read vpnGateway",
    });
  }

  /**
   * The machine whose internet traffic is tunnelled.
   * @throws ForcedTunnelingError if the hub has none (`client: "none"`).
   */
  public get client(): Client {
    return present(this, "client", this.ownClient);
  }

  /**
   * The machine through which operators log in.
   * @throws ForcedTunnelingError if the hub has none (`jumpServer: "none"`).
   */
  public get jumpServer(): JumpServer {
    return present(this, "jumpServer", this.ownJumpServer);
  }

  /**
   * IPv4 prefix of the jump server's subnet: a source to allow elsewhere, for example at the NVA.
   * @throws ForcedTunnelingError if the hub has no jump server (`jumpServer: "none"`).
   */
  public get jumpServerSubnetPrefix(): string {
    return this.jumpServer.subnetPrefix;
  }

  /**
   * A reference to the password of the Windows machines, for a sensitive output. Without the prop `adminPassword`, the
   * first use creates a password that Terraform generates at apply.
   */
  public get adminPassword(): string {
    this.password ??= new AdminPassword(this, "admin-password").value;
    return this.password;
  }

  /**
   * The client's private IPv4 address; known after apply unless it is static.
   * @throws ForcedTunnelingError if the hub has no client (`client: "none"`).
   */
  public get clientPrivateIpAddress(): string {
    return this.client.privateIpAddress;
  }

  /**
   * A shell command that runs a request on the client (`az vm run-command`) and prints the public IP that the internet
   * sees. This is the NVA's public IP if the tunnel works.
   * @throws ForcedTunnelingError if the hub has no client (`client: "none"`).
   */
  public get proofCommand(): string {
    const [commandId, script] =
      this.client.operatingSystem === "windows"
        ? ["RunPowerShellScript", "curl.exe -sS https://ifconfig.me"]
        : ["RunShellScript", "curl -sS https://ifconfig.me"];
    const { resourceGroupName } = this.network.placement.common;
    return `az vm run-command invoke -g ${resourceGroupName} -n ${this.client.name} --command-id ${commandId} --scripts "${script}" --query "value[0].message" -o tsv`;
  }

  /**
   * The jump server's public IPv4 address; known after apply.
   * @throws ForcedTunnelingError if the hub has no jump server (`jumpServer: "none"`).
   */
  public get jumpServerPublicIpAddress(): string {
    return this.jumpServer.publicIp!.ipAddress;
  }

  /**
   * Joins the hub to a site by VNet peering, without circuit and gateways. The hub's VNet uses the site's Route Server
   * and so learns the NVA's default route. The peerings wait for the site's `routingReady`. The hub must have no gateway.
   * @returns azurerm's resources of both peerings.
   * @throws ForcedTunnelingError if `site` is not an {@link OnPremSiteWithRouteServer}, or is in another stack. All
   * other mistakes are reported at synthesis.
   * @see https://learn.microsoft.com/azure/route-server/route-injection-in-spokes
   */
  public peerWith(site: OnPremSiteWithRouteServer, options?: PeeringOptions): SitePeering {
    required(this, "site", site, (value) => value instanceof OnPremSiteWithRouteServer, "an OnPremSiteWithRouteServer");
    return new SitePeering(this, `peering-${site.node.id}`, { ...options, network: this.network, site });
  }
}
