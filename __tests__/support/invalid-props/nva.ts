import * as fc from "fast-check";
import type { Row } from "./row";
import { octet, badAsn } from "./values";

export const NVA_ROWS: readonly Row[] = [
  [
    "nva",
    "privateIpAddress",
    "FT013",
    fc.constantFrom("10.100.0.0", "10.100.0.1", "10.100.0.2", "10.100.0.3", "10.100.0.255"),
  ],
  [
    "nva",
    "privateIpAddress",
    "FT014",
    fc.oneof(
      fc.constantFrom("10.100.1.10", "8.8.8.8"),
      octet.map((last) => `10.0.0.${last}`),
    ),
  ],
  [
    "nva",
    "privateIpAddress",
    "FT016",
    fc.constantFrom("", "10.100.0", "10.100.0.10/24", "nva", "fd00::1", "10.100.0.010"),
  ],
  ["nva", "adminUsername", "FT022", fc.constantFrom("root", "Root", "admin", "", "x".repeat(65))],
  [
    "nva",
    "adminSshPublicKey",
    "FT023",
    fc.constantFrom(
      "",
      "ssh-rsa",
      "ssh-rsa AAAA",
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY=",
      "-----BEGIN PUBLIC KEY-----",
      "hello",
    ),
  ],
  [
    "nva",
    "files",
    "FT026",
    fc.integer({ min: 66_000, max: 70_000 }).map((length) => [{ path: "/opt/big", content: "x".repeat(length) }]),
  ],
  ["nva", "zone", "FT043", fc.constantFrom("0", "4", "", "Zone-Redundant", "1,2")],
  ["nva", "holdSeconds", "FT046", fc.constantFrom(1, 2, 5, 181, 3600, -1, 9.5)],
  ["nva", "keepaliveSeconds", "FT046", fc.constantFrom(4, 60, -1, 1.5)],
  [
    "nva",
    "prepend",
    "FT047",
    fc.oneof(fc.integer({ max: -1 }), fc.integer({ min: 11 }), fc.constantFrom(1.5, Infinity)),
  ],
  [
    "nva",
    "health",
    "FT052",
    fc
      .constantFrom(
        [],
        ["1.1.1.1"],
        ["1.1.1.1:0"],
        ["1.1.1.1:70000"],
        ["10.0.0.1:443"],
        ["one.one.one.one:443"],
        ["[2606::]:443"],
      )
      .map((anchors) => ({ anchors })),
  ],
  [
    "nva",
    "files",
    "FT053",
    fc.constantFrom("relative", "/etc/../etc/passwd", "", "/etc/frr/frr.conf").map((path) => [{ path, content: "x" }]),
  ],
  [
    "nva",
    "frrLines",
    "FT054",
    fc.constantFrom(
      { routerBgp: ["neighbor 10.1.2.300 remote-as 65010"] },
      { addressFamily: ["neighbor route-server route-map nowhere in"] },
    ),
  ],
  ["nva", "asn", "FT003", badAsn],
  [
    "nva",
    "announces",
    "FT175",
    fc
      .constantFrom("10.200.0.1", "10.200.0.1/24", "0.0.0.0/0", "127.0.0.1/32", "20.0.0.0/8", "::1/128")
      .map((prefix) => [{ prefix }]),
  ],
  [
    "nva",
    "announces",
    "FT176",
    fc.constantFrom(
      [{ prefix: "10.200.0.0/24", loopback: { tcpPorts: [443] } }],
      [{ prefix: "10.200.0.1/32", loopback: {} }],
      [{ prefix: "10.200.0.1/32", loopback: { udpPorts: [0] } }],
      [{ prefix: "10.200.0.1/32", loopback: { tcpPorts: [22] } }],
      [{ prefix: "10.200.0.1/32", loopback: { tcpPorts: [80.5] } }],
    ),
  ],
  ["nva", "nextHop", "FT177", fc.constantFrom("lb", "10.1.1.1/32", "203.0.113.7", "")],
  ["nva", "announces", "FT047", fc.constantFrom(-1, 11, 1.5).map((prepend) => [{ prefix: "10.200.0.0/24", prepend }])],
  ["nva", "maxSegmentSize", "FT081", fc.oneof(fc.integer({ max: 535 }), fc.integer({ min: 1461 }))],
  [
    "nva",
    "health",
    "FT076",
    fc.constantFrom(
      { intervalSeconds: 0 },
      { failures: 0 },
      { failures: 1.5 },
      { successes: -1 },
      { timeoutSeconds: Infinity },
      { lossPercent: 0 },
      { lossPercent: 12.5 },
      { holdRoundsAtMost: 0 },
      { holdRoundsAtMost: 3601 },
      { drainSeconds: -1 },
      { drainSeconds: 61 },
    ),
  ],
  [
    "nva",
    "health",
    "FT052",
    fc
      .constantFrom("example.org:80", "1.1.1.1", "10.0.0.4:80")
      .map((server) => ({ knownAnswer: { server, host: "example.org", path: "/", text: "it works" } })),
  ],
  [
    "nva",
    "health",
    "FT080",
    fc
      .constantFrom(
        { host: "a b" },
        { host: "" },
        { path: "probe" },
        { path: "/a b" },
        { text: "a\nb" },
        { text: " a" },
      )
      .map((part) => ({ knownAnswer: { server: "1.1.1.1:80", host: "example.org", path: "/", text: "ok", ...part } })),
  ],
  [
    "nva",
    "frrLines",
    "FT080",
    fc.constantFrom(
      { global: ["router bgp 1"] },
      { routerBgp: ["exit"] },
      { addressFamily: ["exit-address-family"] },
      { global: ["a\nb"] },
    ),
  ],
  [
    "nva",
    "natLines",
    "FT080",
    fc.constantFrom({ forward: ["accept", "}"] }, { input: ["ct state { new"] }, { postrouting: ["} {"] }),
  ],
  ["nva", "packages", "FT080", fc.constantFrom([""], ["frr-snmp; rm -rf /"], ["Upper"], ["a b"])],
];
