import type { Rule } from "../rule";

/** FT051. A warning, because a NAT gateway on the subnet, which the constructs know nothing of, would do as well. */
export const nvaWithoutPublicIp: Rule = {
  id: "FT051",
  name: "nva-without-public-ip",
  severity: "warning",
  reason:
    "What the NVA translates leaves with the NVA's public IP: without one, and without a NAT gateway, there is no way out.",
  source: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas
      .filter(({ hasPublicIp }) => !hasPublicIp)
      .map(({ path }) => ({
        at: { path, prop: "publicIp" },
        sentence: `NVA ${path} has no public IP`,
        got: "no public IP",
        want: "a public IP, or a NAT gateway on the subnet (Azure: there is no other way out of a private subnet)",
        fix: "publicIp: true",
      })),
};
