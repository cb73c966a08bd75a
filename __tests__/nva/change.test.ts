import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { CloudInitFile } from "../../lib/nva/cloud-init";
import { nvaChangeScript, nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { type CommandResult, type Daemon, eventually, Network } from "../../lib/lab/namespaces";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "./article-options";
import { buildFabric } from "./nva-fabric";

jest.setTimeout(120_000);

const PEERS = ["10.100.210.4", "10.100.210.5"] as const;

const peerConfig = (address: string): string =>
  [
    "router bgp 65515",
    ` bgp router-id ${address}`,
    " no bgp ebgp-requires-policy",
    " neighbor 10.100.0.10 remote-as 65001",
    " neighbor 10.100.0.10 ebgp-multihop",
    ` neighbor 10.100.0.10 update-source ${address}`,
    " neighbor 10.100.0.10 timers connect 1",
    "exit",
    "",
  ].join("\n");

/** There is no systemd in a namespace. What it would do with the ruleset is done. */
const STAND_INS: Readonly<Record<string, string>> = {
  systemctl:
    'echo "$*" >>/run/systemctl; case "$*" in "reload forced-tunnel-nat.service") forced-tunnel-nat --now ;; esac',
  "cloud-init": ":",
};

describeWithTools(
  ["ip", "namespaces", "nft", "python3", "vtysh", "bgpd", "dash"],
  "a change of a running NVA, with real FRR and a real kernel",
  () => {
    const net = new Network();
    afterAll(() => net.end());
    let nva: string;
    let machine: Daemon;
    const before: NvaUserDataOptions = { ...ARTICLE_NVA, files: [{ path: "/etc/motd.d/nva", content: "no line end" }] };

    const onMachine = (...command: readonly string[]): CommandResult =>
      net.attempt(nva, "nsenter", "-t", `${machine.pid}`, "-m", ...command);

    const output = (...command: readonly string[]): string => {
      const { status, stdout, stderr } = onMachine(...command);
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: "" });
      return stdout;
    };

    function change(options: NvaUserDataOptions): CommandResult & { readonly seconds: number } {
      const started = Date.now();
      // Shorter than on a machine: what does not return here does so at once.
      const script = nvaChangeScript(options).replace("\nseconds=60\n", "\nseconds=12\n");
      const result = onMachine("sh", net.file("change", script));
      return { ...result, seconds: (Date.now() - started) / 1_000 };
    }

    interface Peer {
      readonly state: string;
      readonly connectionsEstablished: number;
    }

    function sessions(): Record<string, number> {
      const { peers } = JSON.parse(output("vtysh", "-c", "show bgp ipv4 unicast summary json")) as {
        peers: Record<string, Peer>;
      };
      const up = Object.entries(peers).filter(([, { state }]) => state === "Established");
      return Object.fromEntries(up.map(([address, peer]) => [address, peer.connectionsEstablished]));
    }

    const running = (): string => output("vtysh", "-c", "show running-config");
    const ruleset = (): string => output("nft", "list", "table", "ip", "forced_tunnel");
    const text = (path: string): string => output("cat", path);
    const systemctl = (): string[] =>
      output("sh", "-c", "cat /run/systemctl && : >/run/systemctl").split("\n").filter(Boolean);
    const holdTimes = (): number[] =>
      PEERS.map((address) => {
        const all = JSON.parse(output("vtysh", "-c", `show bgp neighbors ${address} json`)) as Record<
          string,
          { bgpTimerHoldTimeMsecs: number }
        >;
        return all[address]!.bgpTimerHoldTimeMsecs;
      });

    beforeAll(async () => {
      const fabric = buildFabric(net);
      ({ nva } = fabric);
      const root = join(net.folder, "root");
      const put = (path: string, content: string, mode: string): void => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
        chmodSync(join(root, path), parseInt(mode, 8));
      };
      const { write_files } = parse(nvaUserData(before), { version: "1.1" }) as { write_files: CloudInitFile[] };
      for (const { path, content, permissions = "0644" } of write_files) put(path, content, permissions);
      for (const [name, script] of Object.entries(STAND_INS)) put(`/bin/${name}`, `#!/bin/sh\n${script}\n`, "0755");
      for (const address of PEERS) {
        const vty = net.startFrr(fabric.peers, address, peerConfig(address), [["bgpd", "-Z", "-n", "-l", address]]);
        await eventually(10, () => {
          net.run(fabric.peers, "vtysh", "--vty_socket", vty, "-c", "show version");
        });
        net.run(fabric.peers, "vtysh", "--vty_socket", vty, "--config_dir", vty, "-b");
      }
      const vty = net.startFrr(nva, "frr", "", [["zebra"], ["staticd"], ["bgpd"]]);
      const setUp = [
        "set -e",
        "mount -t tmpfs none /mnt && mkdir /mnt/etc /mnt/work",
        `cp -a ${root}/etc/. /mnt/etc/ && chown frr:frr /mnt/etc/frr/frr.conf /mnt/etc/frr/daemons`,
        "echo 'service integrated-vtysh-config' >/mnt/etc/frr/vtysh.conf",
        "mount -t overlay none -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/work /etc",
        "mount -t tmpfs none /usr/local/sbin",
        `cp ${root}/usr/local/sbin/* ${root}/bin/* /usr/local/sbin/`,
        "mount --bind /bin/true /usr/lib/systemd/systemd-sysctl",
        "mount -t tmpfs none /var/lib && mkdir /var/lib/forced-tunnel && : >/var/lib/forced-tunnel/ready",
        "mount -t tmpfs none /var/log && mkdir /var/log/frr",
        "mount -t tmpfs none /run && mkdir /run/frr",
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
      await eventually(30, () => {
        expect(Object.keys(sessions())).toEqual(PEERS);
        for (const address of PEERS)
          expect(output("vtysh", "-c", `show bgp ipv4 unicast neighbors ${address} advertised-routes`)).toContain(
            "0.0.0.0/0",
          );
      });
      output("sh", "-c", ": >/run/systemctl");
    });

    test("right after the first boot, there is nothing to do", () => {
      const { status, stdout, stderr, seconds } = change(before);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "unchanged\n", stderr: "" });
      expect(seconds).toBeLessThan(2);
    });

    const lines: NvaUserDataOptions = {
      ...before,
      frrLines: { global: ["ip prefix-list branch seq 5 permit 10.9.0.0/16"] },
      natLines: { forward: ["ip saddr 10.0.0.0/24 tcp dport 25 drop"] },
      maxSegmentSize: 1300,
    };

    test("a prefix and rules of the ruleset take effect, and the sessions stay up", () => {
      const up = sessions();
      const { status, stdout, stderr } = change(lines);
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: "changed: /etc/frr/frr.conf /etc/forced-tunnel/nat.nft \n",
        stderr: "",
      });
      expect(running()).toContain("ip prefix-list branch seq 5 permit 10.9.0.0/16");
      expect(ruleset()).toContain("tcp dport 25 drop");
      expect(ruleset()).toContain("maxseg size set 1300");
      expect(sessions()).toEqual(up);
      expect(systemctl()).toEqual(["daemon-reload", "reload forced-tunnel-nat.service"]);
      expect(change(lines).stdout).toBe("unchanged\n");
    });

    test("timers are negotiated, by one session after the other", () => {
      expect(holdTimes()).toEqual([7000, 7000]);
      const { status, stderr } = change({ ...lines, keepaliveSeconds: 3, holdSeconds: 10 });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(holdTimes()).toEqual([10_000, 10_000]);
      expect(Object.keys(sessions())).toEqual(PEERS);
    });

    test("a line that FRR does not accept, or a rule that nftables does not accept, is refused before anything changes", () => {
      const up = sessions();
      const config = text("/etc/frr/frr.conf");
      const refused = [{ frrLines: { global: ["nonsense"] } }, { natLines: { forward: ["nonsense"] } }].map((more) => {
        const { status, stderr } = change({ ...before, ...more });
        return [status, stderr];
      });
      expect(refused).toEqual([
        [1, expect.stringMatching(/^refused, nothing was changed: \/etc\/frr\/frr.conf: .*nonsense.*\n$/)],
        [1, expect.stringMatching(/^refused, nothing was changed: \/etc\/forced-tunnel\/nat.nft: .*nonsense.*\n$/)],
      ]);
      expect([text("/etc/frr/frr.conf"), sessions()]).toEqual([config, up]);
      expect(systemctl().filter((call) => call !== "daemon-reload" && !call.includes("nat"))).toEqual([]);
    });

    test("a wrong AS number of the Route Server is rolled back, with the timers that were there", () => {
      const config = text("/etc/frr/frr.conf");
      const { status, stderr } = change({
        ...before,
        frrLines: { routerBgp: ["neighbor route-server remote-as 65010"] },
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^rolled back: after 12 s 0 of 2 sessions .*; sessions and default route are as before\n$/,
      );
      expect(text("/etc/frr/frr.conf")).toBe(config);
      expect(Object.keys(sessions())).toEqual(PEERS);
      expect(holdTimes()).toEqual([10_000, 10_000]);
      expect(running()).toContain("branch");
    });

    test("settings of the health daemon that it does not accept are rolled back", () => {
      const { status, stderr } = change({ ...before, health: { anchors: ["10.1.1.1:443"] } });
      expect([status, stderr]).toEqual([
        1,
        expect.stringMatching(
          /^rolled back: \/etc\/forced-tunnel\/egress.conf: .*10.1.1.1:443 is not a public address/,
        ),
      ]);
      expect(text("/etc/forced-tunnel/egress.conf")).not.toContain("10.1.1.1");
    });

    test("the first text comes back; a change that was interrupted is made again", () => {
      expect(change(before)).toMatchObject({ status: 0, stderr: "" });
      expect([running(), ruleset()].join("")).not.toMatch(/branch|dport 25/);
      expect(holdTimes()).toEqual([7000, 7000]);
      output("sh", "-c", "echo /etc/frr/frr.conf >/var/lib/forced-tunnel/change/begun");
      expect(change(before)).toMatchObject({ status: 0, stdout: "changed: /etc/frr/frr.conf \n" });
      expect(change(before).stdout).toBe("unchanged\n");
    });

    test("files keep their owners and modes, also those without a line end", () => {
      expect(output("stat", "-c", "%U:%G %a", "/etc/frr/frr.conf", "/usr/local/sbin/forced-tunnel-nat")).toBe(
        "frr:frr 640\nroot:root 755\n",
      );
      expect(text("/etc/motd.d/nva")).toBe("no line end");
    });

    test("a machine whose first boot has failed is left alone", () => {
      output("rm", "/var/lib/forced-tunnel/ready");
      expect(change(lines)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("the first boot has not succeeded") as string,
      });
      output("touch", "/var/lib/forced-tunnel/ready");
    });
  },
);
