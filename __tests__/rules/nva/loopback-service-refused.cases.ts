import { type Case, fails, passes } from "../case";
import { announcement } from "./announcement-refused.cases";

const tcp = (port: number, i = 0) => ({ protocol: "tcp", port, prop: `loopback.tcpPorts.${i}` }) as const;

const portRefused = (ports: readonly number[], text: string, want: string): Case =>
  fails(
    "loopback-service-refused",
    `the ports ${ports.join(", ")}`,
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.1/32", 0, { ports: ports.map(tcp) })];
    },
    [
      {
        at: `main/nva100 announces.0.loopback.tcpPorts.${ports.length - 1}`,
        text,
        got: String(ports.at(-1)),
        want,
        fix: `remove ${ports.at(-1)} from tcpPorts`,
      },
    ],
  );

export const CASES: readonly Case[] = [
  passes("loopback-service-refused", "DNS by TCP and UDP", ({ nva }) => {
    const udp = { protocol: "udp", port: 53, prop: "loopback.udpPorts.0" } as const;
    nva.announces = [announcement("10.200.0.1/32", 0, { ports: [tcp(53), udp] })];
  }),
  passes("loopback-service-refused", "a prefix without a service", ({ nva }) => {
    nva.announces = [announcement("10.200.0.0/24")];
  }),
  fails(
    "loopback-service-refused",
    "a service with 256 addresses",
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.0/24", 0, { ports: [tcp(53)] })];
    },
    [
      {
        at: "main/nva100 announces.0.prefix",
        text: "a loopback service has one address, not the prefix 10.200.0.0/24",
        want: "a prefix of length 32",
        fix: 'prefix: "10.200.0.0/32"',
      },
    ],
  ),
  fails(
    "loopback-service-refused",
    "a service without ports",
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.1/32", 0, { ports: [] })];
    },
    [
      {
        at: "main/nva100 announces.0.loopback",
        text: "the service 10.200.0.1/32 has no port, so nothing can reach it and nothing shows that it works",
        want: "at least one TCP or UDP port",
        fix: "loopback: { tcpPorts: [443] }",
      },
    ],
  ),
  portRefused([70000], "70000 is not a port", "each port from 1 to 65535 once"),
  portRefused([53, 53], "TCP port 53 is listed twice", "each port from 1 to 65535 once"),
  portRefused([22], "TCP port 22 of the NVA is SSH's at every address", "a port of the service"),
];
