import { ADDRESS_PLAN, nvaAddress } from "./address-plan";
import { Client } from "./client";
import { Fabric } from "./fabric";
import { Internet } from "./internet";
import { Machine } from "./machine";
import { Network } from "./namespaces";
import { rootFilesystem } from "./root-filesystem";
import { programRoutes } from "./route-programming";
import { RouteServer } from "./route-server";

/**
 * A small Azure on one machine: a client, a Route Server, the internet, and NVAs on real systemd, around a fabric that
 * sends the client's traffic to the NVAs whose default route Route Server has learned. Needs root.
 */
export class NvaLab {
  public readonly fabric: Fabric;
  public readonly client: Client;
  public readonly secondClient: Client;
  public readonly internet: Internet;
  public readonly routeServer: RouteServer;

  private readonly network = new Network();
  private readonly root = rootFilesystem();
  private readonly machines: Machine[] = [];

  public constructor() {
    const { network } = this;
    this.fabric = new Fabric(network);
    const { fabric } = this;
    this.client = this.addClient("client", ADDRESS_PLAN.clientGateway, [ADDRESS_PLAN.client]);
    this.secondClient = this.addClient("client2", ADDRESS_PLAN.secondClientGateway, ADDRESS_PLAN.secondClient);
    this.routeServer = new RouteServer(
      network,
      fabric.connect("routeserver", ADDRESS_PLAN.routeServerGateway, ADDRESS_PLAN.routeServer),
    );
    this.internet = new Internet(
      network,
      fabric.connect("internet", ADDRESS_PLAN.internetGateway, [ADDRESS_PLAN.internet]),
    );
  }

  /** Starts Route Server with NVAs of these host numbers as peers, and the programming of its routes in the fabric. */
  public async startRouteServer(nvas: readonly number[]): Promise<void> {
    await this.routeServer.start(nvas);
    programRoutes(this.network, this.routeServer, this.fabric);
  }

  /** Starts the server that NVAs install their packages from. */
  public startPackageServer(): void {
    this.internet.startPackageServer(this.root.packages);
  }

  /**
   * Adds an NVA that is off. Its address is {@link nvaAddress} of the host number.
   * @param further addresses of its further IP configurations
   */
  public addNva(host: number, userData: string, further: readonly string[] = []): Machine {
    const namespace = this.fabric.connectNva(host, further);
    const machine = new Machine({
      name: `vm-nva${host}`,
      namespace,
      renewNamespace: () => this.network.renew(namespace),
      root: this.root,
      folder: this.network.folder,
      userData,
      files: {
        [NETWORK_UNIT]: networkUnit(host),
        "/etc/apt/sources.list": Internet.packageSource,
      },
    });
    this.machines.push(machine);
    return machine;
  }

  /** Ends everything that the lab has started. */
  public async end(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.remove()));
    await this.network.end();
  }

  private addClient(role: string, gateway: string, addresses: readonly string[]): Client {
    const namespace = this.fabric.connect(role, gateway, addresses);
    this.fabric.useClientRoutes(role);
    return new Client(this.network, namespace);
  }
}

/** The file that configures an NVA's NIC: what DHCP does on Azure. Its name is the one that netplan gives it on Ubuntu. */
export const NETWORK_UNIT = "/etc/systemd/network/10-netplan-eth0.network";

/** Content of {@link NETWORK_UNIT}. The metric is that of a default route by DHCP. */
export function networkUnit(host: number): string {
  return `[Match]
Name=eth0

[Network]
Address=${nvaAddress(host)}/24
LinkLocalAddressing=no

[Route]
Gateway=${ADDRESS_PLAN.nvaGateway}
Metric=100
`;
}
