import { readGuest } from "../../../lib/analysis/guest/read-guest";
import { symbol } from "../../../lib/analysis/unknown/value";
import { describeWithTools } from "../../support/tools";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { announced, filtered } from "./results";

const withFrr = (text: string, more: object = {}) =>
  `#cloud-config\n${JSON.stringify({
    packages: ["frr"],
    write_files: [
      { path: "/etc/frr/frr.conf", content: text },
      { path: "/etc/frr/daemons", content: "bgpd=yes\n" },
    ],
    ...more,
  })}`;
const guestOf = (text: string, more?: object) => readGuest(withFrr(text, more), "vm").guest!;
const lines = (text: string) => guestOf(text).unread.map(({ line, affects }) => `${affects}: ${line}`);
const PEER = "10.100.210.4";
const NEIGHBOR = `router bgp 65001\n no bgp ebgp-requires-policy\n neighbor ${PEER} remote-as 65515\n`;

/** What an outbound route-map `m` makes of a route. */
function passes(config: string, prefix: string, asPath: number[] = []) {
  const out = guestOf(`${config}\n${NEIGHBOR} neighbor ${PEER} route-map m out\n`).bgp!.neighbors[0]!.out;
  return filtered(out, { prefix, asPath, communities: [] });
}

describe("route-maps and lists let pass what they say", () => {
  const nine = "ip prefix-list nine";
  const m = "route-map m permit 10\n match ip address prefix-list nine";
  test.each<[string, string, string, string]>([
    ["an equal prefix", `${nine} permit 10.9.0.0/16\n${m}`, "10.9.0.0/16", "permit"],
    ["a longer one", `${nine} permit 10.9.0.0/16\n${m}`, "10.9.1.0/24", "deny"],
    ["a longer one up to le", `${nine} permit 10.9.0.0/16 le 24\n${m}`, "10.9.1.0/24", "permit"],
    ["longer than le", `${nine} permit 10.9.0.0/16 le 23\n${m}`, "10.9.1.0/24", "deny"],
    ["from ge on", `${nine} permit 10.9.0.0/16 ge 24\n${m}`, "10.9.1.0/24", "permit"],
    ["shorter than ge", `${nine} permit 10.9.0.0/16 ge 24\n${m}`, "10.9.0.0/16", "deny"],
    ["between ge and le", `${nine} permit 10.9.0.0/16 ge 20 le 24\n${m}`, "10.9.16.0/20", "permit"],
    ["any", `${nine} permit any\n${m}`, "10.9.1.0/24", "permit"],
    ["the order of numbers", `${nine} seq 20 permit any\n${nine} seq 10 deny 10.9.0.0/16\n${m}`, "10.9.0.0/16", "deny"],
    ["the same number again", `${nine} seq 10 deny any\n${nine} seq 10 permit any\n${m}`, "10.9.0.0/16", "permit"],
    [
      "an entry taken back",
      `${nine} seq 10 deny any\n${nine} seq 20 permit any\nno ${nine} seq 10 deny any\n${m}`,
      "10.9.0.0/16",
      "permit",
    ],
    ["a list taken back", `${nine} permit any\nno ${nine}\n${m}`, "10.9.0.0/16", "deny"],
    ["a list's description", `${nine} description ours\n${nine} permit any\n${m}`, "10.9.0.0/16", "permit"],
    ["a length", "route-map m permit 10\n match ip address prefix-len 24", "10.9.1.0/24", "permit"],
    ["another length", "route-map m permit 10\n match ip address prefix-len 24", "10.9.0.0/16", "deny"],
    [
      "an access-list",
      "access-list 9 permit 10.9.0.0 0.0.255.255\nroute-map m permit 10\n match ip address 9",
      "10.9.1.0/24",
      "permit",
    ],
    [
      "an access-list's host",
      "access-list 9 permit host 10.9.0.1\nroute-map m permit 10\n match ip address 9",
      "10.9.0.1/32",
      "permit",
    ],
    [
      "an access-list's address alone",
      "access-list 9 remark r\naccess-list 9 permit 10.9.0.1\nroute-map m permit 10\n match ip address 9",
      "10.9.0.2/32",
      "deny",
    ],
    [
      "an access-list of any",
      "access-list 9 seq 5 permit any\nroute-map m permit 10\n match ip address 9",
      "10.9.0.0/16",
      "permit",
    ],
    [
      "an exact access-list",
      "access-list nine permit 10.9.0.0/16 exact-match\nroute-map m permit 10\n match ip address nine",
      "10.9.1.0/24",
      "deny",
    ],
    ["IPv6 only", "route-map m permit 10\n match ipv6 address prefix-list x", "10.9.0.0/16", "deny"],
    [
      "a denying entry first",
      `${nine} permit 10.9.0.0/16\nroute-map m permit 20\nroute-map m deny 10\n match ip address prefix-list nine`,
      "10.9.0.0/16",
      "deny",
    ],
    [
      "an entry taken back",
      `route-map m deny 10\nroute-map m permit 20\nno route-map m deny 10`,
      "10.9.0.0/16",
      "permit",
    ],
    ["a map taken back", `route-map m permit 10\nno route-map m`, "10.9.0.0/16", "deny"],
    ["a match taken back", `${nine} deny any\n${m}\n no match ip address prefix-list nine`, "10.9.0.0/16", "permit"],
    [
      "two lists in one entry",
      `${nine} permit any\naccess-list 9 deny any\n${m}\n match ip address 9`,
      "10.9.0.0/16",
      "unknown",
    ],
    ["call", `${m.split("\n")[0]}\n call other`, "10.9.0.0/16", "unknown"],
    ["continue", "route-map m permit 10\n continue 20\nroute-map m deny 20", "10.9.0.0/16", "unknown"],
    ["on-match", "route-map m permit 10\n on-match next\nroute-map m deny 20", "10.9.0.0/16", "unknown"],
    [
      "a community",
      "bgp community-list standard c permit 65001:1\nroute-map m permit 10\n match community c",
      "10.9.0.0/16",
      "unknown",
    ],
    [
      "a tag that makes no difference",
      "route-map m permit 10\n match tag 7\nroute-map m permit 20",
      "10.9.0.0/16",
      "permit",
    ],
    ["a next hop of the session's", "route-map m permit 10\n set ip next-hop peer-address", "10.9.0.0/16", "unknown"],
    ["communities that go by a list", "route-map m permit 10\n set comm-list c delete", "10.9.0.0/16", "unknown"],
    ["a line that only the apply knows", `route-map m permit 10\n ${symbol("var.line")}`, "10.9.0.0/16", "unknown"],
  ])("%s", (_, config, prefix, verdict) => {
    expect(passes(config, prefix).verdict).toBe(verdict);
  });

  test.each<[string, string, number[], string]>([
    [
      "the first entry that fits",
      "bgp as-path access-list p deny _64500_\nbgp as-path access-list p permit .*",
      [65515, 64500],
      "deny",
    ],
    [
      "in the order of numbers",
      "bgp as-path access-list p seq 10 permit .*\nbgp as-path access-list p seq 5 deny ^65515",
      [65515],
      "deny",
    ],
    ["the old spelling", "ip as-path access-list p permit ^$", [], "permit"],
    ["no list of this name", "", [65515], "deny"],
    ["an expression that is none", "bgp as-path access-list p permit (", [65515], "unknown"],
  ])("as-path lists: %s", (_, list, path, verdict) => {
    expect(passes(`${list}\nroute-map m permit 10\n match as-path p`, "10.9.0.0/16", path).verdict).toBe(verdict);
  });

  test("what they set", () => {
    const set = (text: string) => passes(`route-map m permit 10\n set ${text}`, "10.9.0.0/16", [64500, 64501]).route;
    expect(set("as-path prepend 65001 65001").asPath).toEqual([65001, 65001, 64500, 64501]);
    expect(set("as-path prepend last-as 2").asPath).toEqual([64500, 64501]);
    expect(set("as-path exclude 64500").asPath).toEqual([64501]);
    expect(set("community 65001:1 no-advertise additive").communities).toEqual(["65001:1", "no-advertise"]);
    expect(set("ip next-hop 10.100.0.9").nextHop).toBe("10.100.0.9");
    expect(set("metric 50")).toEqual({ prefix: "10.9.0.0/16", asPath: [64500, 64501], communities: [] });
    expect(passes("route-map m permit 10\n set as-path exclude all", "10.9.0.0/16").verdict).toBe("unknown");
  });

  test("last-as repeats the neighbour's number in what it sends", () => {
    const { in: inbound } = guestOf(
      `route-map m permit 10\n set as-path prepend last-as 2\n${NEIGHBOR} neighbor ${PEER} route-map m in\n`,
    ).bgp!.neighbors[0]!;
    expect(filtered(inbound, { prefix: "10.9.0.0/16", asPath: [65515], communities: [] }).route.asPath).toEqual([
      65515, 65515, 65515,
    ]);
  });

  test("filter-lists, and lists that nobody defined", () => {
    const verdict = (config: string, path: number[]) =>
      filtered(guestOf(config).bgp!.neighbors[0]!.out, { prefix: "10.9.0.0/16", asPath: path, communities: [] })
        .verdict;
    const filter = `${NEIGHBOR} neighbor ${PEER} filter-list p out\n`;
    expect([
      verdict(`bgp as-path access-list p permit ^$\n${filter}`, []),
      verdict(`bgp as-path access-list p permit ^$\n${filter}`, [1]),
      verdict(filter, []),
    ]).toEqual(["permit", "deny", "deny"]);
    expect(verdict(`${NEIGHBOR} neighbor ${PEER} distribute-list nobody out\n`, [])).toBe("deny");
  });
});

describe("what FRR originates", () => {
  const STATICS = "ip route 10.8.0.0 255.255.0.0 10.100.0.1\nip route 10.9.0.0/16 Null0\n";
  const originates = (config: string, more?: object) =>
    guestOf(config, more).bgp!.originates.map((one) => `${one.prefix} ${one.by} ${announced(one)}`);
  const ROUTER = "router bgp 65001\n";

  test.each<[string, string, string[]]>([
    ["a network that is there", `${STATICS}${ROUTER} network 10.9.0.0/16`, ["10.9.0.0/16 network always"]],
    ["one that nobody has", `${ROUTER} network 10.7.0.0/16`, ["10.7.0.0/16 network unknown"]],
    ["without looking", `${ROUTER} no bgp network import-check\n network 10.7.0.0/16`, ["10.7.0.0/16 network always"]],
    ["the default by DHCP", `${ROUTER} network 0.0.0.0/0`, ["0.0.0.0/0 network always"]],
    ["with a mask", `${STATICS}${ROUTER} network 10.9.0.0 mask 255.255.0.0`, ["10.9.0.0/16 network always"]],
    [
      "with the class of old",
      `${ROUTER} no bgp network import-check\n network 10.0.0.0\n network 172.16.0.0\n network 192.168.7.0\n network 0.0.0.0`,
      [
        "10.0.0.0/8 network always",
        "172.16.0.0/16 network always",
        "192.168.7.0/24 network always",
        "0.0.0.0/0 network always",
      ],
    ],
    ["host bits are cut", `${STATICS}${ROUTER} network 10.9.1.1/16`, ["10.9.0.0/16 network always"]],
    ["a network taken back", `${STATICS}${ROUTER} network 10.9.0.0/16\n no network 10.9.0.0/16`, []],
    ["a network of IPv6", `${ROUTER} address-family ipv6 unicast\n  network ::/0\n exit-address-family`, []],
    [
      "static routes",
      `${STATICS}${ROUTER} redistribute static`,
      ["10.8.0.0/16 redistribute static always", "10.9.0.0/16 redistribute static always"],
    ],
    [
      "a static route taken back",
      `${STATICS}no ip route 10.9.0.0/16 Null0\n${ROUTER} redistribute static`,
      ["10.8.0.0/16 redistribute static always"],
    ],
    ["redistribution taken back", `${STATICS}${ROUTER} redistribute static\n no redistribute static`, []],
    [
      "the subnet",
      `${ROUTER} redistribute connected`,
      [`${symbol("the machine's own subnet")} redistribute connected always`],
    ],
    ["the kernel's", `${ROUTER} redistribute kernel`, ["0.0.0.0/0 redistribute kernel always"]],
    [
      "by protocol",
      `${STATICS}route-map k permit 10\n match source-protocol static\n${ROUTER} redistribute kernel route-map k`,
      [],
    ],
    [
      "an aggregate",
      `${STATICS}${ROUTER} redistribute static\n aggregate-address 10.8.0.0/15`,
      [
        "10.8.0.0/16 redistribute static always",
        "10.9.0.0/16 redistribute static always",
        "10.8.0.0/15 aggregate-address always",
      ],
    ],
    [
      "an aggregate alone",
      `${STATICS}${ROUTER} redistribute static\n aggregate-address 10.8.0.0/15 summary-only`,
      ["10.8.0.0/15 aggregate-address always"],
    ],
    [
      "a router taken back",
      `${STATICS}${ROUTER} redistribute static\nexit\nno router bgp 65001\n${ROUTER} network 10.9.0.0/16`,
      ["10.9.0.0/16 network always"],
    ],
  ])("%s", (_, config, expected) => {
    expect(originates(config)).toEqual(expected);
  });

  test("routes that commands add", () => {
    const runcmd = [
      "ip route add 10.7.0.0/16 via 10.100.0.1 dev eth0 metric 20",
      "ip -6 route add 2001:db8::/32 dev eth0",
      "ip route replace default via 10.100.0.1 metric 10",
      "ip route add 10.6.0.1 via 10.100.0.1",
      "ip route add garbage",
    ];
    expect(originates(`${ROUTER} redistribute kernel`, { runcmd })).toEqual([
      "10.7.0.0/16 redistribute kernel always",
      "0.0.0.0/0 redistribute kernel always",
      "10.6.0.1/32 redistribute kernel always",
    ]);
    expect(originates(`${ROUTER} redistribute kernel`, { runcmd: ["ip route add blackhole 10.7.0.0/16"] })).toContain(
      "10.7.0.0/16 redistribute kernel always",
    );
    expect(
      originates(`route-map k permit 10\n match metric 10\n${ROUTER} redistribute kernel route-map k`, { runcmd }),
    ).toEqual(["0.0.0.0/0 redistribute kernel always"]);
  });

  test("no router any more is no BGP", () => {
    expect(guestOf(`${NEIGHBOR}exit\nno router bgp 65001\n`).bgp).toBeUndefined();
    expect(guestOf(`${NEIGHBOR}exit\nno router bgp\n`).bgp).toBeUndefined();
  });

  test.each<[string, string, string[]]>([
    ["a map that permits what is there", "route-map d permit 10\n set as-path prepend 65001\n", ["always"]],
    [
      "a map that permits what is not there",
      "ip prefix-list x permit 10.1.0.0/16\nroute-map d permit 10\n match ip address prefix-list x\n",
      ["unknown"],
    ],
    ["a map that permits nothing", "route-map d deny 10\n", []],
    ["no such map", "", []],
  ])("default-originate with %s", (_, map, conditions) => {
    const { bgp } = guestOf(
      `${STATICS}${map}${NEIGHBOR} redistribute static\n neighbor ${PEER} default-originate route-map d\n`,
    );
    expect(bgp!.neighbors[0]!.originates.map(announced)).toEqual(conditions);
  });
});

describe("neighbours", () => {
  const neighbors = (config: string) => guestOf(config).bgp!.neighbors;

  test("what they are given", () => {
    const [first] = neighbors(
      `router bgp 65001\n neighbor ${PEER} remote-as 65515\n neighbor ${PEER} ebgp-multihop\n neighbor ${PEER} password x\n neighbor ${PEER} shutdown\n neighbor ${PEER} description ours\n`,
    );
    expect(first).toMatchObject({ remoteAsn: 65515, multihop: 255, password: true, shutdown: true, active: true });
  });

  test("what is taken back", () => {
    const text = `${NEIGHBOR} neighbor ${PEER} shutdown\n no neighbor ${PEER} shutdown\n neighbor ${PEER} route-map m out\n no neighbor ${PEER} route-map m out\n address-family ipv4 unicast\n  no neighbor ${PEER} activate\n exit-address-family\n`;
    expect(neighbors(text)[0]).toMatchObject({ shutdown: false, out: [], active: false });
    expect(neighbors(`${NEIGHBOR} no neighbor ${PEER}\n`)).toEqual([]);
    expect(neighbors(`${NEIGHBOR} no neighbor ${PEER} remote-as 65515\n`)).toEqual([]);
  });

  test("a peer-group's, which its own lines overrule", () => {
    const text = `router bgp 65001\n neighbor rs peer-group\n neighbor rs remote-as external\n neighbor rs ebgp-multihop 4\n neighbor rs route-map none out\n neighbor 10.0.0.4 peer-group rs\n neighbor 10.0.0.5 peer-group rs\n neighbor 10.0.0.5 ebgp-multihop 2\n`;
    expect(
      neighbors(text).map(({ address, remoteAsn, multihop, out }) => [address, remoteAsn, multihop, out.length]),
    ).toEqual([
      ["10.0.0.4", 65515, 4, 1],
      ["10.0.0.5", 65515, 2, 1],
    ]);
  });

  test("inside the same AS", () => {
    expect(neighbors(`router bgp 65001\n neighbor ${PEER} remote-as internal\n`)[0]).toMatchObject({
      remoteAsn: 65001,
      multihop: 255,
      in: [],
      out: [],
    });
  });

  test("numbers that only the apply knows", () => {
    const { bgp } = guestOf(
      `router bgp ${symbol("var.asn")}\n neighbor ${PEER} remote-as internal\n neighbor ${PEER} remote-as ${symbol("var.peer")}\n`,
    );
    expect([bgp!.asn, bgp!.neighbors[0]!.remoteAsn]).toEqual([
      { unknown: symbol("var.asn"), until: "apply" },
      { unknown: symbol("var.peer"), until: "apply" },
    ]);
  });
});

/** Lines of a router's that the reading does not follow. */
const ROUTER_LINES = [
  `neighbor ${PEER} local-as 65002`,
  `neighbor ${PEER} ttl-security hops 2`,
  `neighbor ${PEER} disable-connected-check`,
  `neighbor ${PEER} allowas-in`,
  `neighbor ${PEER} as-override`,
  `neighbor ${PEER} remove-private-AS`,
  `neighbor ${PEER} unsuppress-map m`,
  `neighbor ${PEER} maximum-prefix 10`,
  `neighbor ${PEER} port 1179`,
  `neighbor ${PEER} route-server-client`,
  `neighbor ${PEER} attribute-unchanged as-path`,
  "bgp listen range 10.0.0.0/8 peer-group g",
  "bgp confederation identifier 65000",
  "redistribute ospf",
  "bgp disable-ebgp-connected-route-check",
  "table-map m",
];

describe("lines of FRR's that bear on BGP are never passed over", () => {
  test.each(ROUTER_LINES)("%s", (line) => {
    expect(lines(`${NEIGHBOR} neighbor g peer-group\n ${line}\n`)).toEqual([`bgp: ${line}`]);
  });

  test.each([
    ["abbreviations", `${NEIGHBOR} neigh ${PEER} shut\n`, ["neigh ${PEER} shut"]],
    ["a second router", `${NEIGHBOR}exit\nrouter bgp 65002\n`, ["router bgp 65002"]],
    [
      "a router of a VRF",
      `${NEIGHBOR}exit\nrouter bgp 65001 vrf red\n neighbor 10.0.0.9 remote-as 65515\n`,
      ["router bgp 65001 vrf red"],
    ],
    [
      "a router of a VRF only",
      "router bgp 65001 vrf red\n neighbor 10.0.0.9 remote-as 65515\n",
      ["router bgp 65001 vrf red"],
    ],
    ["a list's entry with a variable", `ip prefix-list p permit $NET\n${NEIGHBOR}`, ["ip prefix-list p permit $NET"]],
    ["a map's header with a variable", `route-map m $ACTION 10\n${NEIGHBOR}`, ["route-map m $ACTION 10"]],
    ["words that are none in a map", `route-map m permit 10\n frobnicate\n${NEIGHBOR}`, ["frobnicate"]],
  ])("%s", (_, config, expected) => {
    expect(lines(config)).toEqual(expected.map((line) => `bgp: ${line.replace("${PEER}", PEER)}`));
  });

  test.each([
    `neighbor ${PEER} maximum-prefix 4000`,
    `neighbor ${PEER} maximum-prefix 10 80 warning-only`,
    `neighbor ${PEER} timers 10 30`,
    `neighbor ${PEER} update-source eth0`,
    `neighbor ${PEER} soft-reconfiguration inbound`,
    `neighbor ${PEER} next-hop-self`,
    `neighbor ${PEER} bfd`,
    "bgp router-id 10.100.0.10",
    "bgp log-neighbor-changes",
    "bgp bestpath as-path multipath-relax",
    "maximum-paths 4",
    "timers bgp 10 30",
    "no bgp default ipv4-unicast",
    "bgp graceful-restart",
  ])("but passed over where they change nothing: %s", (line) => {
    expect(lines(`${NEIGHBOR} ${line}\n`)).toEqual([]);
  });
});

describe("which text FRR starts with", () => {
  const config = (files: Record<string, string>) =>
    readGuest(
      `#cloud-config\n${JSON.stringify({ packages: ["frr"], write_files: Object.entries(files).map(([path, content]) => ({ path, content })) })}`,
      "vm",
    );

  test("files of the daemons, where there is no frr.conf", () => {
    expect(
      config({ "/etc/frr/bgpd.conf": NEIGHBOR, "/etc/frr/daemons": "bgpd=yes\n" }).guest!.bgp?.neighbors,
    ).toHaveLength(1);
    expect(
      config({ "/etc/frr/bgpd.conf": NEIGHBOR, "/etc/frr/frr.conf": "hostname x\n", "/etc/frr/daemons": "bgpd=yes\n" })
        .guest!.bgp,
    ).toBeUndefined();
  });

  test.each([
    ["bgpd=yes", true],
    ['bgpd = "yes"', true],
    ["bgpd=no", false],
    ["#bgpd=yes", false],
    ["", false],
  ])("daemons: %s", (line, runs) => {
    const { guest, notes } = config({ "/etc/frr/frr.conf": NEIGHBOR, "/etc/frr/daemons": `${line}\n` });
    expect([guest!.bgp !== undefined, notes.length]).toEqual([runs, runs ? 0 : 1]);
  });

  test("FRR's own switch of forwarding comes last", () => {
    expect(guestOf("no ip forwarding\n", { runcmd: ["sysctl -w net.ipv4.ip_forward=1"] }).forwards.value).toBe(false);
  });
});

describeWithTools(["vtysh"], "FRR itself takes these lines", () => {
  test.each(ROUTER_LINES)("%s", (line) => {
    const folder = mkdtempSync(join(tmpdir(), "frr-forms-"));
    const file = join(folder, "frr.conf");
    writeFileSync(file, `${NEIGHBOR} neighbor g peer-group\n ${line}\n`);
    const { stdout, stderr } = spawnSync("vtysh", ["-C", "-f", file], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(`${stdout}${stderr}`).not.toMatch(/Unknown command|Ambiguous|Incomplete/);
  });
});
