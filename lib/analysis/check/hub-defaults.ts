import { defaultTableOf } from "../model/hub-tables";
import type { TopologyIndex } from "../model/topology-index";
import { isDefault } from "./nvas";

/** The names of the virtual hubs that are to bring a default route: by a static route, or by routing intent. */
export function hubDefaults(index: TopologyIndex): string[] {
  const { topology } = index;
  const hubs = [
    ...topology.hubRouteTables.filter(({ routes }) => routes.some(({ prefix }) => isDefault(prefix))),
    ...topology.routingIntents.filter(({ hub, internet }) => internet !== undefined && defaultTableOf(index, hub)),
    ...topology.virtualHubConnections.filter(({ staticRoutes }) =>
      staticRoutes.some(({ prefix }) => isDefault(prefix)),
    ),
  ].map(({ hub }) => hub);
  return [...new Set(hubs)].map((hub) => index.virtualHubs.get(hub)?.name ?? hub);
}
