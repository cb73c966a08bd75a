import type { GuestTunnel } from "../../../../lib/analysis/model/guest";
import { readGuest } from "../../../../lib/analysis/guest/read-guest";

interface Machine {
  readonly files?: Readonly<Record<string, string>>;
  readonly packages?: readonly string[];
  readonly commands?: readonly string[];
}

const guestOf = ({ files = {}, packages = [], commands = [] }: Machine) =>
  readGuest(
    `#cloud-config\n${JSON.stringify({
      packages,
      write_files: Object.entries(files).map(([path, content]) => ({ path, content })),
      runcmd: commands,
    })}`,
    "vm",
  ).guest!;

const tunnelsOf = (machine: Machine): readonly Partial<GuestTunnel>[] => guestOf(machine).tunnels ?? [];

describe("WireGuard", () => {
  const CONF = "/etc/wireguard/wg0.conf";
  const conf = (more = ""): string =>
    `[Interface]\nAddress = 192.168.0.1/30\nPrivateKey = x\n${more}\n[Peer]\nEndpoint = 203.0.113.9:51820 # the site\nAllowedIPs = 10.5.3.0/24, 192.168.0.2/32\n`;

  it.each([
    "wg-quick up wg0",
    `wg-quick up ${CONF}`,
    "systemctl enable --now wg-quick@wg0",
    "systemctl start wg-quick@wg0.service",
  ])("%s makes a tunnel with the peers' allowed addresses", (command) => {
    const guest = guestOf({ files: { [CONF]: conf() }, commands: [command] });
    expect(guest.tunnels).toEqual([
      {
        name: "wg0",
        prefixes: ["192.168.0.0/30", "10.5.3.0/24", "192.168.0.2/32"],
        addresses: ["192.168.0.1/30"],
        remotes: ["203.0.113.9"],
        line: CONF,
      },
    ]);
    expect(guest.unread).toEqual([]);
  });

  it("has no routes with Table = off", () => {
    const files = { [CONF]: conf("Table = off") };
    expect(tunnelsOf({ files, commands: ["wg-quick up wg0"] })[0]!.prefixes).toEqual(["192.168.0.0/30"]);
  });

  it.each<[string, Machine]>([
    ["that nothing starts", { files: { [CONF]: conf() } }],
    ["whose configuration is not in the user data", { commands: ["wg-quick up wg0"] }],
    [
      "that runs commands of its own",
      { files: { [CONF]: conf("PostUp = iptables -F") }, commands: ["wg-quick up wg0"] },
    ],
  ])("makes none %s", (_, machine) => {
    expect(tunnelsOf(machine)).toEqual([]);
    expect(guestOf(machine).unread).toHaveLength(machine.commands?.length ?? 0);
  });
});

describe("links and tunnels of ip", () => {
  const ROUTES = [
    "ip addr add 192.168.0.1/30 dev t1",
    "ip link set t1 up",
    "ip route add 10.5.3.0/24 dev t1",
    "ip route add 10.6.0.0/16 via 192.168.0.2",
    "ip route add 10.7.0.0/16 via 10.1.1.1",
  ];

  it.each([
    ["ip link add t1 type wireguard", []],
    ["ip link add dev t1 type vxlan id 1 remote 203.0.113.9 dstport 4789", ["203.0.113.9"]],
    ["ip tunnel add t1 mode vti remote 203.0.113.9 local 10.1.1.4 key 1", ["203.0.113.9"]],
  ])("%s makes a tunnel with what routes lead into it", (command, remotes) => {
    const guest = guestOf({ commands: [command, ...ROUTES] });
    expect(guest.tunnels).toEqual([
      {
        name: "t1",
        prefixes: ["192.168.0.0/30", "10.5.3.0/24", "10.6.0.0/16"],
        addresses: ["192.168.0.1/30"],
        remotes,
        line: command,
      },
    ]);
    expect(guest.unread).toEqual([]);
  });

  it("have FRR's static routes too", () => {
    const frr =
      "ip route 10.5.3.0/24 t1\nip route 10.6.0.0/16 192.168.0.2\nip route 10.7.0.0/16 10.1.1.1\nno ip route 10.8.0.0/16 t1\n";
    const machine = {
      packages: ["frr"],
      files: { "/etc/frr/frr.conf": frr },
      commands: ["ip link add t1 type wireguard", ROUTES[0]!],
    };
    expect(tunnelsOf(machine)[0]!.prefixes).toEqual(["192.168.0.0/30", "10.5.3.0/24", "10.6.0.0/16"]);
  });

  it.each([
    ["ip tunnel add t1 mode gre remote 203.0.113.9", "GRE"],
    ["ip link add t1 type gretap remote 203.0.113.9", "GRE"],
    ["ip tunnel add t1 mode ipip remote 203.0.113.9", "IP in IP"],
    ["ip link add t1 type vxlan id 1 remote 203.0.113.9", undefined],
  ])("%s encapsulates in %s, which Azure blocks", (command, blocked) => {
    expect(tunnelsOf({ commands: [command] })[0]!.blocked).toBe(blocked);
    const files = { "/etc/ipsec.conf": "conn site\n right=203.0.113.9\n type=transport\n" };
    const inIpsec = tunnelsOf({ commands: [command], packages: ["strongswan"], files });
    expect(inIpsec.map((tunnel) => tunnel.blocked)).toEqual([undefined, undefined]);
  });

  it("leave a route to an unknown device unread", () => {
    const { unread } = guestOf({ commands: ["ip route add 10.5.3.0/24 dev t2"] });
    expect(unread).toMatchObject([{ affects: "forward" }]);
  });
});

describe("strongSwan", () => {
  const IPSEC =
    "config setup\nconn %default\n  keyexchange=ikev2\n  leftsubnet=10.0.0.0/8\nconn site\n  right=203.0.113.9\n  rightsubnet=192.168.0.0/16,172.16.0.0/12 # all\nconn vti\n  right=203.0.113.10\n  rightsubnet=0.0.0.0/0\n  mark=42\n";
  const SWANCTL =
    "connections {\n  net {\n    remote_addrs = 203.0.113.9\n    local { auth = psk }\n    children {\n      net-net {\n        local_ts = 10.0.0.0/8\n        remote_ts = 192.168.0.0/16, 172.16.0.0/12\n      }\n    }\n  }\n}\nsecrets { ike { secret = x } }\n";

  it.each<[string, Machine]>([
    ["its package", { packages: ["strongswan"] }],
    ["a command", { commands: ["ipsec restart"] }],
    ["its unit", { commands: ["systemctl restart strongswan-starter"] }],
  ])("has the connections of ipsec.conf, started by %s", (_, machine) => {
    const guest = guestOf({ ...machine, files: { "/etc/ipsec.conf": IPSEC } });
    expect(guest.tunnels).toEqual([
      {
        name: "site",
        prefixes: ["192.168.0.0/16", "172.16.0.0/12"],
        addresses: [],
        remotes: ["203.0.113.9"],
        sources: ["10.0.0.0/8"],
        byPolicy: true,
        line: "/etc/ipsec.conf: conn site",
      },
      expect.objectContaining({ name: "vti", prefixes: [] }),
    ]);
    expect(guest.unread).toEqual([]);
  });

  it("has the children of swanctl's connections", () => {
    const files = { "/etc/swanctl/conf.d/net.conf": SWANCTL };
    expect(tunnelsOf({ files, commands: ["swanctl --load-all"] })).toEqual([
      {
        name: "net-net",
        prefixes: ["192.168.0.0/16", "172.16.0.0/12"],
        addresses: [],
        remotes: ["203.0.113.9"],
        sources: ["10.0.0.0/8"],
        byPolicy: true,
        line: "/etc/swanctl/conf.d/net.conf: net-net",
      },
    ]);
  });

  it("is left unread without its files", () => {
    expect(guestOf({ commands: ["ipsec start"] }).unread).toMatchObject([{ affects: "forward" }]);
  });
});

it("the routes of tunnels are FRR's to announce and to resolve next hops by, a policy is not", () => {
  const frr = "router bgp 65001\n network 10.5.3.0/24\n network 192.168.0.0/16\n";
  const guest = guestOf({
    packages: ["frr", "strongswan"],
    files: {
      "/etc/frr/frr.conf": frr,
      "/etc/frr/daemons": "bgpd=yes\n",
      "/etc/wireguard/wg0.conf": "[Interface]\nAddress=192.168.9.1/30\n[Peer]\nAllowedIPs = 10.5.3.0/24, 0.0.0.0/0\n",
      "/etc/ipsec.conf": "conn site\n rightsubnet=192.168.0.0/16\n",
    },
    commands: ["wg-quick up wg0"],
  });
  expect(guest.bgp!.originates.map(({ prefix, present }) => [prefix, present === true])).toEqual([
    ["10.5.3.0/24", true],
    ["192.168.0.0/16", false],
  ]);
  expect(guest.bgp!.routes).toEqual(["192.168.9.0/30", "10.5.3.0/24"]);
});
