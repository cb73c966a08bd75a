import { outageOf } from "../../lib/lab/client";
import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import type { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, LOAD_FACTOR, startLab } from "./support";

const NVA = 10;
const PREFIXES = Array.from({ length: 1_050 }, (_, index) => `10.${128 + (index >> 8)}.${index & 255}.0/24`);
/** With that of the hub. */
const RECEIVED = PREFIXES.length + 1;

interface Session {
  readonly state: string;
  readonly pfxRcd: number;
}

describeWithTools(LAB_TOOLS, "more prefixes on premises than the NVA expects", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    ({ lab, nva } = await startLab(NVA));
  }, 180_000);

  afterAll(() => lab?.end());

  test("1,050 do not close the sessions, and no client loses its egress", async () => {
    const probes = lab.client.startProbes();
    try {
      await eventually(10, () => {
        expect(probes.areAnswered(1)).toBe(true);
      });
      const start = Date.now() / 1_000;
      lab.routeServer.advertise(PREFIXES);
      await eventually(30, () => {
        expect(sessions().map(({ state }) => state)).toEqual(["Established", "Established"]);
        expect(sessions().map(({ pfxRcd }) => pfxRcd)).toEqual([RECEIVED, RECEIVED]);
      });
      // Longer than the hold time.
      await delay(12_000);
      expect(sessions().map(({ pfxRcd }) => pfxRcd)).toEqual([RECEIVED, RECEIVED]);
      expect(outageOf(probes.since(start)).seconds).toBeLessThan(LOAD_FACTOR);
    } finally {
      await probes.stop();
    }
    const log = nva.log("-u", "frr");
    expect(log).toMatch(/%MAXPFXEXCEED: No\. of IPv4 Unicast prefix received from 10\.100\.210\.4/);
    expect(log).not.toMatch(/%ADJCHANGE: neighbor \S+ in vrf default Down/);
  }, 120_000);

  function sessions(): readonly Session[] {
    const { sessions } = JSON.parse(nva.run("forced-tunnel-status", "--json")) as { sessions: Record<string, Session> };
    return Object.values(sessions);
  }
});
