import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { daemonState, LAB_TOOLS, LOAD_FACTOR, observe, report, userData, type Fault } from "./support";

const ACTIVE = 10;
const STANDBY = 11;

/** Messages that tell of a fault. */
const CAUSE = /put back|default route is withdrawn|state -> down|Stopping frr/;

interface BoundedFault extends Fault {
  /** Most seconds without egress, on an idle machine. 0: no connection is lost. */
  readonly bound: number;
}

describeWithTools(LAB_TOOLS, "an active NVA and its standby", () => {
  let lab: NvaLab;
  let active: Machine;
  let standby: Machine;

  beforeAll(async () => {
    lab = new NvaLab();
    lab.startPackageServer();
    await lab.startRouteServer([ACTIVE, STANDBY]);
    active = lab.addNva(ACTIVE, userData(ACTIVE));
    standby = lab.addNva(STANDBY, userData(STANDBY, { prepend: 2 }));
    active.boot();
    standby.boot();
  }, 60_000);

  afterAll(() => lab?.end());

  // Each fault begins with two NVAs that announce a default route, and the traffic on the active one.
  beforeEach(async () => {
    for (const nva of [active, standby]) {
      if ((daemonState(nva)?.failures ?? 0) > 0) nva.run("systemctl", "restart", "forced-tunnel-egress");
    }
    await eventually(120, async () => {
      for (const nva of [active, standby]) expect(daemonState(nva)).toMatchObject({ announced: true, failures: 0 });
      expect(await lab.routeServer.learnedNextHops()).toEqual([`10.100.0.${ACTIVE}`, `10.100.0.${STANDBY}`]);
      expect(lab.client.publicAddress()).toBe(`10.100.0.${ACTIVE}`);
    });
  }, 150_000);

  const onActive =
    (...command: string[]) =>
    () =>
      void active.run(...command);

  const faults: readonly BoundedFault[] = [
    { name: "FRR stopped and started", cause: () => stopFor("frr"), bound: 0 },
    { name: "health daemon stopped and started", cause: () => stopFor("forced-tunnel-egress"), bound: 0 },
    {
      name: "reboot",
      cause: async () => {
        await active.powerOff();
        active.boot();
      },
      observeSeconds: 15,
      bound: 0,
    },
    { name: "bgpd killed", cause: onActive("pkill", "-KILL", "-f", "^/usr/lib/frr/bgpd"), bound: 0 },
    {
      name: "internet access of the active NVA lost for 15 s",
      cause: async () => {
        lab.fabric.setInternetAccess(ACTIVE, false);
        await delay(15_000);
        lab.fabric.setInternetAccess(ACTIVE, true);
      },
      bound: 4,
    },
    {
      name: "active NVA dead for 15 s",
      cause: async () => {
        lab.fabric.setDead(ACTIVE, true);
        await delay(15_000);
        lab.fabric.setDead(ACTIVE, false);
      },
      bound: 9,
    },
    { name: "`nft flush ruleset`", cause: onActive("nft", "flush", "ruleset"), bound: 5 },
    { name: "`sysctl net.ipv4.ip_forward=0`", cause: onActive("sysctl", "-qw", "net.ipv4.ip_forward=0"), bound: 5 },
  ];

  const limits = faults.map((fault) => ({
    ...fault,
    limit: fault.bound === 0 ? "no connection is lost" : `the standby forwards within ${fault.bound} s`,
  }));

  test.each(limits)(
    "$name: $limit",
    async (fault) => {
      const effect = await observe(lab, active, fault);
      report("An active NVA and a standby", fault.name, effect, CAUSE);
      expect(effect.leaks).toBe(0);
      if (fault.bound === 0) expect(effect.lost).toBe(0);
      expect(effect.seconds).toBeLessThanOrEqual(fault.bound * LOAD_FACTOR);
    },
    150_000,
  );

  async function stopFor(unit: string): Promise<void> {
    active.run("systemctl", "stop", unit);
    await delay(5_000);
    active.run("systemctl", "start", unit);
  }
});
