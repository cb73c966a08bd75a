import type { Component } from "../model/component";
import { asText, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isList } from "../terraform/value";
import { symbol } from "../unknown/value";
import { prefixesText } from "./box";
import { HUB_TYPE, routeServerHubs } from "./hub-route-server";
import type { Kind, KindReader } from "./kind";
import { VIRTUAL_WAN_READER } from "./virtual-wan";

/** A hub of a Virtual WAN. */
export interface VirtualHub extends Component {
  readonly wan?: string;
  /** Its address prefix; may be a symbol. */
  readonly prefix?: string;
  readonly location?: string;
  readonly hubRoutingPreference: string;
  /** The addresses of its router, which NVAs peer with: symbols until the apply. */
  readonly addresses: readonly [string, string];
  /** Made elsewhere: the files only name it or look it up, and do not hold all that is connected to it. */
  readonly outside?: true;
}

export const VIRTUAL_HUB: Kind<VirtualHub, "virtualHubs"> = {
  list: "virtualHubs",
  label: "virtual hub",
  types: [HUB_TYPE],
  references: { wan: "joins" },
  box: ({ prefix }) => ({
    look: "gateway",
    word: "VIRTUAL HUB",
    ...(prefix !== undefined && { detail: prefixesText([prefix]) }),
  }),
};

export const VIRTUAL_HUB_READER: KindReader<VirtualHub> = {
  kind: VIRTUAL_HUB,
  read: (resources) => {
    const routeServers = routeServerHubs(resources);
    return resources
      .of(HUB_TYPE)
      .filter((resource) => !routeServers.has(resource))
      .map((resource) => {
        const wan = resources.reference(VIRTUAL_WAN_READER, resource.configured("virtual_wan_id"), resource);
        const prefix = text(resource, "address_prefix");
        const location = resources.context.quietly(() => text(resource, "location"));
        return {
          ...resources.component(resource),
          ...(wan !== undefined && { wan }),
          ...(prefix !== undefined && { prefix }),
          ...(location !== undefined && { location }),
          hubRoutingPreference: text(resource, "hub_routing_preference") ?? "ExpressRoute",
          addresses: routerAddresses(resource),
          ...(resource.data && { outside: true as const }),
        };
      });
  },
  computed: {
    // A set of exactly two; Terraform sorts sets of texts when it makes lists of them.
    virtual_router_ips: (hub, own) =>
      own ?? ["[0]", "[1]"].map((index) => hub.afterApply(`virtual_router_ips${index}`)),
    virtual_router_asn: (_, own) => own ?? 65515,
  },
  notFollowed: (resources) =>
    resources
      .of(HUB_TYPE)
      .filter((resource) => !resource.data && members(resource, "route").length > 0)
      .map((resource) => ({ resource, effect: "network", does: "has routes in blocks of its own" })),
  external: {
    make: ({ id, name }) => ({
      id,
      name,
      hubRoutingPreference: "ExpressRoute",
      addresses: unknownAddresses(id),
      outside: true,
    }),
  },
};

function members(resource: Resource, attribute: string): readonly unknown[] {
  const value = resource.configured(attribute);
  return isList(value) ? value : value === null ? [] : [value];
}

const unknownAddresses = (id: string): readonly [string, string] => [
  symbol(`${id}.virtual_router_ips[0]`),
  symbol(`${id}.virtual_router_ips[1]`),
];

/** The two addresses of a hub's router or of a Route Server, in Terraform's order. */
export function routerAddresses(resource: Resource): readonly [string, string] {
  const value = resource.attribute("virtual_router_ips");
  const [first, second] = isList(value)
    ? value
        .map(asText)
        .filter((one) => one !== undefined)
        .sort()
    : [];
  const [unknownFirst, unknownSecond] = unknownAddresses(resource.id);
  return [first ?? unknownFirst, second ?? unknownSecond];
}
