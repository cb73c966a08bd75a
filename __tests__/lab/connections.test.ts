import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { ADDRESS_PLAN } from "../../lib/lab/address-plan";
import { outageOf } from "../../lib/lab/client";
import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import type { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, LOAD_FACTOR, startLab } from "./support";

const NVA = 10;
/** What the ruleset allows one client. */
const LIMIT = 32_768;
/** Whether the kernel logs what rules of namespaces log. The log of a machine in the lab is that of its host. */
const LOG_OF_NAMESPACES = "/proc/sys/net/netfilter/nf_log_all_netns";

interface Status {
  readonly connections: number;
  readonly connections_max: number;
  readonly dropped: { readonly too_many: number };
}

describeWithTools(LAB_TOOLS, "many connections", () => {
  let lab: NvaLab;
  let nva: Machine;

  let logged: string;

  beforeAll(async () => {
    logged = readFileSync(LOG_OF_NAMESPACES, "utf8");
    writeFileSync(LOG_OF_NAMESPACES, "1\n");
    ({ lab, nva } = await startLab(NVA));
    // So that a slow machine has them all at the same time.
    nva.run("sysctl", "-qw", "net.netfilter.nf_conntrack_udp_timeout=600");
  }, 180_000);

  afterAll(async () => {
    writeFileSync(LOG_OF_NAMESPACES, logged);
    await lab?.end();
  });

  const status = (): Status => JSON.parse(nva.run("forced-tunnel-status", "--json")) as Status;

  test("a client that opens 40,000 gets the limit of one client, and another client loses nothing", async () => {
    const probes = lab.client.startProbes();
    try {
      await eventually(10, () => {
        expect(probes.areAnswered(1)).toBe(true);
      });
      const start = Date.now() / 1_000;
      await lab.secondClient.sendDatagrams([ADDRESS_PLAN.secondClient[0]], 40_000);
      await delay(2_000);
      const { connections, dropped } = status();
      expect(connections).toBeGreaterThanOrEqual(LIMIT);
      expect(connections).toBeLessThan(1.05 * LIMIT);
      expect(dropped.too_many).toBeGreaterThanOrEqual(40_000 - LIMIT);
      const shown = nva.run("forced-tunnel-status");
      expect(shown).toMatch(/^connections +3\d{4} of \d+$/m);
      expect(shown).toMatch(/^ +dropped +\d{4} packets in chain too_many$/m);
      expect(execFileSync("dmesg", { encoding: "utf8" })).toMatch(
        /forced-tunnel too many connections: IN=eth0 OUT=eth0 .*SRC=10\.0\.1\.4 /,
      );
      expect(outageOf(probes.since(start)).seconds).toBeLessThan(LOAD_FACTOR);
    } finally {
      await probes.stop();
    }
  }, 200_000);

  test("the log tells that the connection table is nearly full while there is room", async () => {
    const most = status().connections_max;
    const { secondClient: addresses } = ADDRESS_PLAN;
    await lab.secondClient.sendDatagrams(addresses, (0.87 * most) / addresses.length);
    await eventually(10, () => {
      expect(nva.log("-u", "forced-tunnel-egress")).toMatch(/the connection table is nearly full: \d+ of \d+/);
    });
    expect(status().connections).toBeGreaterThan(0.8 * most);
    expect(status().connections).toBeLessThan(0.95 * most);
    expect(lab.client.publicAddress()).not.toBe("");
  }, 200_000);
});
