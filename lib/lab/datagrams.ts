import { ADDRESS_PLAN } from "./address-plan";
import type { Network } from "./namespaces";

const SOURCE_PORTS = 256;

const PROGRAM = `
import socket, sys
host, source_ports, destination_ports, addresses = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
for address in addresses:
    for source in range(40000, 40000 + source_ports):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.bind((address, source))
            for port in range(1, 1 + destination_ports):
                try: sock.sendto(b"x", (host, port))
                except ConnectionRefusedError: pass
`;

/**
 * Sends datagrams from 256 ports of each address to so many ports that each address has this number of connections, as
 * an NVA counts them. Waits until all are sent.
 */
export async function sendDatagrams(
  network: Network,
  namespace: string,
  addresses: readonly string[],
  connections: number,
): Promise<void> {
  const ports = Math.ceil(connections / SOURCE_PORTS);
  const program = ["python3", "-c", PROGRAM, ADDRESS_PLAN.internet, `${SOURCE_PORTS}`, `${ports}`, ...addresses];
  await network.start(namespace, ...program).ended();
}
