import { blocks, texts } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { asText } from "../terraform/attributes";
import { isList } from "../terraform/value";
import { HUB_ROUTE_TABLE_READER, labelKey } from "./hub-route-table";
import type { KindContext, NotFollowed } from "./kind";

/** Which route table of its hub a connection follows, and which ones it fills. */
export interface HubRouting {
  /** Id of the table that it is associated with. @default the hub's default table */
  readonly associated?: string;
  /** Ids of the tables that it propagates to. */
  readonly propagatesTo: readonly string[];
  /** The labels that it propagates to. */
  readonly labels: readonly string[];
}

/** The routing block of a connection. Without one, it propagates to the label default (row 14.1). */
export const hubRoutingOf = (resource: Resource, resources: KindContext): HubRouting =>
  routingOf(blocks(resource, "routing", resources.unread(resource, "routing"))[0], resource, resources);

/** What a block says of routing, under the names that the resources have for it. */
export function routingOf(routing: Attributes | undefined, resource: Resource, resources: KindContext): HubRouting {
  const tableOf = (name: string): string | undefined =>
    routing && resources.reference(HUB_ROUTE_TABLE_READER, routing.configured(name), resource);
  const associated = tableOf("associated_route_table_id") ?? tableOf("associated_route_table");
  const [propagated] = routing ? blocks(routing, "propagated_route_table") : [];
  const ids = propagated?.configured("route_table_ids") ?? propagated?.configured("ids") ?? null;
  return {
    ...(associated !== undefined && { associated }),
    propagatesTo: (isList(ids) ? ids : [ids]).flatMap((id) =>
      asText(id) === undefined ? [] : resources.requiredReference(HUB_ROUTE_TABLE_READER, id, resource),
    ),
    labels: propagated ? texts(propagated, "labels").map(labelKey) : ["default"],
  };
}

/** The connections that a route map changes the routes of. @param routing the blocks that name route maps */
export const routeMapsOf = (
  connections: readonly Resource[],
  routing: (resource: Resource) => readonly Attributes[] = (resource) => blocks(resource, "routing"),
): readonly NotFollowed[] =>
  connections
    .filter(
      (resource) =>
        !resource.data &&
        routing(resource).some((block) =>
          ["inbound_route_map_id", "outbound_route_map_id"].some(
            (name) => asText(block.configured(name)) !== undefined,
          ),
        ),
    )
    .map((resource) => ({ resource, effect: "network", does: "changes routes by a route map" }));
