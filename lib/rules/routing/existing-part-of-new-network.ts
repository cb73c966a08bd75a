import { networkLabel } from "../networks";
import { ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { Declaration, ExistingPart } from "../declaration";
import type { ConstructRule } from "../rule";

/** FT154. */
export const existingPartOfNewNetwork: ConstructRule = {
  id: "FT154",
  name: "existing-part-of-new-network",
  severity: "error",
  summary: "A gateway or Route Server exists, but not the VNet that it is said to be in.",
  why: "A gateway or Route Server stays in the VNet that it was created in. The prefix of RouteServerSubnet is part of the NVA's configuration.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    existingParts(app).flatMap(({ part, kind, network }) => {
      const { existing, existingSubnets } = app.networks.find(({ path }) => path === network) ?? {};
      const listed = kind === "gateway" || existingSubnets?.includes(ROUTE_SERVER_SUBNET);
      if (existing && listed) return [];
      return [
        {
          at: { path: part.path, prop: "name" },
          text: existing
            ? `${part.path} exists, but ${ROUTE_SERVER_SUBNET} is not among the subnets of ${networkLabel(app, network)}`
            : `${part.path} exists, but its VNet ${networkLabel(app, network)} is created`,
          got: existing ? `no ${ROUTE_SERVER_SUBNET}` : "no network",
          want: existing ? `${ROUTE_SERVER_SUBNET} with its prefix` : `the VNet of the existing ${kind}`,
          fix: existing
            ? `subnets: { ${ROUTE_SERVER_SUBNET}: "10.100.210.0/24" } in Network.fromExisting`
            : "network: Network.fromExisting(…)",
        },
      ];
    }),
};

/** Gateways and Route Servers that exist, with the VNets that they are said to be in. */
function existingParts(app: Declaration): {
  readonly part: ExistingPart;
  readonly kind: "gateway" | "Route Server";
  readonly network: string;
}[] {
  const of = (kind: "gateway" | "Route Server") => (one: { network: string; existing: ExistingPart | undefined }) =>
    one.existing ? [{ part: one.existing, kind, network: one.network }] : [];
  return [...app.gateways.flatMap(of("gateway")), ...app.routeServers.flatMap(of("Route Server"))];
}
