import { networkName } from "../networks";
import type { ConstructRule } from "../rule";
import { isSubnet } from "../addressing/subnet-sizes";

/** FT070. */
export const bastionUnderForcedTunnel: ConstructRule = {
  id: "FT070",
  name: "bastion-under-forced-tunnel",
  severity: "warning",
  summary: "A VNet with Azure Bastion learns a default route.",
  why: "Azure Bastion is not supported in a VNet that learns 0.0.0.0/0 from ExpressRoute or VPN.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  check: (app) => {
    const connected = new Set(app.connections.map(({ network }) => network));
    return app.networks
      .filter(({ path }) => connected.has(path))
      .flatMap((network) =>
        network.subnets
          .filter(({ name }) => isSubnet(name, "AzureBastionSubnet"))
          .map(({ at, name }) => ({
            at,
            text: `${networkName(network)} has ${name} and is connected to a circuit`,
            got: String(name),
            want: "a jump server as the way in (Azure Bastion)",
            fix: "leave this subnet out, and give the hub a jumpServer",
          })),
      );
  },
};
