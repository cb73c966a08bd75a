import type { Declaration, RouteServerDeclaration } from "../declaration";
import { mayBlock } from "./route-server-blocks-default";
import type { Rule } from "../rule";

/** FT050. */
export const routeServerWithoutPeer: Rule = {
  id: "FT050",
  name: "route-server-without-peer",
  severity: "warning",
  reason:
    "A Route Server announces what its peers give it; without any, it costs money and no default route comes from it.",
  source: "https://learn.microsoft.com/azure/route-server/overview",
  otherwise: "nobody tells",
  check: (app) =>
    app.routeServers
      .filter((server) => isAlone(app, server) && !mayBlock(app, server))
      .map(({ path }) => ({
        at: { path, prop: "peers" },
        sentence: `Route Server ${path} has no BGP peer`,
        got: "no peer",
        want: "an NVA that announces the default route",
        fix: `new FrrNva(stack, "nva100", { site, asn: 65001, … })`,
      })),
};

function isAlone({ nvas }: Declaration, { path, peers }: RouteServerDeclaration): boolean {
  return peers.length === 0 && !nvas.some(({ routeServer }) => routeServer === path);
}
