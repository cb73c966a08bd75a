import type { Declaration, RouteServerDeclaration } from "../declaration";
import { mayBlock } from "./route-server-blocks-default";
import type { ConstructRule } from "../rule";

/** FT050. */
export const routeServerWithoutPeer: ConstructRule = {
  id: "FT050",
  name: "route-server-without-peer",
  severity: "warning",
  summary: "A Route Server has no BGP peer.",
  why: "A Route Server advertises what its peers announce. Without a peer it costs money, and no default route comes from it.",
  sources: ["https://learn.microsoft.com/azure/route-server/overview"],
  check: (app) =>
    app.routeServers
      .filter((server) => isAlone(app, server) && !mayBlock(app, server))
      .map(({ path }) => ({
        at: { path, prop: "peers" },
        text: `Route Server ${path} has no BGP peer`,
        got: "no peer",
        want: "an NVA that announces the default route",
        fix: `new FrrNva(stack, "nva100", { site, asn: 65001, … })`,
      })),
};

function isAlone({ nvas }: Declaration, { path, peers }: RouteServerDeclaration): boolean {
  return peers.length === 0 && !nvas.some(({ routeServer }) => routeServer === path);
}
