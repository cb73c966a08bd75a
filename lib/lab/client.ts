import { ADDRESS_PLAN } from "./address-plan";
import { sendDatagrams } from "./datagrams";
import { echo } from "./echo";
import type { Daemon, Network } from "./namespaces";

/** Seconds between a client's connections. */
const INTERVAL_SECONDS = 0.05;

/** Seconds of silence after which {@link Client.echo} gives up: several retransmissions of TCP. */
const ECHO_SECONDS = 5;

/**
 * Opens a TCP connection at every interval, whether or not earlier ones have been answered. A line is the time and the
 * source address that the server saw, or no address if the connection failed within a second.
 */
const PROBES = `
import asyncio, sys, time
host, interval = sys.argv[1], float(sys.argv[2])
async def read_address():
    reader, writer = await asyncio.open_connection(host, 80)
    try: return (await reader.read(99)).decode()
    finally: writer.close()
async def probe(start):
    address = ""
    try: address = await asyncio.wait_for(read_address(), 1)
    except (OSError, asyncio.TimeoutError): pass
    print(f"{start:.3f} {address}", flush=True)
async def main():
    running, due = set(), time.time()
    while True:
        task = asyncio.create_task(probe(time.time()))
        running.add(task)
        task.add_done_callback(running.discard)
        due = max(due + interval, time.time() - 1)
        await asyncio.sleep(max(0, due - time.time()))
asyncio.run(main())
`;

/** A connection of the client. */
export interface ClientProbe {
  /** When it began, in seconds since 1970. */
  readonly start: number;
  /** The source address that the internet saw; empty if the connection failed. */
  readonly source: string;
}

/** What the client lost during an observation. */
export interface Outage {
  readonly sent: number;
  readonly lost: number;
  /** The longest time in seconds between two answered connections with lost ones between them; 0 if none was lost. */
  readonly seconds: number;
}

/** A client in a spoke whose internet traffic Route Server sends through the NVAs. */
export class Client {
  public constructor(
    private readonly network: Network,
    private readonly namespace: string,
  ) {}

  /**
   * The source address that the internet sees; empty if the client has no internet access.
   * @param from the client's own address, where it has several
   */
  public publicAddress(from = ""): string {
    const program = [
      "import socket",
      `address = ("${ADDRESS_PLAN.internet}", 80)`,
      `print(socket.create_connection(address, 1, ("${from}", 0)).recv(99).decode(), end="")`,
    ].join("\n");
    return this.network.attempt(this.namespace, "python3", "-c", program).stdout;
  }

  /** Sends a number of bytes to a server that sends them back; returns how many came back. */
  public echo(bytes: number): number {
    return echo(this.network, this.namespace, bytes, ECHO_SECONDS);
  }

  /** Sends datagrams that are a number of connections for each of these addresses of the client. */
  public sendDatagrams(addresses: readonly string[], connections: number): Promise<void> {
    return sendDatagrams(this.network, this.namespace, addresses, connections);
  }

  /** Starts a connection every 50 ms, until {@link ProbeRun.stop}. */
  public startProbes(): ProbeRun {
    const program = ["python3", "-c", PROBES, ADDRESS_PLAN.internet, String(INTERVAL_SECONDS)];
    return new ProbeRun(this.network.start(this.namespace, ...program));
  }
}

/** The connections of a client over a time. */
export class ProbeRun {
  public constructor(private readonly daemon: Daemon) {}

  public async stop(): Promise<void> {
    await this.daemon.stop("SIGKILL");
  }

  /** Finished connections that began after a time in seconds since 1970, in the order of their start. */
  public since(seconds: number): readonly ClientProbe[] {
    const lines = this.daemon.output.split("\n").slice(0, -1);
    return lines
      .map((line) => line.split(" "))
      .map(([start = "", source = ""]) => ({ start: Number(start), source }))
      .filter(({ start }) => start >= seconds)
      .sort((first, second) => first.start - second.start);
  }

  /** Whether all connections of the last seconds were answered, and the last one is not older than that. */
  public areAnswered(seconds: number): boolean {
    const recent = this.since(Date.now() / 1_000 - seconds);
    return recent.length > 0 && recent.every(({ source }) => source !== "");
  }
}

/** Summarizes connections in the order of their start. */
export function outageOf(probes: readonly ClientProbe[]): Outage {
  let longest = 0;
  let answered = probes[0]?.start ?? 0;
  let isLost = false;
  for (const { start, source } of [...probes, ...probes.slice(-1).map(({ start }) => ({ start, source: "end" }))]) {
    if (source === "") {
      isLost = true;
      continue;
    }
    if (isLost) longest = Math.max(longest, start - answered);
    answered = start;
    isLost = false;
  }
  return { sent: probes.length, lost: probes.filter(({ source }) => source === "").length, seconds: longest };
}
