import type { Place } from "../declaration";
import { edit } from "../edit";
import { createdCircuits } from "./new-circuits";
import type { ConstructReported, ConstructRule } from "../rule";

const MBPS = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const GBPS = [1, 2, 5, 10, 40, 100];
/** The tier Local exists from here on. */
const LOCAL_MBPS = 1_000;

/** FT086. */
export const circuitBandwidthRefused: ConstructRule = {
  id: "FT086",
  name: "circuit-bandwidth-refused",
  severity: "error",
  summary: "Azure does not offer the bandwidth of a new circuit.",
  why: "The provider accepts any number, so terraform validate and plan pass, and Azure rejects it at apply. The tier Local needs at least 1 Gbit/s.",
  sources: [
    "https://learn.microsoft.com/azure/expressroute/expressroute-circuit-peerings",
    "https://learn.microsoft.com/azure/expressroute/expressroute-erdirect-about",
    "https://learn.microsoft.com/azure/expressroute/expressroute-faqs",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { provider, directPort, tier } }) => {
      const mbps = tier === "Local" ? MBPS.filter((one) => one >= LOCAL_MBPS) : MBPS;
      const which = tier === "Local" ? " with the tier Local" : "";
      return [
        ...notOffered({ path, prop: "provider.bandwidthMbps" }, provider?.bandwidthMbps, mbps, `Mbit/s${which}`),
        ...notOffered({ path, prop: "directPort.bandwidthGbps" }, directPort?.bandwidthGbps, GBPS, "Gbit/s"),
      ];
    }),
};

function notOffered(
  at: Place,
  value: number | undefined | null,
  offered: readonly number[],
  unit: string,
): ConstructReported[] {
  if (value === undefined || value === null || offered.includes(value)) return [];
  return [
    {
      at,
      text: `Azure has no circuit of ${value} ${unit}`,
      got: String(value),
      want: `${offered.slice(0, -1).join(", ")} or ${offered.at(-1)} (Azure)`,
      fix: edit(at, offered.find((one) => one >= value) ?? offered.at(-1)!),
    },
  ];
}
