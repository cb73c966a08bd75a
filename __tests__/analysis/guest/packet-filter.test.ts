import { readGuest } from "../../../lib/analysis/guest/read-guest";
import { describeWithTools } from "../../support/tools";
import { spawnSync } from "node:child_process";
import { commands } from "./user-data";
import { forwarded, translated } from "./results";

const packet = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;
const guestOf = (...lines: readonly string[]) => readGuest(commands(...lines), "vm").guest!;
const ruleset = (text: string, more: object[] = []) =>
  readGuest(
    `#cloud-config\n${JSON.stringify({ write_files: [{ path: "/etc/x.nft", content: text }, ...more], runcmd: ["nft -f /etc/x.nft"] })}`,
    "vm",
  ).guest!;
const unread = ({ unread: lines }: { unread: readonly { line: string; affects: string }[] }) => [
  ...new Set(lines.map(({ line, affects }) => `${affects}: ${line}`)),
];
const restore = (text: string, options = "") => `iptables-restore ${options} <<'EOF'\n${text}\nEOF`;

describe("iptables commands decide about a client's packet", () => {
  test.each([
    ["a policy", ["iptables -P FORWARD DROP"], "drop"],
    ["a policy that is a variable", ["iptables -P FORWARD $POLICY"], "unread"],
    ["options joined to their values", ["iptables -AFORWARD -s10.0.0.0/8 -jDROP"], "drop"],
    ["long options with an equals sign", ["iptables --append=FORWARD --source=10.0.0.0/8 --jump=DROP"], "drop"],
    ["the legacy program", ["iptables-legacy -A FORWARD -j DROP"], "drop"],
    ["the program by its path", ["/usr/sbin/iptables -A FORWARD -j DROP"], "drop"],
    ["the security table", ["iptables -t security -A FORWARD -j DROP"], "drop"],
    ["the mangle table", ["iptables -t mangle -A PREROUTING -d 8.8.8.8 -j DROP"], "drop"],
    ["ip6tables, which no IPv4 packet meets", ["ip6tables -P FORWARD DROP", "ip6tables -A FORWARD -j DROP"], "accept"],
    [
      "the input chain, which no forwarded packet meets",
      ["iptables -P INPUT DROP", "iptables -A INPUT -j DROP"],
      "accept",
    ],
    ["a service's name", ["iptables -A FORWARD -p tcp --dport https -j DROP"], "drop"],
    ["a service that is not known", ["iptables -A FORWARD -p tcp --dport gopher -j DROP"], "unknown"],
    ["ports up to one", ["iptables -A FORWARD -p tcp --dport :1024 -j DROP"], "drop"],
    ["ports from one on", ["iptables -A FORWARD -p tcp --dport 444: -j DROP"], "accept"],
    ["not a port", ["iptables -A FORWARD -p tcp ! --dport 443 -j DROP"], "unknown"],
    ["source ports", ["iptables -A FORWARD -p tcp --sport 1024:65535 -j DROP"], "unknown"],
    ["a protocol by number", ["iptables -A FORWARD -p 6 -j DROP"], "drop"],
    ["any protocol", ["iptables -A FORWARD -p all -j DROP"], "drop"],
    ["any protocol by number", ["iptables -A FORWARD -p 0 -j DROP"], "drop"],
    ["another protocol", ["iptables -A FORWARD -p gre -j DROP"], "accept"],
    ["not a protocol", ["iptables -A FORWARD ! -p udp -j DROP"], "unknown"],
    ["not a source", ["iptables -A FORWARD ! -s 10.1.0.0/16 -j DROP"], "drop"],
    ["several sources", ["iptables -A FORWARD -s 10.9.0.0/16,10.0.0.0/24 -j DROP"], "drop"],
    ["a mask with dots", ["iptables -A FORWARD -s 10.0.0.0/255.255.255.0 -j DROP"], "drop"],
    ["a source that is a variable", ["iptables -A FORWARD -s $CLIENTS -j DROP"], "unknown"],
    ["a variable that the script sets", ["CLIENTS=10.0.0.0/24", "iptables -A FORWARD -s $CLIENTS -j DROP"], "drop"],
    ["in by the NIC, out by the NIC", ["iptables -A FORWARD -i eth0 -o eth0 -j DROP"], "drop"],
    ["not in by the NIC", ["iptables -A FORWARD ! -i eth0 -j DROP"], "accept"],
    ["by a tunnel", ["iptables -A FORWARD -i wg0 -j DROP"], "unknown"],
    ["states that are not new", ["iptables -A FORWARD -m state --state RELATED,ESTABLISHED -j DROP"], "accept"],
    ["not in a state", ["iptables -A FORWARD -m conntrack ! --ctstate ESTABLISHED -j DROP"], "unknown"],
    ["a translated state", ["iptables -A FORWARD -m conntrack --ctstate DNAT -j DROP"], "unknown"],
    ["a rule that only logs", ["iptables -A FORWARD -j LOG --log-prefix fwd", "iptables -A FORWARD -j DROP"], "drop"],
    ["a comment", ["iptables -A FORWARD -m comment --comment 'no one passes' -j DROP"], "drop"],
    ["a reject with its option", ["iptables -A FORWARD -j REJECT --reject-with icmp-host-prohibited"], "drop"],
    ["-g", ["iptables -N x", "iptables -A FORWARD -g x", "iptables -P FORWARD DROP"], "unknown"],
    ["a queue", ["iptables -A FORWARD -j NFQUEUE --queue-num 1"], "unknown"],
    ["a chain that nobody made", ["iptables -A FORWARD -j DOCKER-USER"], "unknown"],
    [
      "a chain of one's own that returns",
      ["iptables -N x", "iptables -A x -s 10.0.0.4 -j RETURN", "iptables -A x -j DROP", "iptables -A FORWARD -j x"],
      "unknown",
    ],
    [
      "conditions of the jump and of the chain",
      ["iptables -N x", "iptables -A x -s 10.0.0.4 -j DROP", "iptables -A FORWARD -s 10.1.0.0/16 -j x"],
      "unknown",
    ],
    [
      "chains that jump to each other",
      ["iptables -N a", "iptables -N b", "iptables -A a -j b", "iptables -A b -j a", "iptables -A FORWARD -j a"],
      "unknown",
    ],
    ["-F of one chain", ["iptables -A FORWARD -j DROP", "iptables -F FORWARD"], "accept"],
    ["-F of another", ["iptables -A FORWARD -j DROP", "iptables -N x", "iptables -F x"], "drop"],
    ["-F leaves the policy", ["iptables -P FORWARD DROP", "iptables -F"], "drop"],
    [
      "-I at a place",
      ["iptables -A FORWARD -s 10.9.0.0/16 -j DROP", "iptables -A FORWARD -j DROP", "iptables -I FORWARD 2 -j ACCEPT"],
      "accept",
    ],
    [
      "-I at a place among rules that only log",
      ["iptables -A FORWARD -j LOG", "iptables -A FORWARD -j ACCEPT", "iptables -I FORWARD 2 -j DROP"],
      "unread",
    ],
    ["-D by its number", ["iptables -A FORWARD -j DROP", "iptables -D FORWARD 1"], "accept"],
    [
      "-D by its number among rules that only log",
      ["iptables -A FORWARD -j LOG", "iptables -A FORWARD -j DROP", "iptables -D FORWARD 2"],
      "unread",
    ],
    [
      "-D of a rule that is not there",
      ["iptables -D FORWARD -j REJECT || true", "iptables -A FORWARD -j DROP"],
      "drop",
    ],
    [
      "-D in other words",
      [
        "iptables -A FORWARD -s 10.0.0.0/24 -m mark --mark 1 -j DROP",
        "iptables -D FORWARD -s 10.0.0.0/24 -m mark --mark 0x1 -j DROP",
      ],
      "unread",
    ],
    ["-R is not read", ["iptables -A FORWARD -j DROP", "iptables -R FORWARD 1 -j ACCEPT"], "unread"],
    [
      "listing changes nothing",
      ["iptables -nvL", "iptables -L -n -v", "iptables -S", "iptables -w 5 -A FORWARD -j DROP", "iptables -V"],
      "drop",
    ],
    ["in a case that the machine decides", ["if [ -f /x ]; then iptables -A FORWARD -j DROP; fi"], "unread"],
    [
      "a chain of one's own in a case that the machine decides",
      ["iptables -N x", "iptables -A FORWARD -j x", "if [ -f /x ]; then iptables -A x -j DROP; fi"],
      "unread",
    ],
    [
      "the input chain in a case that the machine decides",
      ["if [ -f /x ]; then iptables -A INPUT -j DROP; fi"],
      "accept",
    ],
    [
      "a saved file",
      [restore("*filter\n:FORWARD ACCEPT [0:0]\n[5:300] -A FORWARD -s 10.0.0.0/8 -j DROP\nCOMMIT")],
      "drop",
    ],
    [
      "a saved file takes the place of rules",
      ["iptables -A FORWARD -j DROP", restore("*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT")],
      "accept",
    ],
    ["unless told not to", ["iptables -A FORWARD -j DROP", restore("*filter\nCOMMIT", "--noflush")], "drop"],
    ["a saved file that is only tested", [restore("*filter\n:FORWARD DROP [0:0]\nCOMMIT", "--test")], "accept"],
    ["a saved file with words that are none", [restore("*filter\nnonsense\nCOMMIT")], "unread"],
    [
      "a saved file's chain of its own",
      [restore("*filter\n:FORWARD ACCEPT [0:0]\n:x - [0:0]\n-A FORWARD -j x\n-A x -j DROP\nCOMMIT")],
      "drop",
    ],
    ["a saved file that is not there", ["iptables-restore < /root/rules"], "unread"],
    ["a saved file, piped", ["printf '*filter\\n:FORWARD DROP [0:0]\\nCOMMIT\\n' | iptables-restore"], "drop"],
  ])("%s", (_, lines, verdict) => {
    const guest = guestOf(...lines);
    const left = guest.unread.length > 0;
    expect(left ? "unread" : forwarded(guest, packet).verdict).toBe(verdict);
  });
});

describe("iptables translates", () => {
  test.each([
    [
      "SNAT to an address",
      ["iptables -t nat -A POSTROUTING -j SNAT --to-source 10.100.0.11"],
      { action: "snat", address: "10.100.0.11" },
    ],
    [
      "SNAT to addresses with ports",
      ["iptables -t nat -A POSTROUTING -p tcp -j SNAT --to-source 10.100.0.11-10.100.0.12:1024-65535 --persistent"],
      { action: "snat", address: "10.100.0.11" },
    ],
    [
      "MASQUERADE with ports",
      ["iptables -t nat -A POSTROUTING -p tcp -j MASQUERADE --to-ports 1024-2048 --random"],
      { action: "masquerade" },
    ],
    [
      "not what an earlier rule takes out",
      ["iptables -t nat -A POSTROUTING -d 8.8.8.0/24 -j RETURN", "iptables -t nat -A POSTROUTING -j MASQUERADE"],
      { action: "none" },
    ],
    ["only what leaves by the NIC", ["iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE"], { action: "masquerade" }],
    ["perhaps, by another NIC", ["iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE"], { action: "unknown" }],
    ["NETMAP is not read", ["iptables -t nat -A POSTROUTING -j NETMAP --to 192.0.2.0/24"], { action: "unknown" }],
  ])("%s", (_, lines, result) => {
    expect(translated(guestOf(...lines), packet)).toMatchObject(result);
  });

  test("another destination is a line left, unless only the machine's own addresses get it", () => {
    expect(
      unread(guestOf("iptables -t nat -A PREROUTING -p tcp --dport 443 -j DNAT --to-destination 10.5.5.5")),
    ).toHaveLength(1);
    expect(
      unread(
        guestOf("iptables -t nat -A PREROUTING -d 10.100.0.10 -p tcp --dport 443 -j DNAT --to-destination 10.5.5.5"),
      ),
    ).toEqual([]);
  });
});

const filter = (body: string, more = "") =>
  `flush ruleset\ntable inet f {\n${more}\nchain c {\ntype filter hook forward priority filter; policy accept;\n${body}\n}\n}\n`;
const nat = (body: string) => `table ip n {\nchain p {\ntype nat hook postrouting priority srcnat;\n${body}\n}\n}\n`;

/** Rules of a forward chain that accepts what none of them takes, with what becomes of the packet. */
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
  ["meta mark set 1 drop", "unknown"],
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
      expect(forwarded(guest, packet).verdict).toBe(verdict);
    },
  );

  test.each([
    ["masquerade random,persistent", { action: "masquerade" }],
    ["oifname eth0 ip saddr 10.0.0.0/8 masquerade to :1024-65535", { action: "masquerade" }],
    ["snat ip to 10.100.0.11:1024-2048", { action: "snat", address: "10.100.0.11" }],
    ["snat to ip saddr map { 10.0.0.4 : 10.100.0.11 }", { action: "unknown" }],
    ["ip daddr 8.8.8.8 accept\nmasquerade", { action: "none" }],
  ])("%s", (body, result) => {
    expect(translated(ruleset(nat(body)), packet)).toMatchObject(result);
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
      "an element taken away",
      ["nft 'add set inet f bad { type ipv4_addr; }'", "nft 'delete element inet f bad { 10.0.0.4 }'"],
      "unread",
    ],
    ["a rule in a chain that nobody made", ["nft add rule inet f other drop"], "unread"],
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
      "packets before they are routed by the NIC itself",
      [
        "nft add table netdev g",
        "nft 'add chain netdev g i { type filter hook ingress device eth0 priority 0; policy drop; }'",
      ],
      "unread",
    ],
    ["a check only", ["nft -c add rule inet f c drop"], "accept"],
    ["listing", ["nft list ruleset"], "accept"],
    ["text on stdin", ["nft -f - <<'EOF'\nadd rule inet f c drop\nEOF"], "drop"],
    ["words that are none", ["nft frobnicate"], "unread"],
  ])("%s", (_, lines, verdict) => {
    const guest = guestOf(...base, ...lines);
    expect(guest.unread.length > 0 ? "unread" : forwarded(guest, packet).verdict).toBe(verdict);
  });

  test("defines and includes", () => {
    const files = [
      { path: "/etc/nftables.d/10-a.nft", content: "define bad = { 10.0.0.4, 10.0.0.5 }\n" },
      { path: "/etc/nftables.d/README", content: "not for nft\n" },
    ];
    expect(
      forwarded(ruleset(`include "/etc/nftables.d/*.nft"\n${filter("ip saddr $bad drop")}`, files), packet).verdict,
    ).toBe("drop");
    expect(ruleset(`include "/etc/nftables.d/*.nft"\n`, files).unread).toEqual([]);
    expect(ruleset(`include "/etc/empty.d/*.nft"\n`).unread).toEqual([]);
    expect(unread(ruleset(`include "/etc/nftables.d/missing.nft"\n`))).toEqual([
      "forward: include /etc/nftables.d/missing.nft",
      "postrouting: include /etc/nftables.d/missing.nft",
    ]);
    expect(unread(ruleset(`include "/etc/x.nft"\n`))).toHaveLength(2);
  });

  test("what a table or a nat chain says besides", () => {
    expect(unread(ruleset("table inet f { flags dormant; }"))).toHaveLength(2);
    expect(unread(ruleset(nat("ip saddr 10.0.0.4 drop")))).toEqual(["forward: ip saddr 10.0.0.4 drop"]);
    expect(unread(ruleset("table inet f { gibberish { } }"))).toHaveLength(2);
  });
});

describeWithTools(["nft"], "nft itself takes these rules", () => {
  test("all of them", () => {
    // Names of services are the machine's, one of these is of none, and a queue needs the kernel's module.
    for (const [body, , more] of FILTERS.filter(([text]) => !/gopher|queue/.test(text))) {
      const { stderr } = spawnSync("nft", ["-c", "-f", "-"], { input: filter(body, more), encoding: "utf8" });
      expect([body, stderr]).toEqual([body, ""]);
    }
  });
});
