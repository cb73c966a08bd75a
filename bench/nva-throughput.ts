import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { delay, eventually, Network } from "../lib/lab/namespaces";
import { natRuleset } from "../lib/nva/nat-ruleset";
import { atLeastOne } from "../scripts/at-least-one";
import { type Measurement, asTable } from "./measurement";

/*
 * What an NVA costs against plain forwarding: the same namespaces and cables, with its ruleset and kernel settings and
 * without, by turns. Needs root and iperf3.
 */

const SECONDS = 3;
const SERVER = "198.51.100.10";

/** Connections one after the other, each with its answer; by turns from many addresses, because an NVA limits each. */
const CONNECT = `
import socket, sys, time
end, count = time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < end:
    source = (f"10.0.0.{count % 100 + 100}", 0)
    with socket.create_connection((sys.argv[1], 80), 2, source) as connection:
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

const MISSED = "connection tracking and translation cost more than a tenth of what this machine forwards";

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
  "new connections": ({ network, client }) =>
    Number(network.run(client, "python3", "-c", CONNECT, SERVER, `${SECONDS}`)),
};

type Sum = "bits_per_second" | "packets" | "lost_packets";

function received(report: string, what: Sum): number {
  const { end } = JSON.parse(report) as { end: { sum_received?: Record<Sum, number>; sum: Record<Sum, number> } };
  return (what === "bits_per_second" ? (end.sum_received ?? end.sum) : end.sum)[what];
}

/** A client and a server with a router between them, which is an NVA or only forwards. */
async function path(isNva: boolean): Promise<Path> {
  const network = new Network();
  const [client, nva, server] = [network.namespace("client"), network.namespace("nva"), network.namespace("server")];
  network.cable(client, nva, "clients");
  network.cable(server, nva, "internet");
  const sources = Array.from({ length: 100 }, (_, i) => `addr add 10.0.0.${i + 100}/24 dev eth0`);
  network.ip(client, [...sources, "route add default via 10.0.0.1"].join("\n"));
  network.ip(server, `addr add ${SERVER}/24 dev eth0\nroute add 10.0.0.0/24 via 198.51.100.1`);
  network.ip(nva, "addr add 10.0.0.1/24 dev clients\naddr add 198.51.100.1/24 dev internet");
  network.run(nva, "sysctl", "-q", "net.ipv4.ip_forward=1");
  if (isNva) {
    const ruleset = natRuleset({ privateIpAddress: "10.100.0.10", routeServerIps: ["10.100.210.4", "10.100.210.5"] });
    const settings = network.file("90-forced-tunnel.conf", "");
    copyFileSync(join(__dirname, "../assets/sysctl.conf"), settings);
    network.run(nva, "nft", "-D", "wan=internet", "-f", network.file("nat.nft", ruleset));
    network.run(nva, "/usr/lib/systemd/systemd-sysctl", settings);
  }
  network.start(server, "iperf3", "-s");
  network.start(server, "python3", "-c", ACCEPT);
  await eventually(10, () => {
    network.run(client, "python3", "-c", CONNECT, SERVER, "0.1");
    network.run(client, "iperf3", "-c", SERVER, "-t", "1");
  });
  return { network, client };
}

async function main(runs: number): Promise<void> {
  const both = [await path(true), await path(false)];
  const all: Measurement[] = [];
  for (const [name, load] of Object.entries(LOADS)) {
    const ratios: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const [nva, plain] = both.map((one) => load(one));
      ratios.push(plain! / nva!);
      await delay(100);
    }
    ratios.sort((a, b) => a - b);
    const value = ratios[Math.floor(runs / 2)]!;
    const range = `${(1 / ratios.at(-1)!).toFixed(2)} to ${(1 / ratios[0]!).toFixed(2)}`;
    all.push({
      name: `${name}: plain forwarding / NVA (NVA's share ${range})`,
      value,
      unit: "x",
      goal: 1.11,
      missed: MISSED,
    });
  }
  process.stdout.write(asTable(all));
  await Promise.all(both.map(({ network }) => network.end()));
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
