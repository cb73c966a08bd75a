import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { WrittenAnnouncement } from "../../lib/nva/announcements";
import type { CloudInitFile } from "../../lib/nva/cloud-init";
import { nvaChangeScript, nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { type CommandResult, type Daemon, eventually, Network } from "../../lib/lab/namespaces";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "./article-options";
import { addressSeenBy, buildFabric, startServer } from "./nva-fabric";

jest.setTimeout(120_000);

const PEERS = ["10.100.210.4", "10.100.210.5"] as const;
const SERVICE = "10.210.0.1";
const LINK = "ft-0ad20001";

const announces: readonly WrittenAnnouncement[] = [
  { prefix: `${SERVICE}/32`, prepend: 2, loopback: { tcpPorts: [80] } },
  { prefix: "10.50.0.0/16", prepend: 0 },
  { prefix: "10.60.0.0/16", prepend: 0, nextHop: "10.100.0.50" },
];
const OPTIONS: NvaUserDataOptions = { ...ARTICLE_NVA, nextHop: "10.100.0.100", announces };

/** The second Route Server instance sends the service's address back, as that of an NVA in another site. */
const peerConfig = (address: string): string =>
  [
    ...(address === PEERS[1] ? [`ip route ${SERVICE}/32 blackhole`] : []),
    "route-map elsewhere permit 10",
    " set as-path prepend 64999",
    "exit",
    "router bgp 65515",
    ` bgp router-id ${address}`,
    " no bgp ebgp-requires-policy",
    " no bgp network import-check",
    " coalesce-time 100",
    " neighbor 10.100.0.10 remote-as 65001",
    " neighbor 10.100.0.10 ebgp-multihop",
    ` neighbor 10.100.0.10 update-source ${address}`,
    " neighbor 10.100.0.10 timers connect 1",
    " address-family ipv4 unicast",
    ...(address === PEERS[1] ? [`  network ${SERVICE}/32`, "  neighbor 10.100.0.10 route-map elsewhere out"] : []),
    " exit-address-family",
    "exit",
    "",
  ].join("\n");

describeWithTools(
  ["ip", "namespaces", "nft", "python3", "vtysh", "bgpd", "dash"],
  "the services of an NVA, with real FRR and a real kernel",
  () => {
    const net = new Network();
    afterAll(() => net.end());
    let nva: string, client: string, peers: string;
    let machine: Daemon, keeper: Daemon, server: Daemon | undefined;
    const vtys = new Map<string, string>();

    const onMachine = (...command: readonly string[]): readonly string[] => [
      "nsenter",
      "-t",
      `${machine.pid}`,
      "-m",
      ...command,
    ];
    const attempt = (...command: readonly string[]): CommandResult => net.attempt(nva, ...onMachine(...command));
    const output = (...command: readonly string[]): string => {
      const { status, stdout, stderr } = attempt(...command);
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: "" });
      return stdout;
    };

    /** Routes of the NVA at the first instance: next hop and AS path by prefix. */
    function received(): Record<string, string> {
      const { routes } = JSON.parse(
        net.run(peers, "vtysh", "--vty_socket", vtys.get(PEERS[0])!, "-c", "show bgp ipv4 unicast json"),
      ) as {
        routes: Record<string, readonly { readonly path: string; readonly nexthops: readonly { ip: string }[] }[]>;
      };
      return Object.fromEntries(
        Object.entries(routes).map(([prefix, [best]]) => [prefix, `${best!.nexthops[0]!.ip} ${best!.path}`]),
      );
    }

    const startKeeper = (): Daemon => net.start(nva, ...onMachine("forced-tunnel-egress-services"));
    const startService = (): Daemon => (server = startServer(net, nva, 80));
    const seen = (): string | undefined => addressSeenBy(net, SERVICE, client, 1);
    const isAdvertised = (): boolean => `${SERVICE}/32` in received();

    beforeAll(async () => {
      const fabric = buildFabric(net);
      ({ nva, client, peers } = fabric);
      const root = join(net.folder, "root");
      const { write_files } = parse(nvaUserData(OPTIONS), { version: "1.1" }) as { write_files: CloudInitFile[] };
      const standIns = {
        systemctl:
          'echo "$*" >>/run/systemctl; case "$*" in "reload forced-tunnel-nat.service") forced-tunnel-nat --now ;; esac',
        "cloud-init": ":",
      };
      const all = [
        ...write_files,
        ...Object.entries(standIns).map(([name, text]): CloudInitFile => ({
          path: `/usr/local/sbin/${name}`,
          content: `#!/bin/sh\n${text}\n`,
          permissions: "0755",
        })),
      ];
      for (const { path, content, permissions = "0644" } of all) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
        chmodSync(join(root, path), parseInt(permissions, 8));
      }
      for (const address of PEERS) {
        const vty = net.startFrr(peers, address, peerConfig(address), [["bgpd", "-Z", "-n", "-l", address]]);
        vtys.set(address, vty);
        await eventually(10, () => {
          net.run(peers, "vtysh", "--vty_socket", vty, "-c", "show version");
        });
        net.run(peers, "vtysh", "--vty_socket", vty, "--config_dir", vty, "-b");
      }
      const vty = net.startFrr(nva, "frr", "", [["zebra"], ["staticd"], ["bgpd"]]);
      const setUp = [
        "set -e",
        "mount -t tmpfs none /mnt && mkdir /mnt/etc /mnt/work",
        `cp -a ${root}/etc/. /mnt/etc/ && chown frr:frr /mnt/etc/frr/frr.conf /mnt/etc/frr/daemons`,
        "echo 'service integrated-vtysh-config' >/mnt/etc/frr/vtysh.conf",
        "mount -t overlay none -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/work /etc",
        "mount -t tmpfs none /usr/local/sbin",
        `cp ${root}/usr/local/sbin/* /usr/local/sbin/`,
        "mount --bind /bin/true /usr/lib/systemd/systemd-sysctl",
        "mount -t tmpfs none /var/lib && mkdir /var/lib/forced-tunnel && : >/var/lib/forced-tunnel/ready",
        "mount -t tmpfs none /var/log && mkdir /var/log/frr",
        "mount -t tmpfs none /run && mkdir /run/frr /run/forced-tunnel-services /run/forced-tunnel-events",
        `mount --bind ${vty} /run/frr`,
        "echo ready; exec sleep infinity",
      ].join("\n");
      machine = net.start(nva, "unshare", "-m", "sh", "-c", setUp);
      await eventually(5, () => expect(machine.output).toBe("ready\n"));
      await eventually(10, () => {
        output("vtysh", "-c", "show version");
      });
      output("vtysh", "-b");
      output("forced-tunnel-nat", "--now");
      net.ip(nva, "route add default via 10.100.0.1 dev eth0 proto 200 metric 50");
    });

    test("what is not a service arrives at the Route Server, with the next hops that were asked for", async () => {
      await eventually(30, () => {
        expect(received()).toEqual({
          "0.0.0.0/0": "10.100.0.100 65001",
          "10.50.0.0/16": "10.100.0.10 65001",
          "10.60.0.0/16": "10.100.0.50 65001",
        });
      });
    });

    test("an address is there before anything listens, and is not advertised", async () => {
      keeper = startKeeper();
      await eventually(5, () => {
        expect(output("ip", "-br", "addr", "show", "dev", LINK)).toContain(`${SERVICE}/32`);
      });
      await eventually(5, () => expect(keeper.output).toContain("nothing listens at tcp 80: 10.210.0.1 is withdrawn"));
      expect(isAdvertised()).toBe(false);
    });

    test("the address is advertised when the service listens, and answers clients with it", async () => {
      startService();
      await eventually(6, () => expect(received()[`${SERVICE}/32`]).toBe("10.100.0.10 65001 65001 65001"));
      expect(seen()).toBe("10.0.0.4");
    });

    test("other ports of the address are closed, and so are its ports to public sources", () => {
      const ask = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1)";
      startServer(net, nva, 8080);
      expect(net.attempt(client, "python3", "-c", ask, SERVICE, "8080").status).not.toBe(0);
      net.ip(client, "addr add 203.0.113.9/32 dev lo");
      const from = "import socket, sys; socket.create_connection((sys.argv[1], 80), 1, ('203.0.113.9', 0))";
      expect(net.attempt(client, "python3", "-c", from, SERVICE).status).not.toBe(0);
    });

    test("the address is withdrawn when the service stops, although the Route Server has it from elsewhere", async () => {
      await server!.stop("SIGKILL");
      await eventually(4, () => expect(isAdvertised()).toBe(false));
      expect(output("vtysh", "-c", "show ip route 10.210.0.1/32")).not.toContain("bgp");
      expect(output("ip", "-br", "addr", "show", "dev", LINK)).toContain(`${SERVICE}/32`);
    });

    test("the address is withdrawn while Azure is about to stop the machine, and comes back", async () => {
      startService();
      await eventually(6, () => expect(isAdvertised()).toBe(true));
      output("sh", "-c", "echo 'Azure is about to reboot this machine' >/run/forced-tunnel-events/drain");
      await eventually(4, () => expect(isAdvertised()).toBe(false));
      expect(keeper.output).toContain("Azure is about to reboot this machine: 10.210.0.1 is withdrawn");
      output("rm", "/run/forced-tunnel-events/drain");
      await eventually(6, () => expect(isAdvertised()).toBe(true));
    });

    test("the link comes back when somebody deletes it", async () => {
      output("ip", "link", "del", LINK);
      await eventually(4, () => expect(keeper.isRunning).toBe(false));
      keeper = startKeeper();
      await eventually(8, () => expect(isAdvertised()).toBe(true));
      expect(seen()).toBe("10.0.0.4");
    });

    test("the address is withdrawn when the program is stopped, before it ends", async () => {
      const stopped = keeper.stop("SIGTERM");
      await eventually(1.5, () => expect(isAdvertised()).toBe(false));
      expect(keeper.isRunning).toBe(true);
      expect(await stopped).toBe(0);
    });

    test("the address is withdrawn when the program is killed, by what systemd runs after it", async () => {
      keeper = startKeeper();
      await eventually(8, () => expect(isAdvertised()).toBe(true));
      await keeper.stop("SIGKILL");
      output("forced-tunnel-egress-services", "--withdraw");
      await eventually(4, () => expect(isAdvertised()).toBe(false));
    });

    test("a change in place removes the last service, its address and its link", async () => {
      keeper = startKeeper();
      await eventually(8, () => expect(isAdvertised()).toBe(true));
      const script = nvaChangeScript({ ...ARTICLE_NVA, nextHop: "10.100.0.100" });
      const { stdout, stderr } = attempt("sh", net.file("change", script));
      expect(`${stdout}${stderr}`).toMatch(/^changed: .*frr\.conf .*egress\.conf/);
      // What systemd does with a unit that is a part of the restarted one.
      expect(output("cat", "/run/systemctl")).toContain("restart forced-tunnel-egress.service");
      await keeper.stop("SIGTERM");
      expect(output("forced-tunnel-egress-services")).toBe("");
      await eventually(4, () => expect(received()).toEqual({ "0.0.0.0/0": "10.100.0.100 65001" }));
      expect(attempt("ip", "link", "show", "dev", LINK).status).not.toBe(0);
      expect(output("vtysh", "-c", "show running-config")).not.toContain(SERVICE);
      expect(seen()).toBeUndefined();
    });
  },
);
