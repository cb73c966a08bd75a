import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import type { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { daemonState, LAB_TOOLS, LOAD_FACTOR, startLab, waitForEgress } from "./support";

const NVA = 10;

describeWithTools(LAB_TOOLS, "internet access that is bad, but not gone", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    ({ lab, nva } = await startLab(NVA));
  }, 180_000);

  afterAll(() => lab?.end());

  beforeEach(async () => {
    nva.run("systemctl", "restart", "forced-tunnel-egress");
    await eventually(30, () => {
      expect(daemonState(nva)).toMatchObject({ announced: true, failures: 0 });
    });
    await waitForEgress(lab, NVA, nva, 30);
  }, 70_000);

  const withdrawals = (): number => nva.log("-u", "forced-tunnel-egress").match(WITHDRAWN)?.length ?? 0;

  test("loss of 30 % in each direction withdraws the default route within 24 s", async () => {
    const before = withdrawals();
    lab.fabric.setLossy(NVA, true);
    try {
      await eventually(24 * LOAD_FACTOR, () => {
        expect(withdrawals()).toBeGreaterThan(before);
      });
      // It comes back once, after two good rounds, and then not while the loss goes on.
      await delay(40_000);
      await eventually(20, () => {
        expect(daemonState(nva)?.announced).toBe(false);
      });
      expect(withdrawals() - before).toBeLessThanOrEqual(4);
      expect(nva.log("-u", "forced-tunnel-egress")).toMatch(
        /\d+ % or more of the connections to each anchor failed: the/,
      );
    } finally {
      lab.fabric.setLossy(NVA, false);
    }
    await waitForEgress(lab, NVA, nva, 60 * LOAD_FACTOR);
  }, 250_000);

  test("60 s of 4 s down and 2 s up withdraw the default route at most three times", async () => {
    const before = withdrawals();
    for (let flap = 0; flap < 10; flap += 1) {
      lab.fabric.setInternetAccess(NVA, false);
      await delay(4_000);
      lab.fabric.setInternetAccess(NVA, true);
      await delay(2_000);
    }
    expect(withdrawals() - before).toBeGreaterThanOrEqual(1);
    expect(withdrawals() - before).toBeLessThanOrEqual(3);
    // The last 20 rounds must be good enough again.
    await waitForEgress(lab, NVA, nva, 30 * LOAD_FACTOR);
  }, 200_000);
});

const WITHDRAWN = /: the default route is withdrawn$/gm;
