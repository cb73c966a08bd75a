import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ADDRESS_PLAN, NVA_ASN, nvaAddress } from "./address-plan";
import { eventually, type Network } from "./namespaces";

const ASN = 65515;

/** A path in the answer of `show bgp ipv4 unicast 0.0.0.0/0 json`. */
interface BgpPath {
  readonly nexthops: readonly { readonly ip: string }[];
}

/** The two instances of a Route Server: bgpd without zebra, because they forward no packets. */
export class RouteServer {
  /** The folders of the instances' sockets. */
  public readonly folders: string[] = [];

  public constructor(
    private readonly network: Network,
    public readonly namespace: string,
  ) {}

  /** Starts both instances, as peers of NVAs with these host numbers. */
  public async start(nvas: readonly number[]): Promise<void> {
    for (const [instance, address] of ADDRESS_PLAN.routeServer.entries()) {
      this.folders[instance] = this.network.startFrr(this.namespace, address, configuration(address, nvas), [
        ["bgpd", "-Z", "-n", "-l", address],
      ]);
      await this.loadConfiguration(instance);
    }
  }

  /** Ends an instance, 0 or 1, without a message to its peers. */
  public kill(instance: number): void {
    process.kill(Number(readFileSync(join(this.folder(instance), "bgpd.pid"), "utf8")), "SIGKILL");
  }

  /** Starts an instance again that was killed. */
  public async restart(instance: number): Promise<void> {
    const folder = this.folder(instance);
    const address = ADDRESS_PLAN.routeServer[instance]!;
    const files = ["-f", "/dev/null", "-i", `${folder}/bgpd.pid`, "-z", `${folder}/zserv`, "--vty_socket", folder];
    this.network.start(this.namespace, "/usr/lib/frr/bgpd", ...files, "-Z", "-n", "-l", address);
    await this.loadConfiguration(instance);
  }

  /** Advertises prefixes of on-premises to the NVAs, from both instances. */
  public advertise(prefixes: readonly string[]): void {
    const networks = prefixes.map((prefix) => `  network ${prefix}\n`).join("");
    const text = `router bgp ${ASN}\n address-family ipv4 unicast\n${networks}`;
    const file = this.network.file("advertised.conf", text);
    for (const folder of this.folders) this.network.run(this.namespace, "vtysh", "--vty_socket", folder, "-f", file);
  }

  /** Next hops of all default routes that NVAs advertise to instances that answer, those of standbys included. */
  public async learnedNextHops(): Promise<readonly string[]> {
    const answers = await Promise.all(
      this.folders.map((folder) => this.show(folder, "show bgp ipv4 unicast 0.0.0.0/0 json")),
    );
    const paths = answers.flatMap(
      (answer) => (JSON.parse(answer?.trim() || "{}") as { paths?: readonly BgpPath[] }).paths ?? [],
    );
    return [...new Set(paths.flatMap(({ nexthops }) => nexthops.map(({ ip }) => ip)))].sort();
  }

  private async loadConfiguration(instance: number): Promise<void> {
    const folder = this.folder(instance);
    await eventually(10, () => {
      this.network.run(this.namespace, "vtysh", "--vty_socket", folder, "-c", "show version");
    });
    this.network.run(this.namespace, "vtysh", "--vty_socket", folder, "--config_dir", folder, "-b");
  }

  private folder(instance: number): string {
    const folder = this.folders[instance];
    if (folder === undefined) throw new Error(`Route Server instance ${instance} was not started`);
    return folder;
  }

  /** The answer to a command; undefined if the instance does not run. */
  private show(folder: string, command: string): Promise<string | undefined> {
    const vtysh = ["netns", "exec", this.namespace, "vtysh", "--vty_socket", folder, "-c", command];
    return new Promise((resolve) => {
      execFile("ip", vtysh, (error, stdout) => {
        resolve(error ? undefined : stdout);
      });
    });
  }
}

function configuration(address: string, nvas: readonly number[]): string {
  return `router bgp ${ASN}
 bgp router-id ${address}
 no bgp ebgp-requires-policy
 no bgp network import-check
${nvas.map((host) => neighbor(nvaAddress(host), address)).join("")} address-family ipv4 unicast
  network ${ADDRESS_PLAN.hub}
  maximum-paths 8
 exit-address-family
exit
`;
}

function neighbor(nva: string, source: string): string {
  return ` neighbor ${nva} remote-as ${NVA_ASN}
 neighbor ${nva} ebgp-multihop
 neighbor ${nva} update-source ${source}
 neighbor ${nva} timers connect 2
`;
}
