import type { Component } from "../model/component";
import { asText, blocks, texts } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { symbolsIn } from "../unknown/value";
import { idOfText } from "./resource-index";
import type { Kind, KindReader, NotFollowed } from "./kind";
import { VIRTUAL_HUB_READER } from "./virtual-hub";

/** The routing intent of a virtual hub: a security solution in the hub gets its traffic. */
export interface RoutingIntent extends Component {
  readonly hub: string;
  /** Id of the next hop of private traffic. */
  readonly privateTraffic?: string;
  /** Id of the next hop of internet traffic. */
  readonly internet?: string;
}

export const ROUTING_INTENT: Kind<RoutingIntent, "routingIntents"> = {
  list: "routingIntents",
  label: "routing intent",
  types: ["azurerm_virtual_hub_routing_intent"],
  references: { hub: "part-of" },
};

export const ROUTING_INTENT_READER: KindReader<RoutingIntent> = {
  kind: ROUTING_INTENT,
  read: (resources) =>
    resources.of("azurerm_virtual_hub_routing_intent").map((resource) => {
      const policies = blocks(resource, "routing_policy", resources.unread(resource, "routing_policy"));
      const nextHopOf = (destination: string): string | undefined =>
        policies
          .filter((policy) => texts(policy, "destinations").includes(destination))
          .map((policy) => policy.configured("next_hop"))
          .map((value) => resources.resolve(value)?.id ?? idOfText(asText(value) ?? ""))[0];
      const [privateTraffic, internet] = [nextHopOf("PrivateTraffic"), nextHopOf("Internet")];
      return {
        ...resources.component(resource),
        hub: resources.requiredReference(VIRTUAL_HUB_READER, resource.configured("virtual_hub_id"), resource),
        ...(privateTraffic !== undefined && { privateTraffic }),
        ...(internet !== undefined && { internet }),
      };
    }),
  notFollowed: (resources) =>
    resources.of("azurerm_virtual_hub_routing_intent").flatMap((resource): NotFollowed[] => {
      const open = openDestinations(resource);
      const does = `may be for private or internet traffic: ${open.join(", ")} is known only after apply`;
      return open.length === 0 || resource.data ? [] : [{ resource, effect: "network", does }];
    }),
};

/** What decides which traffic the policies are for. */
function openDestinations(resource: Resource): readonly string[] {
  const unread: string[] = [];
  const policies = blocks(resource, "routing_policy", (expression) => unread.push(expression));
  return [...unread, ...policies.flatMap((policy) => texts(policy, "destinations").flatMap(symbolsIn))];
}
