import { newCircuit, PROVIDER } from "../article-changes";
import { fails, passes, type Case } from "../case";

const port = (bandwidthGbps: number | undefined) =>
  newCircuit({ provider: undefined, directPort: { expressRoutePortId: undefined, bandwidthGbps } });
const mbps = (bandwidthMbps: number | undefined, tier = "Standard") =>
  newCircuit({ provider: { ...PROVIDER, bandwidthMbps }, tier, family: "UnlimitedData" });

export const CASES: readonly Case[] = [
  passes("circuit-bandwidth-refused", "the smallest bandwidth", mbps(50)),
  passes("circuit-bandwidth-refused", "the largest bandwidth", mbps(10_000)),
  passes("circuit-bandwidth-refused", "the smallest bandwidth of the tier Local", mbps(1_000, "Local")),
  passes("circuit-bandwidth-refused", "a bandwidth that is known after apply", mbps(undefined)),
  passes("circuit-bandwidth-refused", "the largest bandwidth of a port", port(100)),
  fails("circuit-bandwidth-refused", "a bandwidth in between", mbps(300), [
    {
      at: "main/circuit provider.bandwidthMbps",
      text: "Azure has no circuit of 300 Mbit/s",
      got: "300",
      want: "50, 100, 200, 500, 1000, 2000, 5000 or 10000 (Azure)",
      fix: "bandwidthMbps: 500",
    },
  ]),
  fails("circuit-bandwidth-refused", "a large bandwidth", mbps(20_000), [
    { at: "main/circuit provider.bandwidthMbps", got: "20000", fix: "bandwidthMbps: 10000" },
  ]),
  fails("circuit-bandwidth-refused", "a small circuit of the tier Local", mbps(500, "Local"), [
    {
      at: "main/circuit provider.bandwidthMbps",
      text: "Azure has no circuit of 500 Mbit/s with the tier Local",
      want: "1000, 2000, 5000 or 10000 (Azure)",
      fix: "bandwidthMbps: 1000",
    },
  ]),
  fails("circuit-bandwidth-refused", "a bandwidth that no port has", port(3), [
    {
      at: "main/circuit directPort.bandwidthGbps",
      text: "Azure has no circuit of 3 Gbit/s",
      want: "1, 2, 5, 10, 40 or 100 (Azure)",
      fix: "bandwidthGbps: 5",
    },
  ]),
];
