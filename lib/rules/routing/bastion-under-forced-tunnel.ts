import { networkName } from "../networks";
import type { Rule } from "../rule";
import { isSubnet } from "../addressing/subnet-sizes";

/** FT070. */
export const bastionUnderForcedTunnel: Rule = {
  id: "FT070",
  name: "bastion-under-forced-tunnel",
  severity: "warning",
  reason: "Azure Bastion is not supported in a VNet that learns 0.0.0.0/0 from ExpressRoute or VPN.",
  source: "https://learn.microsoft.com/azure/bastion/bastion-faq",
  otherwise: "nobody tells",
  check: (app) => {
    const connected = new Set(app.connections.map(({ network }) => network));
    return app.networks
      .filter(({ path }) => connected.has(path))
      .flatMap((network) =>
        network.subnets
          .filter(({ name }) => isSubnet(name, "AzureBastionSubnet"))
          .map(({ at, name }) => ({
            at,
            sentence: `${networkName(network)} has ${name} and is connected to a circuit`,
            got: String(name),
            want: "a jump server as the way in (Azure Bastion)",
            fix: "leave this subnet out, and give the hub a jumpServer",
          })),
      );
  },
};
