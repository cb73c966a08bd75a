import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { frrGuest, NEIGHBOR } from "./frr-guest";

describe("the configuration that FRR starts with", () => {
  const config = (files: Record<string, string>) =>
    readGuest(
      `#cloud-config\n${JSON.stringify({ packages: ["frr"], write_files: Object.entries(files).map(([path, content]) => ({ path, content })) })}`,
      "vm",
    );

  test("is bgpd.conf where there is no frr.conf", () => {
    expect(
      config({ "/etc/frr/bgpd.conf": NEIGHBOR, "/etc/frr/daemons": "bgpd=yes\n" }).guest!.bgp?.neighbors,
    ).toHaveLength(1);
    expect(
      config({ "/etc/frr/bgpd.conf": NEIGHBOR, "/etc/frr/frr.conf": "hostname x\n", "/etc/frr/daemons": "bgpd=yes\n" })
        .guest!.bgp,
    ).toBeUndefined();
  });

  test.each([
    ["bgpd=yes", true],
    ['bgpd = "yes"', true],
    ["bgpd=no", false],
    ["#bgpd=yes", false],
    ["", false],
  ])("runs BGP only if the daemons file enables bgpd: %s", (line, runs) => {
    const { guest, notes } = config({ "/etc/frr/frr.conf": NEIGHBOR, "/etc/frr/daemons": `${line}\n` });
    expect([guest!.bgp !== undefined, notes.length]).toEqual([runs, runs ? 0 : 1]);
  });

  test("turns off forwarding after the boot's commands", () => {
    expect(frrGuest("no ip forwarding\n", { runcmd: ["sysctl -w net.ipv4.ip_forward=1"] }).forwards.value).toBe(false);
  });
});
