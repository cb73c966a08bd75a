import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** The first B-series below B12ms, and the series Av2, according to the pages of Azure. */
const WITHOUT = /^(Standard_B(1ls|1s|1ms|2s|2ms|4ms|8ms)|(Standard|Basic)_A\d+m?(_v2)?)$/i;

/** FT041. Azure answers VMSizeIsNotPermittedToEnableAcceleratedNetworking. */
export const acceleratedNetworkingUnsupported: ConstructRule = {
  id: "FT041",
  name: "accelerated-networking-unsupported",
  severity: "error",
  summary: "The size of a machine does not support accelerated networking.",
  why: "Small burstable sizes have no accelerated networking; Azure rejects the machine.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/sizes-b-series-burstable"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.machines
      .filter(({ acceleratedNetworking, size }) => acceleratedNetworking && size !== undefined && WITHOUT.test(size))
      .map(({ path, size }) => ({
        at: { path, prop: "acceleratedNetworking" },
        text: `${size} has no accelerated networking`,
        got: `acceleratedNetworking: true, size: ${JSON.stringify(size)}`,
        want: "a size that supports it (Azure)",
        fix: edit({ path, prop: "acceleratedNetworking" }, false),
      })),
};
