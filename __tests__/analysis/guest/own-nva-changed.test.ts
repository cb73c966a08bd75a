import { parse } from "yaml";
import { readGuest } from "../../../lib/analysis/guest/read-guest";
import type { CloudInitFile } from "../../../lib/nva/cloud-init";
import { announced, forwarded, translated } from "./results";
import { ownUserData } from "./user-data";

const packet = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;

type Change = readonly [text: string | RegExp, by: string];

/** The library's own user data with changes, each of which must apply. */
function changed(...changes: readonly Change[]) {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    return after;
  }, ownUserData());
  const { guest, notes } = readGuest(text, "vm");
  return { guest: guest!, notes };
}

/** The library's own user data with another text of one file. */
function withFile(path: string, content: string) {
  const config = parse(ownUserData(), { version: "1.1" }) as { write_files: CloudInitFile[] };
  const write_files = config.write_files.map((file) => (file.path === path ? { ...file, content } : file));
  expect(write_files).not.toEqual(config.write_files);
  const { guest, notes } = readGuest(`#cloud-config\n${JSON.stringify({ ...config, write_files })}`, "vm");
  return { guest: guest!, notes };
}

const announcedBy = ({ guest }: ReturnType<typeof changed>): string[] =>
  (guest.bgp?.originates ?? []).map((one) => `${one.prefix} ${announced(one)}`);

describe("a change of the NVA's own text changes what is predicted", () => {
  test("without a change it announces, forwards and translates", () => {
    const { guest } = changed(["hostname vm-nva100", "hostname vm-nva101"]);
    expect(announcedBy({ guest, notes: [] })).toEqual(["0.0.0.0/0 while healthy"]);
    expect([forwarded(guest, packet).verdict, translated(guest, packet).action]).toEqual(["accept", "masquerade"]);
  });

  test("a daemon that does nothing announces nothing", () => {
    const result = withFile("/usr/local/sbin/forced-tunnel-egress", "#!/usr/bin/python3\nprint()\n");
    expect(result.guest.unread).toEqual([]);
    expect(announcedBy(result)).toEqual([]);
  });

  test("a daemon that is another program is unread", () => {
    const result = withFile("/usr/local/sbin/forced-tunnel-egress", "#!/usr/bin/perl\nprint 1\n");
    expect(new Set(result.guest.unread.map(({ affects }) => affects))).toEqual(
      new Set(["forwards", "forward", "postrouting", "bgp"]),
    );
  });

  test("a daemon that may load another ruleset is unread", () => {
    const { guest } = changed([
      'run("/usr/local/sbin/forced-tunnel-nat", "--now")',
      'run("nft", "-f", "/etc/other.nft")',
    ]);
    expect(guest.unread.map(({ affects }) => affects)).toEqual(["forward", "postrouting"]);
  });

  test("a daemon that may turn forwarding off is unread", () => {
    const { guest } = changed([
      'run("/usr/local/sbin/forced-tunnel-nat", "--now")',
      'run("sysctl", "-q", "-w", "net.ipv4.ip_forward=0")',
    ]);
    expect(guest.unread).toEqual([
      {
        file: "/usr/local/sbin/forced-tunnel-egress",
        line: "sysctl -q -w net.ipv4.ip_forward=0",
        affects: "forwards",
      },
    ]);
  });

  test("a marker in a table of its own is not in the main table, so that it is not announced", () => {
    const result = changed(['"dev", nic, "proto"', '"dev", nic, "table", "100", "proto"']);
    expect(announcedBy(result)).toEqual([]);
  });

  test("a first boot that ends before it has done anything leaves FRR without its condition", () => {
    const { guest, notes } = changed(['packages="frr frr-pythontools', 'exit 0; packages="frr frr-pythontools']);
    expect(guest.bgp).toBeUndefined();
    expect(guest.bgpOff).toMatch(/^frr does not start: .* says ConditionPathExists=.*ready$/);
    expect(notes).toEqual([expect.stringContaining("does not run BGP")]);
  });

  test("where no script makes what FRR's condition asks for, nobody knows whether it runs", () => {
    const { guest } = withFile("/usr/local/sbin/forced-tunnel-first-boot", "#!/bin/sh\nexit 0\n");
    expect(guest.unread).toContainEqual({
      file: "/etc/systemd/system/frr.service.d/forced-tunnel.conf",
      line: "ConditionPathExists=/var/lib/forced-tunnel/ready",
      affects: "bgp",
    });
    // The translation waits for the same file.
    expect(guest.unread.map(({ affects }) => affects).sort()).toEqual(["bgp", "forward", "forwards", "postrouting"]);
    expect(guest.bgp?.originates).toEqual([]);
  });

  test("a first boot that is not started sets up nothing now, and everything at the next boot", () => {
    const { guest } = changed([/systemctl start forced-tunnel-first-boot.service/, "true"]);
    expect([guest.unread, guest.bgpOff, guest.forwards.value]).toEqual([[], undefined, true]);
    const without = changed(
      [/systemctl start forced-tunnel-first-boot.service/, "true"],
      ["Wants=forced-tunnel-first-boot.service", "Wants=other.service"],
    );
    expect(without.guest.bgp).toBeUndefined();
  });

  test("a first boot that does not translate leaves packets as they are", () => {
    const { guest } = changed(
      ['units="forced-tunnel-nat.service frr.service', 'units="frr.service'],
      ["Requires=forced-tunnel-nat.service", "# none"],
      ["Wants=forced-tunnel-nat.service", "# none"],
      ["Upholds=forced-tunnel-probe.service", "# none"],
    );
    // The probe is not there to load it either; the daemon may do it at any time.
    expect(guest.unread.map(({ affects }) => affects)).toEqual(expect.arrayContaining(["forward", "postrouting"]));
  });

  test("without the packet mark the guard drops what is not marked, if it is there", () => {
    const { guest } = changed(["meta mark set meta mark | 0x10000000", "counter"]);
    expect(forwarded(guest, packet)).toMatchObject({ verdict: "unknown" });
  });

  test("with another mark the guard may drop too", () => {
    const { guest } = changed(["meta mark set meta mark | 0x10000000", "meta mark set meta mark | 0x20000000"]);
    expect(forwarded(guest, packet).verdict).toBe("unknown");
  });

  test("a mark that only some packets get is not the mark of all", () => {
    const { guest } = changed([
      "meta mark set meta mark | 0x10000000",
      "tcp dport 80 meta mark set meta mark | 0x10000000",
    ]);
    expect(forwarded(guest, packet).verdict).toBe("unknown");
  });

  test("a guard table that leads elsewhere does not concern marked packets", () => {
    const { guest } = changed([
      "ip route replace prohibit default table",
      "ip route replace default via 10.9.9.9 table",
    ]);
    expect(guest.unread).toEqual([]);
    expect(forwarded(guest, packet).verdict).toBe("accept");
  });

  test("a guard table that leads elsewhere is unread where packets have no mark", () => {
    const { guest } = changed(
      ["meta mark set meta mark | 0x10000000", "counter"],
      ["ip route replace prohibit default table", "ip route replace default via 10.9.9.9 table"],
    );
    expect(guest.unread).toEqual([
      {
        file: "/usr/local/sbin/forced-tunnel-nat",
        line: 'ip rule add priority 100 iif "$nic" fwmark "0/$mark" lookup "$guard"',
        affects: "forward",
      },
    ]);
  });

  test("a guard rule for all packets drops clients' packets", () => {
    const { guest } = changed([/ip rule add priority 100 iif "\$nic" fwmark "0\/\$mark"/, "ip rule add priority 100"]);
    expect(forwarded(guest, packet).verdict).toBe("unknown");
  });
});
