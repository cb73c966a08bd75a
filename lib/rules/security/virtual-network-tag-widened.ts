import { mayEscape } from "../routing/escape";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** FT073. Azure's own AllowVnetInBound does the same, which is why every group of this library ends in a deny. */
export const virtualNetworkTagWidened: ConstructRule = {
  id: "FT073",
  name: "virtual-network-tag-widened",
  severity: "warning",
  summary: "A security rule with the source VirtualNetwork admits the internet.",
  why: "The service tag VirtualNetwork includes the learned default route.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/service-tags-overview"],
  check: (app) =>
    app.securityGroups.flatMap(({ network, subnetName, rules }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || mayEscape(subnet.routes)) return [];
      return rules
        .filter(
          ({ direction, access, sources }) =>
            direction === "Inbound" && access === "Allow" && sources.includes("VirtualNetwork"),
        )
        .map(({ at, sourcesAt, name }) => ({
          at: sourcesAt ?? at,
          text: `rule ${name ?? "?"} of subnet ${subnetName} lets the internet in, once the default is learned`,
          got: "VirtualNetwork",
          want: "the prefixes that are meant",
          fix: 'sources: ["10.0.0.0/16"]',
        }));
    }),
};
