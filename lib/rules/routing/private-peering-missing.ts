import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

/** FT092. */
export const privatePeeringMissing: ConstructRule = {
  id: "FT092",
  name: "private-peering-missing",
  severity: "error",
  summary: "A new circuit on a Direct port has connections, but no private peering.",
  why: "On an ExpressRoute Direct port there is no service provider who could configure the private peering, and without one no VNet is reachable.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-erdirect-about"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app)
      .filter(({ created }) => created.directPort && !created.provider && !created.privatePeering)
      .flatMap(({ path }) => {
        const connection = app.connections.find(({ circuit }) => circuit === path);
        if (!connection) return [];
        return [
          {
            at: { path, prop: "privatePeering" },
            also: { path: connection.at.path, prop: "connectTo" },
            text: "the circuit is on an ExpressRoute Direct port and has no private peering",
            got: "no privatePeering",
            want: "a private peering, which nobody else configures on a Direct port",
            fix: 'privatePeering: { primaryPrefix: "192.168.255.0/30", secondaryPrefix: "192.168.255.4/30", vlanId: 100, peerAsn: 65010 }',
          },
        ];
      }),
};
