import { networkLabel } from "../networks";
import type { Declaration } from "../declaration";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT155. The same as FT032 does for circuits. */
export const liveNetworkWithoutOptIn: ConstructRule = {
  id: "FT155",
  name: "live-network-without-opt-in",
  severity: "error",
  summary: "A default route is given to an existing Route Server or gateway without the consent of its owner.",
  why: "Every VNet that uses the Route Server, and every network that the gateway is connected to, learns the default route, and sends its internet traffic to the NVA.",
  sources: ["https://learn.microsoft.com/azure/route-server/expressroute-vpn-support"],
  check: (app) => {
    const servers = app.routeServers.filter(
      ({ path, peers }) => peers.length > 0 && !onlyOtherPrefixes(app, path, peers.length),
    );
    const bringing = new Set(servers.map(({ network }) => network));
    const gateways = app.gateways.filter(({ network }) => bringing.has(network));
    return [...servers, ...gateways].flatMap(({ existing, network }): ConstructReported[] =>
      !existing || existing.acceptsDefaultRoute
        ? []
        : [
            {
              at: { path: existing.path, prop: "acceptsDefaultRoute" },
              text: `${networkLabel(app, network)} gives 0.0.0.0/0 to every network that learns from the existing ${existing.path}`,
              got: "acceptsDefaultRoute: false",
              want: "true, if its owner agrees",
              fix: "acceptsDefaultRoute: true",
            },
          ],
    );
  },
};

/** True where every peer is an NVA that never advertises a default route. */
function onlyOtherPrefixes({ nvas }: Declaration, routeServer: string, peers: number): boolean {
  const silent = nvas.filter((nva) => nva.routeServer === routeServer && !nva.advertisesDefault);
  return silent.length === peers;
}
