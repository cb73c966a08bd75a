import { networkLabel } from "../networks";
import type { Declaration } from "../declaration";
import type { ConstructRule } from "../rule";

/** FT032. Every other network on the circuit learns the default route too, and sends its internet traffic to the NVA. */
export const liveCircuitWithoutOptIn: ConstructRule = {
  id: "FT032",
  name: "live-circuit-without-opt-in",
  severity: "error",
  summary: "A default route is advertised into an existing circuit without the consent of its owner.",
  why: "Every VNet and every site on the circuit learns the default route, and sends its internet traffic to the NVA.",
  sources: ["https://learn.microsoft.com/azure/route-server/expressroute-vpn-support"],
  check: (app) =>
    app.circuits
      .filter(({ acceptsDefaultRoute }) => !acceptsDefaultRoute)
      .flatMap(({ path }) => {
        const bringer = app.connections.find(
          ({ circuit, bringsDefaultRoute, network }) =>
            circuit === path && bringsDefaultRoute && !onlyOtherPrefixes(app, network),
        );
        if (!bringer) return [];
        return [
          {
            at: { path, prop: "acceptsDefaultRoute" },
            also: { path: bringer.at.path, prop: "connectTo" },
            text: `${networkLabel(app, bringer.network)} advertises 0.0.0.0/0 to every network on the existing circuit ${path}`,
            got: "acceptsDefaultRoute: false",
            want: "true, if the owner of the circuit agrees",
            fix: "acceptsDefaultRoute: true",
          },
        ];
      }),
};

/** True of a site with NVAs, none of which advertises a default route. */
function onlyOtherPrefixes({ nvas }: Declaration, network: string): boolean {
  const own = nvas.filter((nva) => nva.network === network);
  return own.length > 0 && own.every(({ advertisesDefault }) => !advertisesDefault);
}
