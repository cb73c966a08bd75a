import type { ConstructRule } from "../rule";

const MOST = 8;

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
      const surplus = peers[MOST];
      if (!surplus) return [];
      return [
        {
          at: surplus.at,
          text: `Route Server ${path} has ${peers.length} BGP peers`,
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
