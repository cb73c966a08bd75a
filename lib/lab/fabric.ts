import { ADDRESS_PLAN, nvaAddress } from "./address-plan";
import type { Network } from "./namespaces";

/** How many of the packets between a lossy NVA and the internet are lost, in each direction. */
const LOSS_PERCENT = 30;

/**
 * NICs whose packets are dropped, and addresses that are cut off from the internet, or nearly. Nobody is told that a packet is too
 * large: with a smaller MTU in the fabric, path MTU discovery is broken.
 */
const FAULTS = `
table ip faults {
  set dead { type ifname; }
  set no_internet { type ipv4_addr; }
  set lossy { type ipv4_addr; }
  chain prerouting {
    type filter hook prerouting priority -300;
    iifname @dead drop
  }
  chain postrouting {
    type filter hook postrouting priority 300;
    oifname @dead drop
  }
  chain output {
    type filter hook output priority 0;
    icmp type destination-unreachable icmp code frag-needed drop
  }
  chain forward {
    type filter hook forward priority 0;
    oifname internet ip saddr @no_internet drop
    iifname internet ip daddr @no_internet drop
    oifname internet ip saddr @lossy numgen random mod 100 < ${LOSS_PERCENT} drop
    iifname internet ip daddr @lossy numgen random mod 100 < ${LOSS_PERCENT} drop
  }
}
`;

/**
 * The fabric of a virtual network: it forwards what the client sends to the internet to the NVAs whose default route
 * Route Server has learned, as Azure does with the routes that it programs.
 */
export class Fabric {
  public readonly namespace: string;
  /** The route table of the clients' subnets. */
  public readonly clientTable = "100";

  public constructor(private readonly network: Network) {
    this.namespace = network.namespace("fabric");
    const { namespace } = this;
    const settings = ["ip_forward=1", "conf.all.rp_filter=0", "conf.default.rp_filter=0"];
    network.run(namespace, "sysctl", "-q", ...settings.map((setting) => `net.ipv4.${setting}`));
    network.run(namespace, "nft", "-f", network.file("faults.nft", FAULTS));
    network.ip(namespace, `route add unreachable default table ${this.clientTable}`);
  }

  /** Connects a namespace by a NIC of this name; its first address is in a /24 with the gateway. */
  public connect(role: string, gateway: string, addresses: readonly string[]): string {
    const { network } = this;
    const namespace = network.namespace(role);
    network.cable(namespace, this.namespace, role);
    network.ip(this.namespace, `addr add ${gateway}/24 dev ${role}`);
    for (const address of addresses) network.ip(namespace, `addr add ${address}/24 dev eth0`);
    network.ip(namespace, `route add default via ${gateway}`);
    return namespace;
  }

  /** Uses the clients' route table for packets that arrive on a NIC. */
  public useClientRoutes(nic: string): void {
    this.network.ip(this.namespace, `rule add iif ${nic} lookup ${this.clientTable}`);
  }

  /** Sends packets that arrive on a NIC to an NVA, whatever Route Server has learned: a UDR. */
  public addUserDefinedRoute(nic: string, host: number): void {
    const table = 1_000 + host;
    this.network.ip(
      this.namespace,
      `route add default via ${nvaAddress(host)} dev nva${host} table ${table}\nrule add iif ${nic} lookup ${table}`,
    );
  }

  /** Connects the namespace of an NVA, which configures `eth0` itself. */
  public connectNva(host: number, further: readonly string[]): string {
    const { network } = this;
    const nic = `nva${host}`;
    const namespace = network.namespace(nic);
    network.cable(namespace, this.namespace, nic);
    const routes = [nvaAddress(host), ...further].map((address) => `route add ${address}/32 dev ${nic}`);
    network.ip(this.namespace, [`addr add ${ADDRESS_PLAN.nvaGateway}/32 dev ${nic}`, ...routes].join("\n"));
    network.run(this.namespace, "sysctl", "-q", `net.ipv4.conf.${nic}.proxy_arp=1`);
    return namespace;
  }

  /** Drops all packets from and to an NVA, or forwards them again. Its NIC keeps its carrier, as on Azure. */
  public setDead(host: number, dead: boolean): void {
    this.changeSet("dead", `"nva${host}"`, dead);
  }

  /** Drops the packets between an NVA and the internet, or forwards them again. */
  public setInternetAccess(host: number, access: boolean): void {
    this.changeSet("no_internet", nvaAddress(host), !access);
  }

  /** Drops 30 % of the packets between an NVA and the internet, in each direction, or none. */
  public setLossy(host: number, lossy: boolean): void {
    this.changeSet("lossy", nvaAddress(host), lossy);
  }

  /** Sets the MTU of the fabric's NICs to these namespaces: larger packets to them are lost. */
  public setMtu(mtu: number, ...nics: readonly string[]): void {
    this.network.ip(this.namespace, nics.map((nic) => `link set ${nic} mtu ${mtu}`).join("\n"));
  }

  private changeSet(set: string, element: string, present: boolean): void {
    const verb = present ? "add" : "delete";
    this.network.run(this.namespace, "nft", `${verb} element ip faults ${set} { ${element} }`);
  }
}
