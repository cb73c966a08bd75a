import { ADDRESS_PLAN } from "./address-plan";
import type { Network } from "./namespaces";

const PORT = "7";

const SERVER = `
import asyncio, sys
async def answer(reader, writer):
    try:
        writer.write(await reader.read())
        await writer.drain()
        writer.close()
    except OSError: pass
async def main():
    await asyncio.start_server(answer, "", int(sys.argv[1]))
    await asyncio.Event().wait()
asyncio.run(main())
`;

/** Sends all bytes before it reads any, so that each direction has to carry full segments by itself. */
const CLIENT = `
import socket, sys
host, port, size, seconds = sys.argv[1], *map(int, sys.argv[2:])
received = 0
try:
    with socket.create_connection((host, port), seconds) as sock:
        sock.sendall(b"x" * size)
        sock.shutdown(socket.SHUT_WR)
        while part := sock.recv(65536): received += len(part)
except OSError: pass
print(received)
`;

/** Starts a server on the internet that sends back what it receives, at the end of the client's data. */
export function startEcho(network: Network, namespace: string): void {
  network.start(namespace, "python3", "-c", SERVER, PORT);
}

/** Sends a number of bytes to the echo server; returns how many came back before it was silent for some seconds. */
export function echo(network: Network, namespace: string, bytes: number, seconds: number): number {
  return Number(network.run(namespace, "python3", "-c", CLIENT, ADDRESS_PLAN.internet, PORT, `${bytes}`, `${seconds}`));
}
