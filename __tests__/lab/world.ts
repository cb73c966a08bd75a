import { Machine } from "../../lib/lab/machine";
import { Daemon, eventually, Network } from "../../lib/lab/namespaces";
import { rootFilesystem } from "../../lib/lab/root-filesystem";

const ECHO_SOURCE = `
import socketserver, sys
class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        try: self.request.sendall(self.client_address[0].encode())
        except OSError: pass
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
Server(("", int(sys.argv[1])), Handler).serve_forever()
`;

/** A new TCP connection every 50 ms: one line each, the time and the source that the server saw, or nothing. */
const PROBES = `
import socket, sys, time
while True:
    at = time.time()
    seen = ""
    try:
        with socket.create_connection((sys.argv[1], 80), 1) as connection: seen = connection.recv(99).decode()
    except OSError: pass
    print(f"{at:.3f} {seen}", flush=True)
    time.sleep(max(0, 0.05 - (time.time() - at)))
`;

/**
 * A client, Route Server's two instances, the internet, and places for NVAs, around a fabric that forwards like Azure's:
 * what comes from the client goes to the NVA whose default route the Route Server has.
 */
export class World {
  public readonly net = new Network();
  public readonly client = this.net.namespace("client");
  public readonly internet = this.net.namespace("internet");
  private readonly fabric = this.net.namespace("fabric");
  private readonly peers = this.net.namespace("peers");
  private readonly machines: Machine[] = [];
  private readonly vtys: string[] = [];
  private anchor: Daemon | undefined;
  private packages: Daemon | undefined;

  public constructor() {
    const { net, fabric, client, peers, internet } = this;
    net.cable(client, fabric, "client");
    net.cable(peers, fabric, "peers");
    net.cable(internet, fabric, "internet");
    net.run(fabric, "sysctl", "-q", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf.default.rp_filter=0");
    net.ip(
      fabric,
      `addr add 10.0.0.1/24 dev client
       addr add 10.100.210.1/24 dev peers
       addr add 198.51.100.1/24 dev internet
       route add unreachable default table 100
       rule add iif client lookup 100`,
    );
    net.ip(client, "addr add 10.0.0.4/24 dev eth0\nroute add default via 10.0.0.1");
    net.ip(peers, "addr add 10.100.210.4/24 dev eth0\naddr add 10.100.210.5/24 dev eth0\nroute add default via 10.100.210.1");
    net.ip(internet, "addr add 198.51.100.10/24 dev eth0\nroute add default via 198.51.100.1");
    net.start(internet, "python3", "-c", ECHO_SOURCE, "80");
    // Whatever leaves the fabric with a private source that is no NVA's.
    net.run(internet, "nft", "add table ip count; add chain ip count in { type filter hook input priority 0 ; }; add rule ip count in ip saddr 10.0.0.0/24 counter drop; add rule ip count in ip saddr 172.16.0.0/12 counter drop");
  }

  /** Packets that reached the internet with a client's source. */
  public leaks(): number {
    const counters = [...this.net.run(this.internet, "nft", "list table ip count").matchAll(/counter packets (\d+)/g)];
    return counters.reduce((sum, [, packets]) => sum + Number(packets), 0);
  }

  public anchorUp(): void {
    this.anchor = this.net.start(this.internet, "python3", "-c", ECHO_SOURCE, "443");
  }

  public async anchorDown(): Promise<void> {
    await this.anchor?.stop("SIGKILL");
  }

  public packagesUp(): void {
    this.packages = this.net.start(this.internet, "python3", "-m", "http.server", "8080", "--directory", rootFilesystem().packages);
  }

  public async packagesDown(): Promise<void> {
    await this.packages?.stop("SIGKILL");
  }

  /** A machine at 10.100.0.N, off. */
  public machine(n: number, userData: string): Machine {
    const namespace = this.net.namespace(`nva${n}`);
    this.net.cable(namespace, this.fabric, `nva${n}`);
    this.net.ip(
      this.fabric,
      `link set nva${n} up
       addr add 10.100.0.1/32 dev nva${n}
       route add 10.100.0.${n}/32 dev nva${n}`,
    );
    this.net.run(this.fabric, "sysctl", "-q", `net.ipv4.conf.nva${n}.proxy_arp=1`);
    const machine = new Machine({
      name: `vm-nva${n}`,
      namespace,
      root: rootFilesystem(),
      folder: this.net.folder,
      userData,
      files: {
        "/etc/systemd/network/10-eth0.network": `[Match]\nName=eth0\n[Network]\nAddress=10.100.0.${n}/24\nLinkLocalAddressing=no\n[Route]\nGateway=10.100.0.1\nMetric=100\n`,
        "/etc/apt/sources.list": "deb [trusted=yes] http://198.51.100.10:8080/ ./\n",
      },
    });
    this.machines.push(machine);
    return machine;
  }

  /** Route Server's instances, and what follows their routes: the fabric sends the client's traffic to who announces. */
  public async routeServer(nvas: readonly number[]): Promise<void> {
    for (const address of ["10.100.210.4", "10.100.210.5"]) {
      const config = [
        "router bgp 65515",
        ` bgp router-id ${address}`,
        " no bgp ebgp-requires-policy",
        " no bgp network import-check",
        ...nvas.flatMap((n) => [
          ` neighbor 10.100.0.${n} remote-as 65001`,
          ` neighbor 10.100.0.${n} ebgp-multihop`,
          ` neighbor 10.100.0.${n} update-source ${address}`,
          ` neighbor 10.100.0.${n} timers connect 2`,
        ]),
        " address-family ipv4 unicast",
        "  network 10.0.0.0/16",
        "  maximum-paths 8",
        " exit-address-family",
        "exit",
        "",
      ].join("\n");
      const vty = this.net.startFrr(this.peers, address, config, [["bgpd", "-Z", "-n", "-l", address]]);
      this.vtys.push(vty);
      await eventually(10, () => {
        this.net.run(this.peers, "vtysh", "--vty_socket", vty, "-c", "show version");
      });
      this.net.run(this.peers, "vtysh", "--vty_socket", vty, "--config_dir", vty, "-b");
    }
    const agent = setInterval(() => this.follow(), 100);
    this.stops.push(() => clearInterval(agent));
  }

  private readonly stops: (() => void)[] = [];
  private followed = "";

  /** The next hops of the best default that an instance has. */
  public nextHops(): readonly string[] {
    const { stdout } = this.net.attempt(this.peers, "vtysh", "--vty_socket", this.vtys[0]!, "-c", "show bgp ipv4 unicast 0.0.0.0/0 json");
    const { paths = [] } = JSON.parse(stdout || "{}") as {
      paths?: { bestpath?: { overall?: boolean }; multipath?: boolean; nexthops: { ip: string }[] }[];
    };
    return paths
      .filter(({ bestpath, multipath }) => bestpath?.overall === true || multipath === true)
      .flatMap(({ nexthops }) => nexthops.map(({ ip }) => ip))
      .sort();
  }

  private follow(): void {
    const hops = this.nextHops();
    const key = hops.join(" ");
    if (key === this.followed) return;
    this.followed = key;
    const how = hops.map((hop) => `nexthop via ${hop} dev nva${hop.split(".")[3]}`).join(" ");
    this.net.ip(this.fabric, `route replace table 100 ${how === "" ? "unreachable default" : `default ${how}`}`);
    if (how !== "") this.net.attempt(this.fabric, "ip", "route", "del", "unreachable", "default", "table", "100");
  }

  /** Starts the client's probes. */
  public probes(): Daemon {
    return this.net.start(this.client, "python3", "-c", PROBES, "198.51.100.10");
  }

  public seen(): string {
    return this.net.attempt(this.client, "python3", "-c", `import socket; print(socket.create_connection(("198.51.100.10", 80), 1).recv(99).decode(), end="")`).stdout;
  }

  public async end(): Promise<void> {
    for (const stop of this.stops) stop();
    for (const machine of this.machines) await machine.end();
    await this.net.end();
  }
}
