import type { ConstructRule } from "../rule";

const MAX_PEERS = 8;

/** FT017. */
export const tooManyBgpPeers: ConstructRule = {
  id: "FT017",
  name: "too-many-bgp-peers",
  severity: "error",
  summary: "A Route Server has more than eight BGP peers.",
  why: "A Route Server accepts eight BGP peers.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.routeServers.flatMap(({ path, peers }) => {
      const surplus = peers[MAX_PEERS];
      if (!surplus) return [];
      return [
        {
          at: surplus.at,
          text: `Route Server ${path} has ${peers.length} BGP peers`,
          got: `${peers.length} peers`,
          want: `at most ${MAX_PEERS} (Route Server)`,
          fix: `remove ${peers
            .slice(MAX_PEERS)
            .map(({ at }) => at.path)
            .join(", ")}`,
        },
      ];
    }),
};
