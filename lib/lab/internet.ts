import { ADDRESS_PLAN } from "./address-plan";
import { startEcho } from "./echo";
import type { Daemon, Network } from "./namespaces";

const WEB_PORT = "80";
const ANCHOR_PORTS = ["443", "8443", "9443"];
const PACKAGE_PORT = "8080";
const KNOWN_PORT = "8081";
const KNOWN_TEXT = "this is the internet";

/** Answers each TCP connection with the source address that it sees. */
const ADDRESS_SERVER = `
import asyncio, sys
async def answer(reader, writer):
    try:
        writer.write(writer.get_extra_info("peername")[0].encode())
        await writer.drain()
        writer.close()
    except OSError: pass
async def main():
    for port in sys.argv[1:]: await asyncio.start_server(answer, "", int(port), backlog=1024)
    await asyncio.Event().wait()
asyncio.run(main())
`;

/** Gives every request the same answer. */
const WEB_SERVER = `
import asyncio, sys
port, text = sys.argv[1:]
async def answer(reader, writer):
    try:
        await reader.readuntil(b"\\r\\n\\r\\n")
        writer.write(b"HTTP/1.0 200 OK\\r\\n\\r\\n" + text.encode())
        await writer.drain()
        writer.close()
    except (OSError, asyncio.IncompleteReadError): pass
async def main():
    await asyncio.start_server(answer, "", int(port), backlog=1024)
    await asyncio.Event().wait()
asyncio.run(main())
`;

/** Counts packets with a private source that is not an NVA's: they left without translation. */
const LEAKS = `
table ip leaks {
  chain input {
    type filter hook prerouting priority -300;
    ip saddr ${ADDRESS_PLAN.hub} counter drop
    ip saddr 172.16.0.0/12 counter drop
  }
}
`;

/** The internet: a server that tells clients their address, anchors for health probes, and a package server. */
export class Internet {
  /** The package source for `/etc/apt/sources.list`. */
  public static readonly packageSource = `deb [trusted=yes] http://${ADDRESS_PLAN.internet}:${PACKAGE_PORT}/ ./\n`;
  /** The anchors for health probes. */
  public static readonly anchors = ANCHOR_PORTS.map((port) => `${ADDRESS_PLAN.internet}:${port}`);

  /** A web server's answer for health probes, while there is no captive portal. */
  public static readonly knownAnswer = {
    server: `${ADDRESS_PLAN.internet}:${KNOWN_PORT}`,
    host: "internet.example",
    path: "/",
    text: KNOWN_TEXT,
  };

  private packages: Daemon | undefined;
  private web: Daemon;

  public constructor(
    private readonly network: Network,
    private readonly namespace: string,
  ) {
    network.run(namespace, "nft", "-f", network.file("leaks.nft", LEAKS));
    network.start(namespace, "python3", "-c", ADDRESS_SERVER, WEB_PORT, ...ANCHOR_PORTS);
    startEcho(network, namespace);
    this.web = this.startWebServer(KNOWN_TEXT);
  }

  /** Number of packets that arrived with a private source so far. */
  public leaks(): number {
    const table = this.network.run(this.namespace, "nft", "list table ip leaks");
    return [...table.matchAll(/counter packets (\d+)/g)].reduce((sum, [, packets]) => sum + Number(packets), 0);
  }

  /** Lets a captive portal answer web requests, or the web server itself. Everything else is as before. */
  public async setCaptivePortal(captive: boolean): Promise<void> {
    await this.web.stop("SIGKILL");
    this.web = this.startWebServer(captive ? "please log in" : KNOWN_TEXT);
  }

  /** Starts the server of the packages in a folder. */
  public startPackageServer(folder: string): void {
    const server = ["-m", "http.server", PACKAGE_PORT, "--directory", folder];
    this.packages = this.network.start(this.namespace, "python3", ...server);
  }

  public async stopPackageServer(): Promise<void> {
    await this.packages?.stop("SIGKILL");
  }

  private startWebServer(text: string): Daemon {
    return this.network.start(this.namespace, "python3", "-c", WEB_SERVER, KNOWN_PORT, text);
  }
}
