import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { delay, eventually, Network } from "../lib/lab/namespaces";
import { natRuleset } from "../lib/nva/nat-ruleset";
import { atLeastOne } from "../scripts/at-least-one";
import { type Measurement, asTable } from "./measurement";

/*
 * What an NVA costs against plain forwarding, and how much of that any source NAT would cost: the same namespaces and
 * cables three times, by turns. Needs root and iperf3.
 */

const SECONDS = 1;
const SERVER = "198.51.100.100";

/*
 * Connections one after the other, each with its answer; by turns from many addresses, because an NVA limits each, and
 * to many, because the ports of one public address end: what a server keeps in TIME_WAIT it does not accept at once.
 */
const CONNECT = `
import socket, sys, time
end, count = time.monotonic() + float(sys.argv[1]), 0
while time.monotonic() < end:
    host = count % 20 + 100
    with socket.create_connection((f"198.51.100.{host}", 80), 2, (f"10.0.0.{host}", 0)) as connection:
        connection.recv(9)
    count += 1
print(count)
`;
const ACCEPT = `
import socket
server = socket.create_server(("", 80), backlog=1024)
while True:
    connection, _ = server.accept()
    connection.sendall(b"x")
    connection.close()
`;

interface Path {
  readonly network: Network;
  readonly client: string;
}

type Load = (path: Path) => number;

const LOADS: Readonly<Record<string, Load>> = {
  "one TCP stream": ({ network, client }) =>
    received(network.run(client, "iperf3", "-c", SERVER, "-J", "-t", `${SECONDS}`), "bits_per_second"),
  "UDP of 64 bytes": ({ network, client }) => {
    const udp = network.run(client, "iperf3", "-c", SERVER, "-J", "-t", `${SECONDS}`, "-u", "-b", "0", "-l", "64");
    return received(udp, "packets") - received(udp, "lost_packets");
  },
  "new connections": ({ network, client }) => Number(network.run(client, "python3", "-c", CONNECT, `${SECONDS}`)),
};

type Sum = "bits_per_second" | "packets" | "lost_packets";

function received(report: string, what: Sum): number {
  const { end } = JSON.parse(report) as { end: { sum_received?: Record<Sum, number>; sum: Record<Sum, number> } };
  return (what === "bits_per_second" ? (end.sum_received ?? end.sum) : end.sum)[what];
}

const ROUTERS = ["plain forwarding", "masquerade alone", "NVA"] as const;
type Router = (typeof ROUTERS)[number];

const RULESETS: Readonly<Record<Router, string>> = {
  "plain forwarding": "",
  "masquerade alone": `table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname $wan masquerade fully-random
  }
}
`,
  NVA: natRuleset({ privateIpAddress: "10.100.0.10", routeServerIps: ["10.100.210.4", "10.100.210.5"] }),
};

/** A client and a server with a router between them. */
async function path(router: Router): Promise<Path> {
  const network = new Network();
  const [client, nva, server] = [network.namespace("client"), network.namespace("nva"), network.namespace("server")];
  network.cable(client, nva, "clients");
  network.cable(server, nva, "internet");
  const hosts = (range: string): string[] =>
    Array.from({ length: 20 }, (_, i) => `addr add ${range}.${i + 100}/24 dev eth0`);
  network.ip(client, [...hosts("10.0.0"), "route add default via 10.0.0.1"].join("\n"));
  network.ip(server, [...hosts("198.51.100"), "route add 10.0.0.0/24 via 198.51.100.1"].join("\n"));
  network.ip(nva, "addr add 10.0.0.1/24 dev clients\naddr add 198.51.100.1/24 dev internet");
  network.run(nva, "sysctl", "-q", "net.ipv4.ip_forward=1");
  network.run(nva, "nft", "-D", "wan=internet", "-f", network.file("nat.nft", RULESETS[router]));
  if (router === "NVA") {
    const settings = network.file("90-forced-tunnel.conf", "");
    copyFileSync(join(__dirname, "../assets/sysctl.conf"), settings);
    network.run(nva, "/usr/lib/systemd/systemd-sysctl", settings);
  }
  network.start(server, "iperf3", "-s");
  network.start(server, "python3", "-c", ACCEPT);
  await eventually(10, () => {
    network.run(client, "python3", "-c", CONNECT, "0.1");
    network.run(client, "iperf3", "-c", SERVER, "-t", "1");
  });
  return { network, client };
}

async function main(runs: number): Promise<void> {
  const paths: Path[] = [];
  for (const router of ROUTERS) paths.push(await path(router));
  const all: Measurement[] = [];
  for (const [name, load] of Object.entries(LOADS)) {
    const ratios: { ofPlain: number; ofMasquerade: number }[] = [];
    for (let run = 0; run < runs; run += 1) {
      const [plain, masquerade, nva] = paths.map(load) as [number, number, number];
      ratios.push({ ofPlain: plain / nva, ofMasquerade: masquerade / nva });
      await delay(100);
    }
    all.push(
      compared(
        name,
        "plain forwarding",
        ratios.map(({ ofPlain }) => ofPlain),
      ),
    );
    all.push(
      compared(
        name,
        "masquerade alone",
        ratios.map(({ ofMasquerade }) => ofMasquerade),
      ),
    );
  }
  process.stdout.write(asTable(all));
  await Promise.all(paths.map(({ network }) => network.end()));
}

function compared(load: string, router: Router, ratios: readonly number[]): Measurement {
  const sorted = [...ratios].sort((a, b) => a - b);
  const range = `${(1 / sorted.at(-1)!).toFixed(2)} to ${(1 / sorted[0]!).toFixed(2)}`;
  return {
    name: `${load}: ${router} / NVA (NVA's share ${range})`,
    value: sorted[Math.floor(sorted.length / 2)]!,
    unit: "x",
    goal: 1.11,
    missed: "the NVA forwards less than nine tenths of that",
  };
}

const { runs } = new Command("nva-throughput")
  .description("Measures how much less an NVA forwards than a router without translation. Needs root.")
  .option("--runs <n>", "how often each load is measured; medians count", atLeastOne, 5)
  .parse()
  .opts<{ runs: number }>();
if (spawnSync("iperf3", ["--version"]).status === 0) void main(runs);
else {
  process.stderr.write("bench: iperf3 is missing: apt-get install iperf3\n");
  process.exitCode = 1;
}
