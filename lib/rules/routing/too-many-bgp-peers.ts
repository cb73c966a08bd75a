import type { Rule } from "../rule";

const MOST = 8;

/** FT017. */
export const tooManyBgpPeers: Rule = {
  id: "FT017",
  name: "too-many-bgp-peers",
  severity: "error",
  reason: "A Route Server takes eight BGP peers.",
  source: "https://learn.microsoft.com/azure/route-server/route-server-faq",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    app.routeServers.flatMap(({ path, peers }) => {
      const surplus = peers[MOST];
      if (!surplus) return [];
      return [
        {
          at: surplus.at,
          sentence: `Route Server ${path} has ${peers.length} BGP peers`,
          got: `${peers.length} peers`,
          want: `at most ${MOST} (Route Server)`,
          fix: `leave out ${peers
            .slice(MOST)
            .map(({ at }) => at.path)
            .join(", ")}`,
        },
      ];
    }),
};
