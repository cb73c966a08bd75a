import { networkLabel } from "../networks";
import type { Rule } from "../rule";

/** FT032. Whatever else is linked to the circuit learns the NVA's default too, and sends its internet traffic there. */
export const liveCircuitWithoutOptIn: Rule = {
  id: "FT032",
  name: "live-circuit-without-opt-in",
  severity: "error",
  reason: "Every VNet and every site on an existing circuit will learn the default route: its owner has to agree.",
  source: "https://learn.microsoft.com/azure/route-server/expressroute-vpn-support",
  otherwise: "nobody tells",
  check: (app) =>
    app.circuits
      .filter(({ acceptsDefaultRoute }) => !acceptsDefaultRoute)
      .flatMap(({ path }) => {
        const bringer = app.connections.find(
          ({ circuit, bringsDefaultRoute }) => circuit === path && bringsDefaultRoute,
        );
        if (!bringer) return [];
        return [
          {
            at: { path, prop: "acceptsDefaultRoute" },
            also: { path: bringer.at.path, prop: "connectTo" },
            sentence: `${networkLabel(app, bringer.network)} brings 0.0.0.0/0 to all that is linked to the existing circuit ${path}`,
            got: "acceptsDefaultRoute: false",
            want: "true, once the circuit's owner agrees",
            fix: "acceptsDefaultRoute: true",
          },
        ];
      }),
};
