import type { Daemon, Network } from "../../lib/lab/namespaces";

const HTTP_LIKE = `
import socket, sys
server = socket.create_server(("", int(sys.argv[1])))
while True:
    connection, (address, _) = server.accept()
    connection.sendall(address.encode())
    connection.close()
`;
const ASK = `
import socket, sys
source = (sys.argv[4], 0) if len(sys.argv) > 4 else None
print(socket.create_connection((sys.argv[1], int(sys.argv[2])), float(sys.argv[3]), source).recv(99).decode(), end="")
`;

/** Namespaces by their roles. */
export interface NvaFabric {
  readonly client: string;
  readonly nva: string;
  readonly peers: string;
  readonly internet: string;
}

/**
 * A client, the NVA with its one NIC, the two instances of a Route Server, and the internet, around a fabric that
 * forwards like Azure's: what comes from the client or from the internet for it goes to the NVA, what comes from the
 * NVA goes where it says. Client and internet answer on port 80 with the address that they see.
 */
export function buildFabric(net: Network): NvaFabric {
  const fabric = net.namespace("fabric");
  const client = net.namespace("client");
  const nva = net.namespace("nva");
  const peers = net.namespace("peers");
  const internet = net.namespace("internet");
  net.cable(client, fabric, "client");
  net.cable(nva, fabric, "nva");
  net.cable(peers, fabric, "peers");
  net.cable(internet, fabric, "internet");
  net.run(
    fabric,
    "sysctl",
    "-q",
    "net.ipv4.ip_forward=1",
    "net.ipv4.conf.all.rp_filter=0",
    "net.ipv4.conf.default.rp_filter=0",
  );
  net.ip(
    fabric,
    `addr add 10.0.0.1/24 dev client
       addr add 10.100.0.1/24 dev nva
       addr add 10.100.210.1/24 dev peers
       addr add 198.51.100.1/24 dev internet
       route add 10.200.0.0/15 via 198.51.100.10
       route add 169.254.169.254 via 198.51.100.10
       route add default via 10.100.0.10 table 100
       route add 10.0.0.0/24 via 10.100.0.10 table 101
       rule add iif client lookup 100
       rule add iif internet lookup 101`,
  );
  net.ip(client, "addr add 10.0.0.4/24 dev eth0\nroute add default via 10.0.0.1");
  net.ip(nva, "addr add 10.100.0.10/24 dev eth0\nroute add default via 10.100.0.1 dev eth0 proto dhcp metric 100");
  net.ip(
    peers,
    "addr add 10.100.210.4/24 dev eth0\naddr add 10.100.210.5/24 dev eth0\nroute add default via 10.100.210.1",
  );
  net.ip(
    internet,
    `addr add 198.51.100.10/24 dev eth0
       addr add 10.200.0.4/32 dev lo
       addr add 10.201.0.4/32 dev lo
       addr add 169.254.169.254/32 dev lo
       route add default via 198.51.100.1`,
  );
  startServer(net, internet, 80);
  startServer(net, client, 80);
  return { client, nva, peers, internet };
}

/** A server that answers with the address that it sees. */
export const startServer = (net: Network, namespace: string, port: number): Daemon =>
  net.start(namespace, "python3", "-c", HTTP_LIKE, `${port}`);

/**
 * The source address that a server sees, or undefined when it is not reached.
 * @param source the address that the client sends from, where it has several
 */
export function addressSeenBy(
  net: Network,
  server: string,
  from: string,
  seconds: number,
  source?: string,
): string | undefined {
  const { status, stdout } = net.attempt(
    from,
    "python3",
    "-c",
    ASK,
    server,
    "80",
    `${seconds}`,
    ...(source === undefined ? [] : [source]),
  );
  return status === 0 ? stdout : undefined;
}
