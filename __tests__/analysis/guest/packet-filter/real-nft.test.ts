import { spawnSync } from "node:child_process";
import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { asset } from "../../../../lib/nva/asset";
import { natRuleset } from "../../../../lib/nva/nat-ruleset";
import { describeWithTools } from "../../../support/tools";
import { forwarded, translated } from "../results";

const SOURCES = ["10.0.0.4", "10.0.1.7", "172.16.5.5", "8.8.8.8"];
const DESTINATIONS = ["9.9.9.9", "8.8.4.4", "10.1.2.3", "168.63.129.16", "192.168.7.7"];
const PORTS = [53, 443, 8080];

const RULESETS: Readonly<Record<string, string>> = {
  "the library's own": `define wan = eth0\n${natRuleset({ privateIpAddress: "10.100.0.10", routeServerIps: ["10.100.210.4", "10.100.210.5"] })}`,
  "sets, ranges and jumps": `
    table inet f {
      set good {
        type ipv4_addr
        flags interval
        elements = { 10.0.0.0/24, 172.16.5.0-172.16.5.9 }
      }
      chain more {
        udp dport { 53, 400-500 } accept; ip daddr 9.9.9.9 drop
      }
      chain forward {
        type filter hook forward priority 0; policy drop;
        ct state established accept
        ip saddr @good jump more
        ip daddr 8.8.4.4 counter accept
      }
    }
    table ip n {
      chain post {
        type nat hook postrouting priority srcnat;
        ip saddr 10.0.0.0/24 ip daddr != { 10.0.0.0/8, 192.168.0.0/16 } masquerade
        udp dport 443 snat to 10.100.0.77
      }
    }`,
  "two chains at one hook": `
    add table ip a
    add chain ip a late { type filter hook forward priority 10 ; policy accept ; }
    add chain ip a early { type filter hook forward priority -10 ; policy accept ; }
    add rule ip a late ip daddr 9.9.9.9 reject
    add rule ip a early ip daddr 9.9.9.9 udp dport 53 accept
    insert rule ip a early iifname lo drop
    add rule ip a early meta l4proto udp th dport 8080 drop
    add chain ip a one { type nat hook postrouting priority 90 ; }
    add chain ip a two { type nat hook postrouting priority 110 ; }
    add rule ip a one ip saddr 10.0.0.4 return
    add rule ip a two ip saddr 10.0.0.0/16 ip daddr 8.0.0.0/6 masquerade`,
};

/** Sends a packet each way and prints, as JSON, the source that arrives, by "source destination port". */
const PROBE = `
import socket, json, sys, time, itertools, os, ctypes
libc = ctypes.CDLL(None)
def enter(name):
    with open(f"/run/netns/{name}") as f: libc.setns(f.fileno(), 0)
client, server, sources, destinations, ports = json.loads(sys.argv[1])
enter(server)
listening = {}
for port in ports:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("0.0.0.0", port)); s.setblocking(False); listening[port] = s
enter(client)
for source, destination, port in itertools.product(sources, destinations, ports):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind((source, 0))
    s.sendto(f"{source} {destination} {port}".encode(), (destination, port))
time.sleep(0.5)
heard = {}
for s in listening.values():
    while True:
        try: data, peer = s.recvfrom(100)
        except BlockingIOError: break
        heard[data.decode()] = peer[0]
print(json.dumps(heard))
`;

const run = (command: string, input?: string) =>
  spawnSync("sh", ["-c", command], { encoding: "utf8", ...(input === undefined ? {} : { input }) });

function guestOf(ruleset: string) {
  const files = [
    { path: "/etc/x.nft", content: ruleset },
    { path: "/etc/sysctl.d/1.conf", content: asset("sysctl.conf") },
  ];
  return readGuest(
    `#cloud-config\n${JSON.stringify({ write_files: files, runcmd: ["nft -f /etc/x.nft", "sysctl --system"] })}`,
    "vm",
  ).guest!;
}

describeWithTools(
  ["nft", "ip", "namespaces", "python3"],
  "what a real kernel does with packets is what was read",
  () => {
    const [client, router, server] = ["c", "r", "s"].map((role) => `guest-nft-${process.pid}-${role}`) as [
      string,
      string,
      string,
    ];

    beforeAll(() => {
      run(`for n in ${client} ${router} ${server}; do ip netns add $n; ip -n $n link set lo up; done
      ip link add eth0 netns ${client} type veth peer name eth1 netns ${router}; ip link add eth0 netns ${router} type veth peer name eth0 netns ${server}
      ip -n ${client} link set eth0 up; ip -n ${router} link set eth0 up; ip -n ${router} link set eth1 up; ip -n ${server} link set eth0 up
      ip -n ${client} addr add 10.99.0.2/24 dev eth0; ip -n ${router} addr add 10.99.0.1/24 dev eth1
      ip -n ${router} addr add 10.100.0.10/24 dev eth0; ip -n ${server} addr add 10.100.0.1/24 dev eth0
      ip -n ${client} route add default via 10.99.0.1; ip -n ${router} route add default via 10.100.0.1; ip -n ${server} route add default via 10.100.0.10
      ip netns exec ${router} sysctl -wq net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0.rp_filter=0 net.ipv4.conf.eth1.rp_filter=0
      ip netns exec ${server} sysctl -wq net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0.rp_filter=0`);
      for (const destination of DESTINATIONS) run(`ip -n ${server} addr add ${destination}/32 dev lo`);
      for (const source of SOURCES)
        run(`ip -n ${client} addr add ${source}/32 dev lo; ip -n ${router} route add ${source}/32 via 10.99.0.2`);
    });

    afterAll(() => {
      for (const space of [client, router, server]) run(`ip netns del ${space}`);
    });

    test.each(Object.entries(RULESETS))("%s", (_, ruleset) => {
      const loaded = run(`ip netns exec ${router} nft -f -`, `flush ruleset\n${ruleset}`);
      expect(loaded.stderr).toBe("");
      const probe = run(`python3 - '${JSON.stringify([client, server, SOURCES, DESTINATIONS, PORTS])}'`, PROBE);
      expect(probe.stderr).toBe("");
      const heard = JSON.parse(probe.stdout) as Record<string, string>;
      const guest = guestOf(ruleset);
      expect(guest.unread).toEqual([]);
      const expected = SOURCES.flatMap((source) =>
        DESTINATIONS.flatMap((destination) =>
          PORTS.flatMap((port): [string, string][] => {
            const packet = { source, destination, port, protocol: "udp", state: "new" } as const;
            if (forwarded(guest, packet).verdict !== "accept") return [];
            const { action, addresses } = translated(guest, packet);
            return [
              [
                `${source} ${destination} ${port}`,
                action === "masquerade" ? "10.100.0.10" : action === "snat" ? addresses! : source,
              ],
            ];
          }),
        ),
      );
      expect(heard).toEqual(Object.fromEntries(expected));
    });
  },
);
