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

describeWithTools(LAB_TOOLS, "the first boot of an NVA", () => {
  let lab: NvaLab;
  let nva: Machine | undefined;

  beforeAll(async () => {
    lab = new NvaLab();
    await lab.startRouteServer([UNINTERRUPTED, OFFLINE, ALWAYS, ...CUTS.map(({ host }) => host)]);
    lab.startPackageServer();
  }, 60_000);

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
      // The kernel keeps what the machine had set up in its namespace: the client may get out before systemd is up again.
      await eventually(25 * LOAD_FACTOR, () => {
        expect(machine.run("systemctl", "is-active", "frr", "forced-tunnel-egress").trim()).toBe("active\nactive");
      });
      expect(lab.internet.leaks()).toBe(0);
    },
    150_000,
  );

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
    expect(lab.internet.leaks()).toBe(0);
  }, 200_000);

  async function waitForAnnouncement(machine: Machine): Promise<void> {
    const deadline = Date.now() + 90_000;
    while (!(await lab.routeServer.learnedNextHops()).includes(nvaAddress(ALWAYS))) {
      if (Date.now() > deadline) throw new Error(`nothing was announced:\n${machine.log("-n40")}`);
      await delay(20);
    }
  }
});
