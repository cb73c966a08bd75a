import { nvaAddress } from "../../lib/lab/address-plan";
import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, LOAD_FACTOR, userData, waitForEgress } from "./support";

/** Seconds from the start of the first boot to the power cut. A first boot takes about 15 s. */
const CUTS = [1, 2, 3, 4, 5, 6.5, 8, 10, 12, 14].map((seconds, index) => ({ seconds, host: 20 + index }));

const UNINTERRUPTED = 10;
const OFFLINE = 11;
const ALWAYS = 12;
const ENABLED = 13;
const REBOOTED = 14;

describeWithTools(LAB_TOOLS, "the first boot of an NVA", () => {
  let lab: NvaLab;
  let nva: Machine | undefined;
  let leaksBefore: number;

  beforeAll(async () => {
    lab = new NvaLab();
    await lab.startRouteServer([UNINTERRUPTED, OFFLINE, ALWAYS, ENABLED, REBOOTED, ...CUTS.map(({ host }) => host)]);
    lab.startPackageServer();
  }, 60_000);

  beforeEach(() => {
    leaksBefore = lab.internet.leaks();
  });

  // The traffic must go to the next test's NVA: the default route of this one is withdrawn at once.
  afterEach(async () => {
    nva?.attempt("systemctl", "stop", "frr");
    await nva?.remove();
  });

  afterAll(() => lab?.end());

  test("takes less than 15 s, and a later boot less than 9 s", async () => {
    nva = lab.addNva(UNINTERRUPTED, userData(UNINTERRUPTED));
    nva.boot();
    const first = await waitForEgress(lab, UNINTERRUPTED, nva, 60);
    expect(nva.attempt("cloud-init", "status", "--wait").stdout).toMatch(/status: done/);
    await nva.cutPower();
    nva.boot();
    const second = await waitForEgress(lab, UNINTERRUPTED, nva, 60);
    expect(first).toBeLessThan(15 * LOAD_FACTOR);
    expect(second).toBeLessThan(9 * LOAD_FACTOR);
  }, 200_000);

  test.each(CUTS)(
    "continues after a power cut $seconds s after its start",
    async ({ seconds, host }) => {
      const machine = lab.addNva(host, userData(host));
      nva = machine;
      machine.boot();
      await delay(seconds * 1_000);
      await machine.cutPower();
      machine.boot();
      await waitForEgress(lab, host, machine, 25 * LOAD_FACTOR);
      expect(leaks()).toBe(0);
    },
    150_000,
  );

  test("continues after a power cut between the enabling of its units and their start", async () => {
    const machine = lab.addNva(ENABLED, userData(ENABLED));
    nva = machine;
    machine.boot();
    const link = "/etc/systemd/system/multi-user.target.wants/forced-tunnel-egress.service";
    await eventually(60, () => expect(machine.hasWritten(link)).toBe(true), 2);
    await machine.cutPower();
    expect(machine.hasWritten("/var/lib/forced-tunnel/ready")).toBe(false);
    machine.boot();
    await waitForEgress(lab, ENABLED, machine, 25 * LOAD_FACTOR);
    expect(leaks()).toBe(0);
  }, 150_000);

  test("forwards nothing at a later boot before its ruleset is loaded", async () => {
    const machine = lab.addNva(REBOOTED, userData(REBOOTED));
    nva = machine;
    machine.boot();
    await waitForEgress(lab, REBOOTED, machine, 60);
    await machine.cutPower();
    machine.boot();
    // Clients' packets arrive throughout, as with a UDR, or while Route Server has not yet noticed the power cut.
    lab.fabric.addUserDefinedRoute("client2", REBOOTED);
    const probes = lab.secondClient.startProbes();
    try {
      await waitForEgress(lab, REBOOTED, machine, 60);
      await eventually(5, () => expect(probes.areAnswered(1)).toBe(true));
    } finally {
      await probes.stop();
    }
    expect(leaks()).toBe(0);
    const time = (unit: string, event: string): number =>
      Number(machine.run("systemctl", "show", "--value", "--property", `${event}TimestampMonotonic`, unit));
    expect(time("forced-tunnel-probe", "InactiveExit")).toBeGreaterThan(time("forced-tunnel-nat", "ActiveEnter"));
  }, 200_000);

  test("waits for the package source, and continues when it answers", async () => {
    await lab.internet.stopPackageServer();
    nva = lab.addNva(OFFLINE, userData(OFFLINE));
    nva.boot();
    try {
      await delay(30_000);
      await eventually(60, () => expect(nva!.log("-t", "forced-tunnel-first-boot")).toMatch(/cannot install/));
    } finally {
      lab.startPackageServer();
    }
    await waitForEgress(lab, OFFLINE, nva, 30 * LOAD_FACTOR);
  }, 200_000);

  test('with defaultRoute "always", the default route is announced after the ruleset is loaded', async () => {
    nva = lab.addNva(ALWAYS, userData(ALWAYS, { defaultRoute: "always" }));
    for (const boot of ["first", "second"]) {
      nva.boot();
      await waitForAnnouncement(nva);
      expect({ boot, table: nva.attempt("nft", "list", "table", "ip", "forced_tunnel").status }).toEqual({
        boot,
        table: 0,
      });
      await waitForEgress(lab, ALWAYS, nva, 60);
      await nva.cutPower();
      // The hold time of Route Server's sessions.
      await eventually(20, async () => expect(await lab.routeServer.learnedNextHops()).toEqual([]));
    }
    expect(leaks()).toBe(0);
  }, 200_000);

  /** Packets that left untranslated during this test. */
  const leaks = (): number => lab.internet.leaks() - leaksBefore;

  async function waitForAnnouncement(machine: Machine): Promise<void> {
    const deadline = Date.now() + 90_000;
    while (!(await lab.routeServer.learnedNextHops()).includes(nvaAddress(ALWAYS))) {
      if (Date.now() > deadline) throw new Error(`nothing was announced:\n${machine.log("-n40")}`);
      await delay(20);
    }
  }
});
