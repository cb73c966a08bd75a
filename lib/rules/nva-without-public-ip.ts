import type { Rule } from "./rule";

/** FT051. */
export const nvaWithoutPublicIp: Rule = {
  id: "FT051",
  name: "nva-without-public-ip",
  severity: "error",
  reason: "What the NVA translates leaves with the NVA's public IP: without one there is no way out.",
  source: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas
      .filter(({ hasPublicIp }) => !hasPublicIp)
      .map(({ path }) => ({
        at: { path, prop: "publicIp" },
        sentence: `NVA ${path} has no public IP`,
        got: "no public IP",
        want: "a public IP (Azure: a subnet without default outbound access needs one)",
        fix: "publicIp: true",
      })),
};
