import { parsePrefix } from "../net/ipv4";
import type { RouteDeclaration } from "./declaration";
import { beside } from "./edit";
import { findSubnet } from "./networks";
import type { Rule } from "./rule";

/** FT012. The Route Server programs the NVA's own default into the NVA's subnet too. */
export const nvaSubnetWithoutEscape: Rule = {
  id: "FT012",
  name: "nva-subnet-without-escape",
  severity: "error",
  reason: "Without a user-defined default to the internet, the NVA's subnet learns the NVA's own default, and packets loop.",
  source: "https://learn.microsoft.com/azure/route-server/troubleshoot-route-server",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || (subnet.routes ?? []).some(mayBeEscape)) return [];
      return [
        {
          at: beside(subnet.at, "routes"),
          sentence: `subnet ${subnetName} of ${path} has no route 0.0.0.0/0 to the internet`,
          got: subnet.routes ? describe(subnet.routes) : "no route table",
          want: "a route 0.0.0.0/0 with next hop Internet (Route Server)",
          fix: `routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]`,
        },
      ];
    }),
};

/** Yes, or not known before apply. */
function mayBeEscape({ prefix, nextHopType }: RouteDeclaration): boolean {
  const whole = prefix === undefined || parsePrefix(prefix)?.length === 0;
  return whole && (nextHopType === undefined || nextHopType === "Internet");
}

function describe(routes: readonly RouteDeclaration[]): string {
  return routes.map(({ prefix, nextHopType }) => `${prefix ?? "?"} to ${nextHopType ?? "?"}`).join(", ") || "no route";
}
