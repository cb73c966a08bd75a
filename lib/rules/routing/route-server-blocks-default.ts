import type { Declaration, RouteServerDeclaration } from "../declaration";
import { networkLabel } from "../networks";
import type { ConstructRule } from "../rule";

/** FT061. Seen in labs: Route Servers on one circuit do not advertise each other's routes. */
export const routeServerBlocksDefault: ConstructRule = {
  id: "FT061",
  name: "route-server-blocks-default",
  severity: "error",
  summary: "A Route Server without peers keeps the default route out of a VNet.",
  why: "A Route Server with branch-to-branch traffic drops what NVAs of other VNets advertise through a circuit.",
  sources: ["https://learn.microsoft.com/azure/route-server/multiregion"],
  check: (app) =>
    app.routeServers
      .filter((server) => server.branchToBranch === true && mayBlock(app, server))
      .map(({ path, network }) => ({
        at: { path, prop: "branchToBranchTraffic" },
        text: `Route Server ${path} keeps the default route of the circuit out of ${networkLabel(app, network)}`,
        got: "a Route Server without peers, with branch-to-branch traffic",
        want: "no Route Server in a VNet that should be tunnelled",
        fix: `remove ${path}`,
      })),
};

/**
 * True for a Route Server without peers in a VNet that would learn the default route of another site from a circuit.
 */
function mayBlock(app: Declaration, { path, network, branchToBranch, peers }: RouteServerDeclaration): boolean {
  if (branchToBranch === false || peers.length > 0 || app.nvas.some(({ routeServer }) => routeServer === path))
    return false;
  const circuits = app.connections.filter((own) => own.network === network).map(({ circuit }) => circuit);
  return app.connections.some(
    (other) => other.bringsDefaultRoute && other.network !== network && circuits.includes(other.circuit),
  );
}
