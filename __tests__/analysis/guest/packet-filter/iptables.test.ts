import { forwarded, translated } from "../results";
import { clientPacket, guestOfCommands, unreadLines } from "./guests";

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
    ["a chain that does not exist", ["iptables -A FORWARD -j DOCKER-USER"], "unknown"],
    [
      "a user-defined chain that returns",
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
      "-I at a position",
      ["iptables -A FORWARD -s 10.9.0.0/16 -j DROP", "iptables -A FORWARD -j DROP", "iptables -I FORWARD 2 -j ACCEPT"],
      "accept",
    ],
    [
      "-I at a position among rules that only log",
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
      "-D with another spelling of the rule",
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
      "a saved file replaces rules",
      ["iptables -A FORWARD -j DROP", restore("*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT")],
      "accept",
    ],
    [
      "a saved file with --noflush adds to rules",
      ["iptables -A FORWARD -j DROP", restore("*filter\nCOMMIT", "--noflush")],
      "drop",
    ],
    ["a saved file that is only tested", [restore("*filter\n:FORWARD DROP [0:0]\nCOMMIT", "--test")], "accept"],
    ["a saved file with an invalid line", [restore("*filter\nnonsense\nCOMMIT")], "unread"],
    [
      "a saved file's chain of its own",
      [restore("*filter\n:FORWARD ACCEPT [0:0]\n:x - [0:0]\n-A FORWARD -j x\n-A x -j DROP\nCOMMIT")],
      "drop",
    ],
    ["a saved file that is not there", ["iptables-restore < /root/rules"], "unread"],
    ["a saved file, piped", ["printf '*filter\\n:FORWARD DROP [0:0]\\nCOMMIT\\n' | iptables-restore"], "drop"],
  ])("%s", (_, lines, verdict) => {
    const guest = guestOfCommands(...lines);
    const left = guest.unread.length > 0;
    expect(left ? "unread" : forwarded(guest, clientPacket).verdict).toBe(verdict);
  });
});

describe("iptables translates", () => {
  test.each([
    [
      "SNAT to an address",
      ["iptables -t nat -A POSTROUTING -j SNAT --to-source 10.100.0.11"],
      { action: "snat", addresses: "10.100.0.11" },
    ],
    [
      "SNAT to addresses with ports",
      ["iptables -t nat -A POSTROUTING -p tcp -j SNAT --to-source 10.100.0.11-10.100.0.12:1024-65535 --persistent"],
      { action: "snat", addresses: "10.100.0.11 10.100.0.12" },
    ],
    [
      "MASQUERADE with ports",
      ["iptables -t nat -A POSTROUTING -p tcp -j MASQUERADE --to-ports 1024-2048 --random"],
      { action: "masquerade" },
    ],
    [
      "not what an earlier rule excludes",
      ["iptables -t nat -A POSTROUTING -d 8.8.8.0/24 -j RETURN", "iptables -t nat -A POSTROUTING -j MASQUERADE"],
      { action: "none" },
    ],
    ["only what leaves by the NIC", ["iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE"], { action: "masquerade" }],
    ["perhaps, out of another NIC", ["iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE"], { action: "unknown" }],
    ["NETMAP is not read", ["iptables -t nat -A POSTROUTING -j NETMAP --to 192.0.2.0/24"], { action: "unknown" }],
  ])("%s", (_, lines, result) => {
    expect(translated(guestOfCommands(...lines), clientPacket)).toMatchObject(result);
  });

  test("DNAT is unread, unless it matches only the VM's own address", () => {
    expect(
      unreadLines(
        guestOfCommands("iptables -t nat -A PREROUTING -p tcp --dport 443 -j DNAT --to-destination 10.5.5.5"),
      ),
    ).toHaveLength(1);
    expect(
      unreadLines(
        guestOfCommands(
          "iptables -t nat -A PREROUTING -d 10.100.0.10 -p tcp --dport 443 -j DNAT --to-destination 10.5.5.5",
        ),
      ),
    ).toEqual([]);
  });
});
