import { contains, parseSource } from "../../domain/ipv4";
import { isPrivate } from "../../domain/special-ranges";
import { networkName, spacesOf } from "../networks";
import type { ConstructRule } from "../rule";

/** FT075. A warning, because somebody may mean to keep a VNet out; that VNet then has no internet at all. */
export const networkNotTunnelled: ConstructRule = {
  id: "FT075",
  name: "network-not-tunnelled",
  severity: "warning",
  summary: "The security group of the NVA drops the traffic of a VNet.",
  why: "All VNets on the circuit learn the default route.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  check: (app) =>
    app.sites.flatMap(({ network: own, tunnelledSources }) => {
      if (!tunnelledSources || tunnelledSources.some(({ source }) => source === undefined)) return [];
      const admitted = tunnelledSources.flatMap(({ source }) => parseSource(String(source)) ?? []);
      const circuits = new Set(app.connections.filter(({ network }) => network === own).map(({ circuit }) => circuit));
      const others = new Set(
        app.connections
          .filter(({ circuit, network }) => circuits.has(circuit) && network !== own)
          .map(({ network }) => network),
      );
      return app.networks
        .filter(({ path }) => others.has(path))
        .flatMap((network) => spacesOf(network).map((space) => ({ network, space })))
        .filter(({ space }) => isPrivate(space.prefix) && !admitted.some((prefix) => contains(prefix, space.prefix)))
        .map(({ network, space }) => ({
          at: { path: tunnelledSources[0]?.at.path ?? own, prop: "tunnelledSources" },
          also: space.at,
          text: `${space.prefix.text} of ${networkName(network)} learns the default route, and the NVA's security group drops it`,
          got: tunnelledSources.map(({ source }) => source).join(", "),
          want: "every VNet on the circuit, or no tunnelledSources",
          fix: `a further entry in tunnelledSources: "${space.prefix.text}"`,
        }));
    }),
};
