import type { ConstructRule } from "../rule";

/** FT051. A warning, because a NAT gateway on the subnet, which the constructs know nothing of, would do as well. */
export const nvaWithoutPublicIp: ConstructRule = {
  id: "FT051",
  name: "nva-without-public-ip",
  severity: "warning",
  summary: "An NVA has no public IP.",
  why: "Translated traffic leaves with the public IP of the NVA.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  check: (app) =>
    app.nvas
      .filter(({ hasPublicIp }) => !hasPublicIp)
      .map(({ path }) => ({
        at: { path, prop: "publicIp" },
        text: `NVA ${path} has no public IP`,
        got: "no public IP",
        want: "a public IP, or a NAT gateway on the subnet (Azure: there is no other way out of a private subnet)",
        fix: "publicIp: true",
      })),
};
