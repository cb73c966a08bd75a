import { Internet } from "../../lib/lab/internet";
import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import type { NvaLab } from "../../lib/lab/nva-lab";
import { DEFAULT_EGRESS_HEALTH } from "../../lib/nva/health-config";
import { describeWithTools } from "../support/tools";
import { daemonState, LAB_TOOLS, LOAD_FACTOR, startLab, waitForEgress } from "./support";

const NVA = 10;

describeWithTools(LAB_TOOLS, "a captive portal, with a known answer", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    const { anchors, knownAnswer } = Internet;
    ({ lab, nva } = await startLab(NVA, { health: { ...DEFAULT_EGRESS_HEALTH, anchors, knownAnswer } }));
  }, 180_000);

  afterAll(() => lab?.end());

  test("is not internet access, although it accepts every connection", async () => {
    await lab.internet.setCaptivePortal(true);
    await eventually(4 * LOAD_FACTOR, () => {
      expect(daemonState(nva)?.announced).toBe(false);
    });
    expect(nva.log("-u", "forced-tunnel-egress")).toMatch(
      /the known answer is missing: the default route is withdrawn/,
    );
    await delay(5_000);
    expect(daemonState(nva)?.announced).toBe(false);
    expect(lab.client.publicAddress()).toBe("");
    await lab.internet.setCaptivePortal(false);
    await waitForEgress(lab, NVA, nva, 10 * LOAD_FACTOR);
  }, 60_000);
});
