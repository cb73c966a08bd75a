import type { ConstructRule } from "../rule";

/** FT034. Without any key, circuit and gateways are assumed to be in one subscription, which needs none. */
export const authorizationKeyMissing: ConstructRule = {
  id: "FT034",
  name: "authorization-key-missing",
  severity: "error",
  summary: "A connection to a circuit has no authorization key while others have one.",
  why: "Across subscriptions every connection uses an authorization of its own.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-howto-linkvnet-portal-resource-manager"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.circuits.flatMap(({ path, authorizationKeys: keys = 0 }) => {
      const connections = app.connections.filter(({ circuit }) => circuit === path);
      if (keys === 0) return [];
      return connections
        .filter(({ authorized }) => !authorized)
        .map(({ at }) => ({
          at: { path: at.path, prop: "authorizationKey" },
          also: { path, prop: "authorizationKeys" },
          text: `circuit ${path} has ${keys} ${keys === 1 ? "key" : "keys"} for ${connections.length} connections`,
          got: "no authorization key",
          want: "a key for each connection, if any has one (ExpressRoute)",
          fix: `add an entry to authorizationKeys of ${path}, or set authorizationKey here`,
        }));
    }),
};
