import fc from "fast-check";
import type { NvaUserDataOptions } from "../../lib/nva/user-data";

/** Private networks of the shape Azure's are made of: a /16 with the NVA's subnet and the Route Server's in it. */
const network = fc
  .record({
    base: fc.oneof(
      fc.nat(255).map((second) => `10.${second}`),
      fc.integer({ min: 16, max: 31 }).map((second) => `172.${second}`),
      fc.constant("192.168"),
    ),
    subnets: fc.uniqueArray(fc.nat(255), { minLength: 2, maxLength: 2 }),
    host: fc.integer({ min: 4, max: 254 }),
    length: fc.integer({ min: 24, max: 27 }),
  })
  .map(({ base, subnets: [nva, routeServer], host, length }) => ({
    privateIpAddress: `${base}.${nva}.${host}`,
    subnetGateway: `${base}.${nva}.1`,
    routeServerSubnet: `${base}.${routeServer}.0/${length}`,
    routeServerIps: [`${base}.${routeServer}.4`, `${base}.${routeServer}.5`] as const,
  }));

/** 16 bits, without 0 and the Route Server's own. */
const asn = fc.integer({ min: 1, max: 65534 }).filter((number) => number !== 65515);

const timers = fc
  .record({ keepaliveSeconds: fc.integer({ min: 1, max: 60 }), factor: fc.integer({ min: 3, max: 10 }) })
  .map(({ keepaliveSeconds, factor }) => ({ keepaliveSeconds, holdSeconds: keepaliveSeconds * factor }));

const nextHop = fc.constantFrom("10.0.0.100", "172.16.9.200");

const defaultRoute = fc.oneof(
  fc.record(
    { defaultRoute: fc.constantFrom("follow-health" as const, "always" as const), prepend: fc.nat(10), nextHop },
    { requiredKeys: ["defaultRoute"] },
  ),
  fc.record({ defaultRoute: fc.constant("never" as const) }),
);

const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 4 });

const announces = fc.uniqueArray(
  fc.record(
    {
      prefix: fc.nat(0xffff).map((n) => `10.250.${n >> 8}.${n & 255}/32`),
      prepend: fc.oneof(fc.nat(10), fc.constant("!")),
      loopback: fc.record({ tcpPorts: ports, udpPorts: ports }, { requiredKeys: [] }),
      nextHop,
    },
    { requiredKeys: ["prefix", "prepend"] },
  ),
  { selector: ({ prefix }) => prefix, maxLength: 4 },
);

const frrLines = fc.record(
  {
    global: fc.subarray([
      "ip route 10.99.0.0/16 blackhole",
      "ip prefix-list mine seq 5 permit 10.99.0.0/16",
      "bgp as-path access-list mine seq 5 permit ^65001(_65002)*$",
      "ip nht resolve-via-default",
    ]),
    routerBgp: fc.subarray([
      "neighbor 10.98.0.4 remote-as 65099",
      "bgp bestpath as-path multipath-relax",
      "neighbor route-server description Azure Route Server",
    ]),
    addressFamily: fc.subarray(["maximum-paths 2", "neighbor route-server weight 10", "distance bgp 25 200 200"]),
  },
  { requiredKeys: [] },
);

const natLines = fc.record(
  {
    forward: fc.subarray([
      "ip saddr 10.9.0.0/16 ip daddr 10.10.0.0/16 accept",
      "ip daddr 203.0.113.7 counter drop",
      "tcp flags syn tcp option maxseg size set 1360",
    ]),
    postrouting: fc.subarray(["oifname $wan ip saddr 10.1.2.3 return", "ip daddr 198.51.100.0/24 counter return"]),
    input: fc.subarray(["tcp dport 22 ip saddr != $private drop", 'tcp dport 22 log prefix "nva: "']),
  },
  { requiredKeys: [] },
);

const health = fc.record(
  {
    anchors: fc.array(
      fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65535 })).map(([address, port]) => `${address}:${port}`),
      { minLength: 1, maxLength: 5 },
    ),
    intervalSeconds: fc.constantFrom(0.5, 1, 5, 60),
    timeoutSeconds: fc.constantFrom(0.25, 1, 10),
    failures: fc.integer({ min: 1, max: 20 }),
    successes: fc.integer({ min: 1, max: 20 }),
    knownAnswer: fc.record({
      server: fc.constant("1.0.0.1:80"),
      host: fc.constantFrom("example.org", "192.0.2.1"),
      path: fc.constantFrom("/", "/probe?a=1&b=%20#top"),
      text: fc.constantFrom("it works", "a = b: [c] # ; 日本 %(x)s"),
    }),
    lossPercent: fc.integer({ min: 1, max: 100 }),
    holdRoundsAtMost: fc.integer({ min: 1, max: 3600 }),
    drainSeconds: fc.constantFrom(0, 0.5, 60),
  },
  { requiredKeys: [] },
);

/** Text as people write it into files and commands, with all that YAML could stumble over. */
const text = fc
  .array(
    fc.constantFrom(
      ..."abz019 _-:#'\"\\{}[]&*!|>%@`,?~$=\n\t é日本🙂",
      "\n\n",
      "  ",
      "---",
      "...",
      ": ",
      " #",
      "\r\n",
      "\u2028",
      "on",
      "0o7",
      "${TfToken[TOKEN.9]}",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

const someText = text.filter((value) => value.trim() !== "");

const extras = fc.record(
  {
    packages: fc.array(fc.stringMatching(/^[a-z][a-z0-9.+-]{1,20}$/), { maxLength: 4 }),
    files: fc.array(
      fc.record(
        {
          path: fc.stringMatching(/^\/opt\/[a-z0-9 :#-]{1,20}$/),
          content: text,
          permissions: fc.constantFrom("0600", "0755"),
          owner: fc.constantFrom("root:root", "frr:frrvty"),
          defer: fc.boolean(),
        },
        { requiredKeys: ["path", "content"] },
      ),
      { maxLength: 3 },
    ),
    commands: fc.array(fc.oneof(someText, fc.array(someText, { minLength: 1, maxLength: 3 })), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Any options an NVA may have that a careful caller would let through. */
export const nvaOptions: fc.Arbitrary<NvaUserDataOptions> = fc
  .tuple(
    fc.record({ hostname: fc.stringMatching(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/), asn: fc.oneof(asn, asn.map(String)) }),
    network,
    defaultRoute,
    fc.option(timers, { nil: {} }),
    fc.record({ frrLines, natLines, health, announces }, { requiredKeys: [] }),
    extras,
  )
  .map((parts) => Object.assign({}, ...parts) as NvaUserDataOptions);
