import type { Machine } from "../../lib/lab/machine";
import { eventually } from "../../lib/lab/namespaces";
import type { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, startLab } from "./support";

const NVA = 10;
const TWO_MEGABYTES = 2_000_000;

describeWithTools(LAB_TOOLS, "a path of 1,400 bytes whose path MTU discovery is broken", () => {
  let lab: NvaLab;
  let nva: Machine;

  beforeAll(async () => {
    ({ lab, nva } = await startLab(NVA));
    lab.fabric.setMtu(1_400, "client", `nva${NVA}`);
  }, 180_000);

  afterAll(() => lab?.end());

  test("carries 2 MB in both directions with the NVA's segment size", () => {
    expect(lab.client.echo(TWO_MEGABYTES)).toBe(TWO_MEGABYTES);
  }, 60_000);

  test("carries nothing with the segment size of Ethernet", async () => {
    const ruleset = "/etc/forced-tunnel/nat.nft";
    nva.run("sed", "-i", "s/maxseg size set 1360/maxseg size set 1460/", ruleset);
    nva.run("systemctl", "reload", "forced-tunnel-nat");
    await eventually(10, () => {
      expect(nva.run("nft", "list", "table", "ip", "forced_tunnel")).toContain("maxseg size set 1460");
      expect(lab.client.publicAddress()).not.toBe("");
    });
    expect(lab.client.echo(TWO_MEGABYTES)).toBe(0);
  }, 60_000);
});
