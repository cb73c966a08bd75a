import { ADDRESS_PLAN, nvaAddress } from "../../lib/lab/address-plan";
import type { Machine } from "../../lib/lab/machine";
import { eventually } from "../../lib/lab/namespaces";
import { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, userData } from "./support";

const NVA = 10;
const FURTHER = [nvaAddress(11), nvaAddress(12)];
const ADDRESSES = [nvaAddress(NVA), ...FURTHER];

describeWithTools(LAB_TOOLS, "an NVA with several public IPs", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    lab = new NvaLab();
    lab.startPackageServer();
    await lab.startRouteServer([NVA]);
    nva = lab.addNva(NVA, userData(NVA, { furtherAddresses: FURTHER }), FURTHER);
    nva.boot();
  }, 60_000);

  afterAll(() => lab?.end());

  /** What the internet sees of each address of the second client. */
  const seen = (): string[] => ADDRESS_PLAN.secondClient.map((address) => lab.secondClient.publicAddress(address));

  const carriesAll = (seconds: number): Promise<void> =>
    eventually(seconds, () => {
      expect(new Set(seen())).toEqual(new Set(ADDRESSES));
    });

  test("has their private addresses after its first boot, and clients leave with all of them", async () => {
    await carriesAll(120);
    const own = nva.run("ip", "-4", "-o", "addr", "show", "dev", "eth0");
    for (const address of FURTHER) expect(own).toContain(`${address}/32`);
  }, 180_000);

  test("leaves with its own address itself", () => {
    expect(nva.run("ip", "route", "get", ADDRESS_PLAN.internet)).toContain(`src ${nvaAddress(NVA)}`);
  });

  test("has them again after a reboot, and each client keeps its own", async () => {
    const before = seen();
    await nva.powerOff();
    nva.boot();
    await carriesAll(60);
    expect(seen()).toEqual(before);
  }, 120_000);
});
