import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { forwarded } from "../results";
import { commands } from "../user-data";

const packet = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;
const PROHIBIT = "ip route add prohibit default table 100";
const RULE = "ip rule add iif eth0 fwmark 0/0x10 lookup 100";
const prerouting = (...rules: readonly string[]): string =>
  `nft '${["add table ip t; add chain ip t p { type filter hook prerouting priority -150; }", ...rules.map((rule) => `add rule ip t p ${rule}`)].join("; ")}'`;
const MARK = "meta mark set meta mark | 0x10";

function verdictOf(...lines: readonly string[]): string {
  const guest = readGuest(commands(...lines), "vm").guest!;
  return guest.unread.length > 0 ? "unread" : forwarded(guest, packet).verdict;
}

describe("rules of the kernel's routing", () => {
  test.each<[string, string[], string]>([
    ["to a table that prohibits", [PROHIBIT, "ip rule add lookup 100"], "drop"],
    [
      "to a table that drops without a word",
      ["ip route add blackhole default table 100", "ip rule add table 100"],
      "drop",
    ],
    ["to a table that throws", ["ip route add throw default table 100", "ip rule add table 100"], "accept"],
    [
      "to a table that throws this packet only",
      [PROHIBIT, "ip route add throw 8.8.8.0/24 table 100", "ip rule add table 100"],
      "accept",
    ],
    [
      "to a table that throws other packets only",
      [PROHIBIT, "ip route add throw 10.0.0.0/8 table 100", "ip rule add table 100"],
      "drop",
    ],
    [
      "to a table that leads elsewhere",
      ["ip route add default via 10.9.9.9 table 100", "ip rule add table 100"],
      "unread",
    ],
    ["to a table that nobody fills", ["ip rule add table 100"], "unread"],
    [
      "to a table of which a route may be deleted",
      [PROHIBIT, "ip route del default table 100", "ip rule add table 100"],
      "unread",
    ],
    ["to the main table", ["ip rule add from 10.0.0.0/8 lookup main"], "accept"],
    ["for the machine's own packets", [PROHIBIT, "ip rule add iif lo table 100"], "accept"],
    ["for a source that it is", [PROHIBIT, "ip rule add from 10.0.0.0/24 table 100"], "drop"],
    ["for a source that it is not", [PROHIBIT, "ip rule add from 10.1.0.0/24 table 100"], "accept"],
    ["for a destination", [PROHIBIT, "ip rule add to 8.8.8.8 table 100"], "unknown"],
    ["for another NIC", [PROHIBIT, "ip rule add iif tun7 table 100"], "unknown"],
    ["that may be there", [PROHIBIT, "if grep -q x /proc/cmdline; then ip rule add table 100; fi"], "unknown"],
    [
      "to a table whose route may be there",
      [`if grep -q x /proc/cmdline; then ${PROHIBIT}; fi`, "ip rule add table 100"],
      "unknown",
    ],
    ["with a selector that is not read", [PROHIBIT, "ip rule add uidrange 0-0 table 100"], "unread"],
    ["that drop themselves", ["ip rule add prohibit"], "unread"],
    ["for IPv6", ["ip -6 rule add table 100"], "accept"],
    ["nowhere: a table alone changes nothing", [PROHIBIT], "accept"],
  ])("%s", (_, lines, verdict) => {
    expect(verdictOf(...lines)).toBe(verdict);
  });
});

describe("rules for packets without a mark", () => {
  test.each<[string, string[], string]>([
    ["where none is set", [], "drop"],
    ["where all packets get it", [prerouting(MARK)], "accept"],
    ["where all packets get it by its other name", [prerouting("mark set mark or 0x10")], "accept"],
    ["where all packets get a mark that has it", [prerouting("meta mark set 0x30")], "accept"],
    ["where all packets get another mark", [prerouting("meta mark set 0x20")], "drop"],
    ["where all packets get another bit", [prerouting("meta mark set meta mark | 0x20")], "drop"],
    ["where it is taken off again", [prerouting(MARK, "meta mark set meta mark & 0xf")], "drop"],
    ["where it is kept", [prerouting(MARK, "meta mark set meta mark & 0x1f")], "accept"],
    ["where some packets get it", [prerouting(`tcp dport 80 ${MARK}`)], "unknown"],
    ["where it may be taken off", [prerouting(MARK, "tcp dport 80 meta mark set 0")], "unknown"],
    ["where it comes from the connection", [prerouting("meta mark set ct mark")], "unknown"],
    ["where it may come from a match that is not read", [prerouting(`ip ttl 3 ${MARK}`)], "unknown"],
    ["where a packet may leave the chain before", [prerouting("tcp dport 80 accept", MARK)], "unknown"],
    ["where a packet may be dropped before", [prerouting("tcp dport 80 drop", MARK)], "accept"],
    [
      "where iptables may set another",
      [prerouting(MARK), "iptables -t mangle -A PREROUTING -j MARK --set-mark 1"],
      "unknown",
    ],
    ["where the chain is flushed later", [prerouting(MARK), "nft flush chain ip t p"], "drop"],
    ["where the table is deleted later", [prerouting(MARK), "nft delete table ip t"], "drop"],
    ["where the packets are IPv6", [prerouting(MARK).replaceAll(" ip t", " ip6 t")], "drop"],
  ])("%s", (_, lines, verdict) => {
    expect(verdictOf(PROHIBIT, RULE, ...lines)).toBe(verdict);
  });
});

test("packets to the network of a further NIC go there, and others do not", () => {
  const guest = readGuest(commands("ip link add v type veth", "ip addr add 172.31.0.1/30 dev v"), "vm").guest!;
  expect(guest.unread).toEqual([]);
  expect(forwarded(guest, packet).verdict).toBe("accept");
  expect(forwarded(guest, { ...packet, destination: "172.31.0.2" }).verdict).toBe("unknown");
});
