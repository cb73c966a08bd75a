import * as fc from "fast-check";
import type { Changes } from "./apps";

/** One mistake: the prop in which it is made, the value, and the rule that has to name it. */
export interface Mistake {
  readonly construct: keyof Changes;
  /** "client.size" */
  readonly prop: string;
  readonly value: unknown;
  /** The rules any of which explains it. */
  readonly rules: readonly string[];
}

type Row = readonly [construct: keyof Changes, prop: string, rules: string, values: fc.Arbitrary<unknown>];

const octet = fc.integer({ min: 0, max: 255 });
const anAddress = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const noPrefix = fc.oneof(
  anAddress,
  fc.tuple(anAddress, fc.integer({ min: 33, max: 999 })).map(([address, length]) => `${address}/${length}`),
  fc.tuple(octet, octet, octet, fc.integer({ min: 256, max: 999 })).map((octets) => `${octets.join(".")}/16`),
  fc.constantFrom(
    "",
    " ",
    "10.0.0.0/",
    "/16",
    "10.0.0/16",
    "010.0.0.0/16",
    "10.0.0.0/16 ",
    "fd00::/48",
    "hello",
    "10.0.0.0/-1",
    "10.0.0.0/1.5",
  ),
);
const publicPrefix = fc
  .tuple(
    fc.constantFrom(
      "8.8.0.0",
      "100.64.0.0",
      "172.32.0.0",
      "192.169.0.0",
      "11.0.0.0",
      "224.0.0.0",
      "127.0.0.0",
      "169.254.0.0",
    ),
    fc.constantFrom(16, 20, 24),
  )
  .map(([address, length]) => `${address}/${length}`);
const hostBits = fc
  .tuple(fc.integer({ min: 1, max: 254 }), fc.integer({ min: 16, max: 23 }))
  .map(([host, length]) => `10.0.0.${host}/${length}`);
const reservedAsn = fc.constantFrom(0, 8074, 8075, 12076, 23456, 64496, 64511, 65515, 65517, 65520, 65535, 65551);
const badAsn = fc.oneof(
  reservedAsn,
  fc.integer({ min: 65536, max: 4294967295 }),
  fc.integer({ max: -1 }),
  fc.double({ min: 0.1, max: 65000, noInteger: true, noNaN: true }),
  fc.constantFrom(Infinity, -Infinity),
);
const badName = fc.oneof(
  fc.constantFrom("", "-a", "a-", ".a", "a b", "a/b", "ü", "a".repeat(81), "a?", "a\nb", "_a"),
  fc.stringMatching(/^[a-z]{1,5}[ /?#%&:;<>|"'`~!@*+=,^()[\]{}\\][a-z]{1,5}$/),
);
const notText = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
  fc.constant(["x"]),
  fc.constant(Number.NaN),
);
const notNumber = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.constant({}), fc.constant(Number.NaN));
const notFlag = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({}));
const notList = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { minLength: 1 }),
);
const notObject = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean(), fc.constant(null));
const unknownName = fc.stringMatching(/^[a-z]{3,12}[A-Z][a-z]{2,6}$/).filter((name) => !(name in {}));

const VALUES: readonly Row[] = [
  ["hub", "addressSpace", "FT004", noPrefix],
  ["site", "addressSpace", "FT004", noPrefix],
  ["hub", "addressSpace", "FT007", publicPrefix],
  ["site", "addressSpace", "FT007", publicPrefix],
  ["hub", "addressSpace", "FT008", hostBits],
  [
    "site",
    "addressSpace",
    "FT005",
    fc.constantFrom("10.0.0.0/16", "10.0.128.0/17", "10.0.0.0/8", "10.0.64.0/20", "10.0.220.0/24"),
  ],
  [
    "hub",
    "addressSpace",
    "FT011",
    fc.constantFrom("10.1.0.0/25", "10.1.0.0/26", "10.1.0.0/28", "10.1.0.0/30", "10.1.0.0/31", "10.1.0.0/32"),
  ],
  [
    "hub",
    "moreAddressSpaces",
    "FT006",
    fc.constantFrom(["10.0.0.0/24"], ["10.0.0.0/8"], ["192.168.0.0/16", "192.168.4.0/24"]),
  ],
  ["hub", "client.subnetPrefix", "FT009", fc.constantFrom("10.1.0.0/24", "192.168.0.0/24", "10.0.0.0/15")],
  ["hub", "client.subnetPrefix", "FT010", fc.constantFrom("10.0.200.0/24", "10.0.192.0/18", "10.0.220.0/25")],
  ["hub", "client.subnetPrefix", "FT011", fc.integer({ min: 30, max: 32 }).map((length) => `10.0.1.0/${length}`)],
  ["hub", "gateway.subnetPrefix", "FT011", fc.integer({ min: 28, max: 32 }).map((length) => `10.0.1.0/${length}`)],
  [
    "site",
    "routeServer.subnetPrefix",
    "FT011",
    fc.integer({ min: 27, max: 32 }).map((length) => `10.100.1.0/${length}`),
  ],
  ["hub", "jumpServer.subnetPrefix", "FT004", noPrefix],
  [
    "site",
    "nvaSubnet.routes",
    "FT012",
    fc.constantFrom(
      [],
      [{ name: "r", addressPrefix: "0.0.0.0/0", nextHopType: "None" }],
      [{ name: "r", addressPrefix: "8.0.0.0/8", nextHopType: "Internet" }],
    ),
  ],
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
    "hub",
    "jumpServer.privateIpAddress",
    "FT013 FT014 FT016",
    fc.constantFrom("10.0.220.3", "10.0.221.10", "10.0.220.256", "jump"),
  ],
  [
    "nva",
    "privateIpAddress",
    "FT016",
    fc.constantFrom("", "10.100.0", "10.100.0.10/24", "nva", "fd00::1", "10.100.0.010"),
  ],
  ["hub", "client.privateIpAddress", "FT014", fc.constantFrom("10.0.220.10", "10.0.1.4")],
  ["hub", "virtualNetworkName", "FT019", fc.oneof(badName, fc.constant("v"), fc.constant("v".repeat(65)))],
  ["hub", "gateway.name", "FT019", badName],
  ["hub", "client.name", "FT019 FT021", badName],
  ["hub", "client.subnetName", "FT019", badName],
  ["site", "routeServer.name", "FT019", badName],
  ["hub", "client.name", "FT020", fc.constantFrom("vm-jump00", "VM-JUMP00", "vm-nva100")],
  [
    "hub",
    "client.computerName",
    "FT021",
    fc.oneof(fc.stringMatching(/^[a-z]{16,40}$/), fc.constantFrom("", "123", "a_b", "a.b", "a-", "a b")),
  ],
  [
    "hub",
    "client.adminUsername",
    "FT022",
    fc.constantFrom("admin", "Administrator", "ROOT", "user1", "", "a.", "x".repeat(21), "guest"),
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
  ["hub", "client", "FT023", fc.constant({ operatingSystem: "linux" })],
  ["hub", "gateway.routes", "FT024", fc.constant([{ name: "d", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }])],
  [
    "nva",
    "files",
    "FT026",
    fc.integer({ min: 66_000, max: 70_000 }).map((length) => [{ path: "/opt/big", content: "x".repeat(length) }]),
  ],
  [
    "hub",
    "jumpServer.operatorSources",
    "FT029",
    fc.constantFrom(["0.0.0.0/0"], ["*"], ["Internet"], ["203.0.113.0/24", "0.0.0.0/0"], ["0.0.0.0/1", "128.0.0.0/1"]),
  ],
  [
    "hub",
    "jumpServer.operatorSources",
    "FT030",
    fc.constantFrom([""], ["home"], ["203.0.113.5/24"], ["203.0.113.0/33"], ["2001:db8::1"]),
  ],
  ["circuit", "acceptsDefaultRoute", "FT032", fc.constant(false)],
  [
    "circuit",
    "circuitId",
    "FT033",
    fc.oneof(
      fc.string().filter((text) => !text.includes("${")),
      fc.constant("/subscriptions/x/resourcegroups/y/providers/Microsoft.Network/expressRouteCircuits/z"),
    ),
  ],
  ["circuit", "authorizationKeys", "FT036", fc.array(fc.uuid(), { minLength: 2, maxLength: 3 })],
  ["hub", "adminPassword", "FT036", fc.string({ minLength: 1 }).filter((text) => !text.includes("${"))],
  ["hub", "gateway.sku", "FT035", fc.constantFrom("VpnGw1", "Basic", "ErGwScale", "ergw1az", "", "Premium")],
  [
    "hub",
    "client.routes",
    "FT037",
    fc.constantFrom(
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "VirtualAppliance" }],
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "Internet", nextHopIpAddress: "10.0.0.4" }],
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "Elsewhere" }],
    ),
  ],
  [
    "hub",
    "client.routes",
    "FT038",
    fc.constant([
      { name: "a", addressPrefix: "10.9.0.0/16", nextHopType: "None" },
      { name: "b", addressPrefix: "10.9.0.0/16", nextHopType: "Internet" },
    ]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT039",
    fc
      .oneof(fc.constantFrom(99, 4097, 100, 4096, 0, -1, 150.5))
      .map((priority) => [{ name: "R", priority, direction: "Inbound", access: "Allow", sources: ["10.0.0.0/8"] }]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT040",
    fc.constantFrom("70000", "443-80", "22,80", "http", "-1", "").map((port) => [
      {
        name: "R",
        priority: 200,
        direction: "Inbound",
        access: "Allow",
        sources: ["10.0.0.0/8"],
        destinationPorts: [port],
      },
    ]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT029",
    fc
      .constantFrom("*", "Internet", "0.0.0.0/0")
      .map((source) => [{ name: "R", priority: 200, direction: "Inbound", access: "Allow", sources: [source] }]),
  ],
  ["hub", "client.acceleratedNetworking", "FT041", fc.constant(true)],
  [
    "hub",
    "client.image",
    "FT042",
    fc
      .constantFrom(
        "2022-datacenter-azure-edition-core",
        "2022-datacenter-azure-edition-hotpatch",
        "2025-datacenter-azure-edition",
      )
      .map((sku) => ({ publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku })),
  ],
  ["nva", "zone", "FT043", fc.constantFrom("0", "4", "", "Zone-Redundant", "1,2")],
  [
    "hub",
    "client.dailyShutdown",
    "FT044",
    fc.constantFrom("900", "2400", "0060", "9:00", "").map((time) => ({ time, timeZone: "UTC" })),
  ],
  [
    "hub",
    "client.dailyShutdown",
    "FT045",
    fc.constantFrom("Asia/Tokyo", "JST", "tokyo standard time", "UTC+13").map((timeZone) => ({ timeZone })),
  ],
  ["nva", "holdSeconds", "FT046", fc.constantFrom(1, 2, 8, 181, 3600, -1, 9.5)],
  ["nva", "keepaliveSeconds", "FT046", fc.constantFrom(4, 60, -1, 1.5)],
  [
    "nva",
    "prepend",
    "FT047",
    fc.oneof(fc.integer({ max: -1 }), fc.integer({ min: 11 }), fc.constantFrom(1.5, Infinity)),
  ],
  ["site", "routeServer.branchToBranchTraffic", "FT048", fc.constant(false)],
  ["hub", "gateway.remoteVnetTraffic", "FT049", fc.constant(false)],
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
  [
    "hub",
    "tags",
    "FT055",
    fc.oneof(
      fc.constantFrom<Record<string, string>>({ "a<b": "x" }, { ["k".repeat(513)]: "x" }, { k: "v".repeat(257) }),
      fc.constant(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"]))),
    ),
  ],
  [
    "site",
    "dnsServers",
    "FT058",
    fc.constantFrom(
      ["dns"],
      ["10.0.0.256"],
      ["10.0.0.0/8"],
      Array.from({ length: 21 }, (_, i) => `10.0.0.${i + 4}`),
    ),
  ],
  [
    "hub",
    "client.osDisk",
    "FT059",
    fc.constantFrom({ storageAccountType: "UltraSSD_LRS" }, { sizeGb: 4096 }, { sizeGb: -1 }, { sizeGb: 30.5 }),
  ],
  ["nva", "asn", "FT003", badAsn],
  [
    "site",
    "nvaSubnet.tunnelledSources",
    "FT074",
    fc.constantFrom(["8.8.8.0/24"], ["100.64.0.0/10"], ["10.0.0.0/8", "172.0.0.0/8"], ["192.168.1.1/16"]),
  ],
  ["site", "nvaSubnet.gatewayRoutes", "FT060", fc.constant(false)],
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
    ),
  ],
  [
    "hub",
    "jumpServer.routes",
    "FT072",
    fc.constantFrom([], [{ name: "r", addressPrefix: "192.0.2.0/24", nextHopType: "Internet" }]),
  ],
  ["hub", "routeServerSubnetPrefix", "FT004", noPrefix],
  ["hub", "client.routes", "FT077", fc.constant([{ name: "d", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }])],
  ["hub", "client.gatewayRoutes", "FT077", fc.constant(false)],
  [
    "site",
    "nvaSubnet.securityRules",
    "FT078",
    fc
      .constantFrom("*", "VirtualNetwork", "0.0.0.0/0")
      .map((source) => [{ name: "x", priority: 101, direction: "Inbound", access: "Deny", sources: [source] }]),
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

const TEXTS: readonly (readonly [keyof Changes, string])[] = [
  ["hub", "name"],
  ["hub", "addressSpace"],
  ["hub", "virtualNetworkName"],
  ["hub", "location"],
  ["hub", "adminPassword"],
  ["hub", "client.name"],
  ["hub", "client.size"],
  ["hub", "client.zone"],
  ["hub", "client.subnetPrefix"],
  ["hub", "gateway.sku"],
  ["hub", "jumpServer.subnetName"],
  ["hub", "jumpServer.privateIpAddress"],
  ["hub", "jumpServer.routeTableName"],
  ["site", "name"],
  ["site", "addressSpace"],
  ["site", "routeServer.name"],
  ["site", "routeServer.subnetPrefix"],
  ["site", "gateway.name"],
  ["nva", "privateIpAddress"],
  ["nva", "adminSshPublicKey"],
  ["nva", "size"],
  ["nva", "name"],
  ["circuit", "circuitId"],
];
const NUMBERS: readonly (readonly [keyof Changes, string])[] = [
  ["nva", "asn"],
  ["nva", "prepend"],
  ["nva", "keepaliveSeconds"],
  ["nva", "holdSeconds"],
  ["nva", "osDisk.sizeGb"],
  ["nva", "health.failures"],
];
const FLAGS: readonly (readonly [keyof Changes, string])[] = [
  ["hub", "client.acceleratedNetworking"],
  ["hub", "client.bootDiagnostics"],
  ["hub", "client.failClosedGuard"],
  ["hub", "jumpServer.openToInternet"],
  ["hub", "gateway.remoteVnetTraffic"],
  ["site", "routeServer.branchToBranchTraffic"],
  ["nva", "publicIp"],
  ["nva", "trustedLaunch"],
  ["circuit", "acceptsDefaultRoute"],
];
const LISTS: readonly (readonly [keyof Changes, string])[] = [
  ["hub", "moreAddressSpaces"],
  ["hub", "dnsServers"],
  ["hub", "jumpServer.operatorSources"],
  ["hub", "client.publicIpZones"],
  ["site", "nvaSubnet.adminSources"],
  ["site", "nvaSubnet.tunnelledSources"],
  ["nva", "packages"],
  ["nva", "frrLines.global"],
  ["nva", "natLines.forward"],
  ["nva", "health.anchors"],
  ["circuit", "authorizationKeys"],
];
const GROUPS: readonly (readonly [keyof Changes, string])[] = [
  ["hub", "client"],
  ["hub", "jumpServer"],
  ["hub", "gateway"],
  ["hub", "tags"],
  ["hub", "client.osDisk"],
  ["hub", "client.image"],
  ["hub", "client.identity"],
  ["site", "nvaSubnet"],
  ["site", "routeServer"],
  ["site", "gateway"],
  ["nva", "health"],
  ["nva", "frrLines"],
  ["nva", "natLines"],
  ["nva", "dailyShutdown"],
];
const HOLDERS: readonly (readonly [keyof Changes, string])[] = [
  ["hub", ""],
  ["hub", "client."],
  ["hub", "jumpServer."],
  ["hub", "gateway."],
  ["site", ""],
  ["site", "nvaSubnet."],
  ["site", "routeServer."],
  ["nva", ""],
  ["nva", "health."],
  ["circuit", ""],
];

const wrongType = (places: typeof TEXTS, values: fc.Arbitrary<unknown>): Row[] =>
  places.map(([construct, prop]) => [construct, prop, "FT002", values]);

const ROWS: readonly Row[] = [
  ...VALUES,
  ...wrongType(TEXTS, notText),
  ...wrongType(NUMBERS, notNumber),
  ...wrongType(FLAGS, notFlag),
  ...wrongType(LISTS, notList),
  ...wrongType(GROUPS, notObject),
];

const misspelt: fc.Arbitrary<Mistake> = fc
  .tuple(fc.constantFrom(...HOLDERS), unknownName, fc.oneof(fc.string(), fc.integer(), fc.boolean()))
  .map(([[construct, holder], name, value]) => ({ construct, prop: `${holder}${name}`, value, rules: ["FT001"] }));

/** One mistake of every kind there is, each with the rule that has to name it. */
export const mistakes: fc.Arbitrary<Mistake> = fc.oneof(
  {
    weight: ROWS.length,
    arbitrary: fc
      .constantFrom(...ROWS)
      .chain(([construct, prop, rules, values]) =>
        values.map((value) => ({ construct, prop, value, rules: rules.split(" ") })),
      ),
  },
  { weight: HOLDERS.length, arbitrary: misspelt },
);

/** Every prop that a mistake can be made in, for values that may well be valid. */
export const PLACES: readonly (readonly [keyof Changes, string])[] = [
  ...new Map(ROWS.map(([construct, prop]) => [`${construct}.${prop}`, [construct, prop] as const])).values(),
];

/** The topology's changes with a value at a place. */
export function changesWith(construct: keyof Changes, prop: string, value: unknown): Changes {
  const nested = prop.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  // Without sources the jump server would be warned about; that is not what is tried.
  const jumpServer = {
    jumpServer: { operatorSources: ["203.0.113.0/24"], ...((nested as { jumpServer?: object })?.jumpServer ?? {}) },
  };
  const whole =
    construct === "hub" && !prop.startsWith("jumpServer")
      ? { ...jumpServer, ...(nested as object) }
      : construct === "hub" && prop !== "jumpServer"
        ? jumpServer
        : nested;
  return { [construct]: whole };
}
