import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import { NETWORK_UNIT, networkUnit, type NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { daemonState, LAB_TOOLS, LOAD_FACTOR, observe, report, startLab, waitForEgress, type Fault } from "./support";

const NVA = 10;

/** Removes all entries of connection tracking (IPCTNL_MSG_CT_DELETE without a tuple). */
const FLUSH_CONNTRACK = `
import socket, struct
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12) as netlink:
    netlink.send(struct.pack("=IHHIIBBH", 20, 0x102, 5, 1, 0, socket.AF_INET, 0, 0))
    print(struct.unpack_from("=i", netlink.recv(99), 16)[0])
`;

/** Makes the file system of /var full, in a copy in memory; the journal remains readable. */
const FILL_DISK = `
set -e
mkdir -p /mnt/journal /mnt/var
mount --bind /var/log/journal /mnt/journal
mount -t tmpfs -o size=1g full /mnt/var
cp -a --one-file-system /var/. /mnt/var
cat /dev/zero >/mnt/var/zeros 2>/dev/null || true
mount --bind /mnt/var /var
mount --bind /mnt/journal /var/log/journal
systemctl restart forced-tunnel-egress frr
`;

const EMPTY_DISK =
  "mountpoint -q /mnt/var && umount /var/log/journal && umount -l /var && umount /mnt/var /mnt/journal";

interface BoundedFault extends Fault {
  /** Most seconds without egress, on an idle machine. */
  readonly bound: number;
  /** What the log must say; nothing where the fault has no effect that an administrator needs to know. */
  readonly logs?: RegExp;
  /** What the log must not say. */
  readonly neverLogs?: RegExp;
}

describeWithTools(LAB_TOOLS, "an NVA that is alone", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    ({ lab, nva } = await startLab(NVA));
  }, 180_000);

  afterAll(() => lab?.end());

  const run =
    (...command: string[]) =>
    () =>
      void nva.run(...command);
  const systemctl = (...command: string[]) => run("systemctl", ...command);
  /** Kills processes whose command line matches. */
  const kill = (pattern: string, signal = "KILL") => run("pkill", `-${signal}`, "-f", pattern);
  const BGPD = "^/usr/lib/frr/bgpd";
  const PROGRAM = "/usr/local/sbin/forced-tunnel-egress";
  const DAEMON = "forced-tunnel-egress$";
  const PROBE = "forced-tunnel-egress --probe";

  const faults: readonly BoundedFault[] = [
    { name: "FRR restarted", cause: systemctl("restart", "frr"), bound: 4, logs: /Stopping frr\.service/ },
    { name: "bgpd killed", cause: kill(BGPD), bound: 5, logs: /bgpd state -> down/ },
    {
      name: "bgpd killed three times",
      cause: async () => {
        for (let time = 0; time < 3; time += 1) {
          nva.run("pkill", "-KILL", "-f", BGPD);
          await delay(1_000);
          await waitForEgress(lab, NVA, nva, 30);
        }
      },
      bound: 5,
      logs: /bgpd state -> down/,
    },
    { name: "zebra killed", cause: kill("^/usr/lib/frr/zebra"), bound: 5, logs: /zebra state -> down/ },
    {
      name: "watchfrr killed",
      cause: kill("^/usr/lib/frr/watchfrr"),
      bound: 5,
      logs: /frr\.service: Main process exited/,
    },
    {
      name: "internet access lost for 8 s",
      cause: async () => {
        lab.fabric.setInternetAccess(NVA, false);
        await delay(8_000);
        lab.fabric.setInternetAccess(NVA, true);
      },
      bound: 8 + 4,
      logs: /no anchor answers: the default route is withdrawn/,
    },
    {
      name: "NIC without packets for 8 s",
      cause: async () => {
        lab.fabric.setDead(NVA, true);
        await delay(8_000);
        lab.fabric.setDead(NVA, false);
      },
      bound: 8 + 5,
      logs: /no anchor answers: the default route is withdrawn/,
    },
    {
      name: "one Route Server instance gone",
      cause: async () => {
        lab.routeServer.kill(0);
        await delay(8_000);
        await lab.routeServer.restart(0);
      },
      bound: 0,
      logs: /10\.100\.210\.4.* Down/,
    },
    {
      name: "health daemon killed",
      cause: kill(DAEMON),
      bound: 4,
      logs: /forced-tunnel-egress\.service: Main process exited/,
    },
    {
      name: "health daemon restarted",
      cause: systemctl("restart", "forced-tunnel-egress"),
      bound: 3,
      logs: /stopping: the default route is withdrawn/,
    },
    { name: "health daemon hung", cause: kill(DAEMON, "STOP"), bound: 5, observeSeconds: 25, logs: /Watchdog timeout/ },
    {
      name: "probe killed",
      cause: kill(PROBE),
      bound: 0,
      logs: /forced-tunnel-probe\.service: Main process exited/,
    },
    {
      name: "probe stopped",
      cause: systemctl("stop", "forced-tunnel-probe"),
      bound: 0,
      logs: /Started forced-tunnel-probe/,
    },
    {
      name: "probe that cannot start for 15 s",
      cause: async () => {
        nva.run("chmod", "-x", PROGRAM);
        nva.run("pkill", "-KILL", "-f", PROBE);
        await delay(15_000);
        nva.run("chmod", "+x", PROGRAM);
      },
      bound: 12,
      logs: /forced-tunnel-probe\.service reports nothing: the default route is withdrawn/,
    },
    {
      name: "probe's cable removed",
      cause: run("ip", "link", "del", "ft-probe"),
      bound: 5,
      logs: /the cable to this machine is gone/,
    },
    {
      name: "link down for 3 s",
      cause: async () => {
        nva.run("ip", "link", "set", "eth0", "down");
        await delay(3_000);
        nva.run("ip", "link", "set", "eth0", "up");
      },
      bound: 3 + 5,
      logs: /eth0: Lost carrier|eth0: Link DOWN/,
    },
    { name: "networkd restarted", cause: systemctl("restart", "--no-block", "systemd-networkd"), bound: 2 },
    { name: "nftables restarted", cause: systemctl("restart", "nftables"), bound: 2 },
    // After a restart: only a running service can be reloaded, and the distribution does not start it.
    { name: "nftables reloaded", cause: systemctl("reload", "nftables"), bound: 2 },
    {
      name: "nftables stopped and started",
      cause: async () => {
        nva.run("systemctl", "stop", "nftables");
        await delay(2_000);
        nva.run("systemctl", "start", "nftables");
      },
      bound: 5,
      logs: /the ruleset was gone or changed: put back/,
    },
    {
      name: "nftables restarted four times",
      cause: async () => {
        for (let time = 0; time < 4; time += 1) {
          nva.run("systemctl", "restart", "nftables");
          await delay(1_000);
        }
      },
      bound: 2,
    },
    {
      name: "`nft flush ruleset`",
      cause: run("nft", "flush", "ruleset"),
      bound: 5,
      logs: /the ruleset was gone or changed: put back/,
    },
    {
      name: "`sysctl net.ipv4.ip_forward=0`",
      cause: run("sysctl", "-qw", "net.ipv4.ip_forward=0"),
      bound: 5,
      logs: /net\.ipv4\.ip_forward was 0: put back/,
    },
    { name: "connection tracking flushed", cause: run("python3", "-c", FLUSH_CONNTRACK), bound: 1 },
    {
      name: "marker route removed",
      cause: run("ip", "-4", "route", "del", "default", "proto", "200", "metric", "50"),
      bound: 2,
    },
    { name: "FRR and health daemon restarted while /var is full", cause: run("sh", "-c", FILL_DISK), bound: 5 },
    // The last fault: only a reboot, the next test's, brings the socket back. FRR's own watchdog would wait 60 s.
    {
      name: "`rm /run/systemd/notify`",
      cause: run("rm", "/run/systemd/notify"),
      bound: 5,
      observeSeconds: 75,
      neverLogs: /frr\.service: Watchdog timeout/,
    },
  ];

  describe("after a fault", () => {
    afterEach(() => void nva.attempt("sh", "-c", EMPTY_DISK));

    // A health daemon that has withdrawn the default waits longer each time: every fault begins with a new one.
    beforeEach(async () => {
      if (daemonState(nva)?.failures !== 0) nva.run("systemctl", "restart", "forced-tunnel-egress");
      await eventually(60, () => {
        expect(daemonState(nva)).toMatchObject({ announced: true, failures: 0 });
      });
      await waitForEgress(lab, NVA, nva, 60);
    }, 130_000);

    test.each(faults)(
      "$name: recovers by itself",
      async (fault) => {
        const effect = await observe(lab, nva, fault);
        report("One NVA", fault.name, effect, fault.logs);
        if (fault.logs) expect(effect.log).toMatch(fault.logs);
        if (fault.neverLogs) expect(effect.log).not.toMatch(fault.neverLogs);
        expect(effect.leaks).toBe(0);
        expect(effect.seconds).toBeLessThanOrEqual(fault.bound * LOAD_FACTOR);
      },
      150_000,
    );
  });

  test("DHCP that answers late only delays it", async () => {
    await nva.powerOff();
    nva.delete(NETWORK_UNIT);
    nva.boot();
    await delay(20_000);
    expect(lab.client.publicAddress()).toBe("");
    nva.run(
      "sh",
      "-c",
      `printf '%s' "$1" >"$0" && systemctl restart --no-block systemd-networkd`,
      NETWORK_UNIT,
      networkUnit(NVA),
    );
    expect(await waitForEgress(lab, NVA, nva, 60)).toBeLessThan(9 * LOAD_FACTOR);
  }, 150_000);

  test("its units are hardened", () => {
    for (const unit of ["forced-tunnel-egress", "forced-tunnel-probe", "forced-tunnel-nat", "forced-tunnel-events"]) {
      const line = nva.run("systemd-analyze", "security", "--no-pager", unit).trim().split("\n").at(-1)!;
      expect(Number(/: (\d+\.\d+) /.exec(line)?.[1])).toBeLessThanOrEqual(3);
    }
  });
});
