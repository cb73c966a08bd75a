import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { describeWithTools } from "../../../support/tools";
import { spawnSync } from "node:child_process";
import { forwarded, translated } from "../results";
import { clientPacket, guestOfCommands, unreadLines } from "./guests";

const ruleset = (text: string, more: object[] = []) =>
  readGuest(
    `#cloud-config\n${JSON.stringify({ write_files: [{ path: "/etc/x.nft", content: text }, ...more], runcmd: ["nft -f /etc/x.nft"] })}`,
    "vm",
  ).guest!;

const filter = (body: string, more = "") =>
  `flush ruleset\ntable inet f {\n${more}\nchain c {\ntype filter hook forward priority filter; policy accept;\n${body}\n}\n}\n`;

const nat = (body: string) => `table ip n {\nchain p {\ntype nat hook postrouting priority srcnat;\n${body}\n}\n}\n`;

/** Rules of a forward chain that accepts what none of them takes, with what becomes of the packet. */
const SEEN = "set seen { type ipv4_addr; flags dynamic; }";
const MANY = `${SEEN}; chain many { counter drop; }`;
const FILTERS: readonly (readonly [body: string, verdict: string, more?: string])[] = [
  ["ip saddr 10.0.0.0/8 drop", "drop"],
  ["ip saddr { 10.0.0.1-10.0.0.9, 172.16.0.0/12 } counter packets 0 bytes 0 drop", "drop"],
  ["ip saddr != 10.0.0.0/8 drop", "accept"],
  ["ip saddr @bad drop", "drop", "set bad { type ipv4_addr; flags interval; elements = { 10.0.0.0/24, 192.0.2.1 } }"],
  ["ip saddr @bad drop", "accept", "set bad { type ipv4_addr; }"],
  ["ip saddr @bad drop", "unknown", "set bad { type ipv4_addr; flags dynamic; timeout 1h; }"],
  ["ip protocol tcp drop", "drop"],
  ["ip protocol != tcp drop", "unknown"],
  ["meta l4proto { tcp, udp } drop", "unknown"],
  ["meta l4proto udp drop", "accept"],
  ["meta nfproto ipv6 drop", "accept"],
  ["meta nfproto ipv4 drop", "drop"],
  ["ip6 saddr ::/0 drop", "accept"],
  ["icmpv6 type echo-request drop", "accept"],
  ["icmp type echo-request drop", "accept"],
  ["tcp dport { 80, 443 } reject with tcp reset", "drop"],
  ["tcp dport https drop", "drop"],
  ["tcp dport 400-500 drop", "drop"],
  ["tcp dport gopher drop", "unknown"],
  ["tcp dport != 22 drop", "unknown"],
  ["tcp sport 1024-65535 drop", "unknown"],
  ["th dport 443 drop", "drop"],
  ["tcp flags syn drop", "unknown"],
  ['iifname "eth0" oifname "eth0" drop', "drop"],
  ['meta iifname "eth0" drop', "drop"],
  ['iifname { "wg0", "wg1" } drop', "unknown"],
  ['iifname != "eth0" drop', "accept"],
  ["iif lo drop", "accept"],
  ["ct state new drop", "drop"],
  ["ct state { established, related } drop", "accept"],
  ["ct state != new drop", "unknown"],
  ["ct mark 1 drop", "unknown"],
  ["ct state vmap { established : accept, related : accept, new : drop }", "drop"],
  ["ct state vmap { invalid : drop, established : accept }", "accept"],
  ["ip saddr vmap { 10.0.0.0/24 : jump d, 10.1.0.0/24 : accept }", "drop", "chain d { drop; }"],
  ["tcp dport vmap { 443 : drop, 80 : accept }", "drop"],
  ["ip saddr vmap @decide", "unknown", "map decide { type ipv4_addr : verdict; elements = { 10.0.0.4 : drop } }"],
  ["ip saddr . tcp dport vmap { 10.0.0.4 . 443 : drop, 10.0.0.5 . 443 : accept }", "unknown"],
  ["meta mark set 1 drop", "drop"],
  ["meta mark 1 drop", "unknown"],
  ["tcp flags syn meta mark set 1 drop", "unknown"],
  ["ct count over 32768 drop", "accept"],
  ["ct count over 2 drop", "unknown"],
  ["ct count 20 drop", "unknown"],
  ["ct state new limit rate over 100/second drop", "accept"],
  ["ct state new limit rate over 1/minute drop", "unknown"],
  ["limit rate over 100/second drop", "unknown"],
  ["limit rate 6/minute drop", "unknown"],
  ['limit rate 6/minute log prefix "new: "', "accept"],
  ["add @seen { ip saddr } drop", "drop", SEEN],
  ["add @seen { ip saddr timeout 1m } counter drop", "drop", "set seen { type ipv4_addr; flags dynamic,timeout; }"],
  ["add @seen { ip saddr ct count over 1000 } jump many", "accept", MANY],
  ["add @seen { ip saddr ct count over 1 } jump many", "unknown", MANY],
  ["ct state new update @seen { ip saddr limit rate over 50/second burst 9 packets } drop", "accept", SEEN],
  ["update @seen { ip saddr limit rate over 50/second } drop", "unknown", SEEN],
  ["meta mark set 1", "accept"],
  ["tcp option maxseg size set rt mtu", "accept"],
  ["ip ttl 64 goto d", "unknown", "chain d { drop; }"],
  ["ip ttl 64 drop", "unknown"],
  ["limit rate 10/second drop", "unknown"],
  ["fib daddr type local drop", "unknown"],
  ["queue num 1", "unknown"],
  ["goto d", "unknown", "chain d { drop; }"],
  ["jump d", "drop", "chain d { ip daddr 8.8.8.8 drop; }"],
  ['log prefix "drop it " level info drop', "drop"],
  ['ip daddr 8.8.8.8 counter drop comment "no; really # none"', "drop"],
  ["counter name seen drop", "drop", "counter seen { }"],
  ["ip daddr 8.8.8.8 continue\nip daddr 8.8.8.8 return\ndrop", "accept"],
  ["# ip saddr 10.0.0.0/8 drop", "accept"],
];

describe("nftables' rules decide about a client's packet", () => {
  test.each(FILTERS.map(([body, verdict, more = ""]) => [body, verdict, more] as const))(
    "%s: %s",
    (body, verdict, more) => {
      const guest = ruleset(filter(body, more));
      expect(guest.unread).toEqual([]);
      expect(forwarded(guest, clientPacket).verdict).toBe(verdict);
    },
  );

  test.each([
    ["masquerade random,persistent", { action: "masquerade" }],
    ["oifname eth0 ip saddr 10.0.0.0/8 masquerade to :1024-65535", { action: "masquerade" }],
    ["snat ip to 10.100.0.11:1024-2048", { action: "snat", addresses: "10.100.0.11" }],
    ["snat to 10.100.0.11-10.100.0.13", { action: "snat", addresses: "10.100.0.11 10.100.0.12 10.100.0.13" }],
    [
      "snat to jhash ip saddr mod 2 seed 1 map { 0 : 10.100.0.11, 1 : 10.100.0.12 } fully-random",
      { action: "snat", addresses: "10.100.0.11 10.100.0.12" },
    ],
    [
      "snat to numgen inc mod 2 map { 0:10.100.0.11, 1:10.100.0.12 }",
      { action: "snat", addresses: "10.100.0.11 10.100.0.12" },
    ],
    ["snat to numgen random mod 2 map { 0 : 10.100.0.11 }", { action: "unknown" }],
    ["snat to numgen random mod 2 offset 1 map { 1 : 10.100.0.11, 2 : 10.100.0.12 }", { action: "unknown" }],
    ["snat to jhash ip saddr mod 2 map @addresses", { action: "unknown" }],
    ["snat to 10.0.0.0-10.1.0.0", { action: "unknown" }],
    ["snat to ip saddr map { 10.0.0.4 : 10.100.0.11 }", { action: "unknown" }],
    ["ip daddr 8.8.8.8 accept\nmasquerade", { action: "none" }],
  ])("%s", (body, result) => {
    expect(translated(ruleset(nat(body)), clientPacket)).toMatchObject(result);
  });
});

describe("nftables' commands", () => {
  const base = ["nft add table inet f", "nft 'add chain inet f c { type filter hook forward priority filter - 1; }'"];

  test.each([
    ["a rule without its verb", ["nft add rule inet f c drop"], "drop"],
    ["an inserted rule goes in front", ["nft add rule inet f c drop", "nft insert rule inet f c accept"], "accept"],
    ["at a place by number", ["nft add rule inet f c accept", "nft insert rule inet f c index 0 drop"], "unread"],
    ["flush ruleset", ["nft add rule inet f c drop", "nft flush ruleset"], "accept"],
    ["flush table", ["nft add rule inet f c drop", "nft flush table inet f"], "accept"],
    ["flush chain", ["nft add rule inet f c drop", "nft flush chain inet f c"], "accept"],
    ["delete table", ["nft add rule inet f c drop", "nft delete table inet f"], "accept"],
    ["delete chain", ["nft add rule inet f c drop", "nft delete chain inet f c"], "accept"],
    ["delete rule", ["nft add rule inet f c drop", "nft delete rule inet f c handle 2"], "unread"],
    ["replace rule", ["nft replace rule inet f c handle 2 drop"], "unread"],
    [
      "a set's element",
      [
        "nft 'add set inet f bad { type ipv4_addr; }'",
        "nft 'add element inet f bad { 10.0.0.4 }'",
        "nft add rule inet f c ip saddr @bad drop",
      ],
      "drop",
    ],
    [
      "an element after the rule",
      [
        "nft 'add set inet f bad { type ipv4_addr; }'",
        "nft add rule inet f c ip saddr @bad drop",
        "nft 'add element inet f bad { 10.0.0.4 }'",
      ],
      "unread",
    ],
    [
      "a removed element",
      ["nft 'add set inet f bad { type ipv4_addr; }'", "nft 'delete element inet f bad { 10.0.0.4 }'"],
      "unread",
    ],
    ["a rule in a chain that does not exist", ["nft add rule inet f other drop"], "unread"],
    [
      "a family of IPv6",
      [
        "nft add table ip6 g",
        "nft 'add chain ip6 g c { type filter hook forward priority 0; policy drop; }'",
        "nft add rule ip6 g c drop",
      ],
      "accept",
    ],
    [
      "an ingress chain of the NIC",
      [
        "nft add table netdev g",
        "nft 'add chain netdev g i { type filter hook ingress device eth0 priority 0; policy drop; }'",
      ],
      "unread",
    ],
    ["a check only", ["nft -c add rule inet f c drop"], "accept"],
    ["listing", ["nft list ruleset"], "accept"],
    ["text on stdin", ["nft -f - <<'EOF'\nadd rule inet f c drop\nEOF"], "drop"],
    ["an unknown command", ["nft frobnicate"], "unread"],
  ])("%s", (_, lines, verdict) => {
    const guest = guestOfCommands(...base, ...lines);
    expect(guest.unread.length > 0 ? "unread" : forwarded(guest, clientPacket).verdict).toBe(verdict);
  });

  test("definitions and included files are read", () => {
    const files = [
      { path: "/etc/nftables.d/10-a.nft", content: "define bad = { 10.0.0.4, 10.0.0.5 }\n" },
      { path: "/etc/nftables.d/README", content: "not for nft\n" },
    ];
    expect(
      forwarded(ruleset(`include "/etc/nftables.d/*.nft"\n${filter("ip saddr $bad drop")}`, files), clientPacket)
        .verdict,
    ).toBe("drop");
    expect(ruleset(`include "/etc/nftables.d/*.nft"\n`, files).unread).toEqual([]);
    expect(ruleset(`include "/etc/empty.d/*.nft"\n`).unread).toEqual([]);
    expect(unreadLines(ruleset(`include "/etc/nftables.d/missing.nft"\n`))).toEqual([
      "forward: include /etc/nftables.d/missing.nft",
      "postrouting: include /etc/nftables.d/missing.nft",
    ]);
    expect(unreadLines(ruleset(`include "/etc/x.nft"\n`))).toHaveLength(2);
  });

  test("unknown statements of a table or a NAT chain are unread", () => {
    expect(unreadLines(ruleset("table inet f { flags dormant; }"))).toHaveLength(2);
    expect(unreadLines(ruleset(nat("ip saddr 10.0.0.4 drop")))).toEqual(["forward: ip saddr 10.0.0.4 drop"]);
    expect(unreadLines(ruleset("table inet f { gibberish { } }"))).toHaveLength(2);
  });
});

describeWithTools(["nft"], "nft itself accepts these rules", () => {
  test("each of them", () => {
    // Names of services are the machine's, one of these is of none, and a queue needs the kernel's module.
    for (const [body, , more] of FILTERS.filter(([text]) => !/gopher|queue/.test(text))) {
      const { stderr } = spawnSync("nft", ["-c", "-f", "-"], { input: filter(body, more), encoding: "utf8" });
      expect([body, stderr]).toEqual([body, ""]);
    }
  });
});
