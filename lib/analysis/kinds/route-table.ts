import type { Component } from "../model/component";
import { asText, blocks, eitherFlag, not, text } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { conditionalOf, type Value } from "../terraform/value";
import type { Scenario } from "../unknown/scenario";
import type { Truth } from "../unknown/truth";
import { symbol, unknown, type Unknown } from "../unknown/value";
import type { Kind, KindReader, KindContext } from "./kind";
import { put } from "./resource-index";

/** A route table. */
export interface RouteTable extends Component {
  /** bgp_route_propagation_enabled. */
  readonly propagation: boolean | Unknown<boolean>;
  /** It is written as disable_bgp_route_propagation, as azurerm 3 has it. */
  readonly disablesPropagation?: true;
  readonly routes: readonly UserRoute[];
}

/** A user-defined route. */
export interface UserRoute {
  readonly name: string;
  /** A prefix, or a service tag. */
  readonly prefix: string;
  /** Azure's words: VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance, None; may be a symbol. */
  readonly nextHopType: string;
  readonly nextHopAddress?: string;
  /** Next hops of which a condition chooses one that is known only after apply; the fields above are symbols then. */
  readonly either?: EitherNextHop;
  /** As of a component: a count may decide. */
  readonly exists?: Truth;
}

/** Where a route leads. */
type RouteTarget = Pick<UserRoute, "nextHopType" | "nextHopAddress" | "either">;

/** One next hop where a condition is true, and another where it is not. */
interface EitherNextHop {
  readonly when: Truth;
  readonly yes: RouteTarget;
  readonly no: RouteTarget;
}

/** A route as it is in a scenario. */
export function routeIn(scenario: Pick<Scenario, "isTrue">, route: UserRoute): UserRoute {
  const { name, prefix, either } = route;
  return either
    ? routeIn(scenario, { name, prefix, ...(scenario.isTrue(either.when) ? either.yes : either.no) })
    : route;
}

export const ROUTE_TABLE: Kind<RouteTable, "routeTables"> = {
  list: "routeTables",
  label: "route table",
  types: ["azurerm_route_table"],
  parts: ["azurerm_route"],
  references: {},
};

export const ROUTE_TABLE_READER: KindReader<RouteTable> = {
  kind: ROUTE_TABLE,
  read: readRouteTables,
  withAddresses: (table, addressOf) => ({
    ...table,
    routes: table.routes.map((one) => ({ ...one, ...withAddress(one, addressOf) })),
  }),
  external: {
    make: ({ id, name }) => ({
      id,
      name,
      propagation: unknown(`${id}.bgp_route_propagation_enabled`),
      routes: [anyRoute(`${id}.route`)],
    }),
  },
};

/** Route tables with their routes: blocks, and resources of their own. */
function readRouteTables(resources: KindContext): readonly RouteTable[] {
  const separate = new Map<string, UserRoute[]>();
  for (const resource of resources.of("azurerm_route")) {
    const table = tableOf(resource, resources);
    if (table) put(separate, table.id, { ...route(resource), ...(resource.exists && { exists: resource.exists }) });
    else {
      resources.missing(ROUTE_TABLE, namedTable(resource), resource);
      resources.context.note("outside", resource.id, "its route table is not in the files, so it is left out");
    }
  }
  return resources.of("azurerm_route_table").map((resource) => {
    const unlisted: UserRoute[] = [];
    const missed = (expression: string): void => {
      resources.unread(resource, "routes")(expression);
      unlisted.push(anyRoute(expression));
    };
    const inline = blocks(resource, "route", missed).map(route);
    // What is only looked up tells its routes where it has been read.
    if (resource.data && resource.configured("route") === null) missed(`${resource.id}.route`);
    const names = new Set(inline.map(({ name }) => name));
    // States list all routes, also those that are resources of their own.
    const routes = [
      ...unlisted,
      ...inline,
      ...(separate.get(resource.id) ?? []).filter(({ name }) => !names.has(name)),
    ];
    return { ...resources.component(resource), ...propagation(resource), routes: routes.sort(byName) };
  });
}

const byName = (a: UserRoute, b: UserRoute): number => (a.name < b.name ? -1 : Number(a.name > b.name));

function propagation(resource: Resource): Pick<RouteTable, "propagation" | "disablesPropagation"> {
  const [enabled, disabled] = ["bgp_route_propagation_enabled", "disable_bgp_route_propagation"];
  if (resource.configured(enabled) !== null || resource.configured(disabled) === null)
    return { propagation: eitherFlag(resource, [enabled], true) };
  return { propagation: not(eitherFlag(resource, [disabled], false)), disablesPropagation: true };
}

/** The attribute that keeps BGP routes out of a table's subnets, or lets them in, in the words of its file. */
export const propagationText = ({ disablesPropagation }: RouteTable, on: boolean): string =>
  disablesPropagation ? `"disable_bgp_route_propagation": ${!on}` : `"bgp_route_propagation_enabled": ${on}`;

const namedTable = (resource: Resource): Value =>
  text(resource, "route_table_name") ?? resource.configured("route_table_id");

function tableOf(resource: Resource, resources: KindContext): Resource | undefined {
  const name = text(resource, "route_table_name");
  return name === undefined
    ? resources.resolve(resource.configured("route_table_id"), "azurerm_route_table")
    : resources.named("azurerm_route_table", name, resource);
}

const route = (attributes: Attributes): UserRoute => ({
  name: text(attributes, "name") ?? "",
  prefix: text(attributes, "address_prefix") ?? "",
  ...targetOf(attributes.configured("next_hop_type"), attributes.configured("next_hop_in_ip_address")),
});

function targetOf(type: Value, address: Value): RouteTarget {
  const nextHopAddress = asText(address);
  const condition = (conditionalOf(type) ?? conditionalOf(address))?.condition;
  return {
    nextHopType: asText(type) ?? "",
    ...(nextHopAddress !== undefined && { nextHopAddress }),
    ...(condition !== undefined && {
      either: {
        when: unknown(condition),
        yes: targetOf(where(type, condition, "yes"), where(address, condition, "yes")),
        no: targetOf(where(type, condition, "no"), where(address, condition, "no")),
      },
    }),
  };
}

/** A value where a condition is true, or where it is not. */
function where(value: Value, condition: string, answer: "yes" | "no"): Value {
  const conditional = conditionalOf(value);
  return conditional?.condition === condition ? where(conditional[answer], condition, answer) : value;
}

/** A target with its addresses replaced. */
const withAddress = (target: RouteTarget, addressOf: (text: string) => string): RouteTarget => ({
  nextHopType: target.nextHopType,
  ...(target.nextHopAddress !== undefined && { nextHopAddress: addressOf(target.nextHopAddress) }),
  ...(target.either && {
    either: {
      when: target.either.when,
      yes: withAddress(target.either.yes, addressOf),
      no: withAddress(target.either.no, addressOf),
    },
  }),
});

/** Stands for routes of which only the expression that makes them is known: they may lead anything anywhere. */
function anyRoute(expression: string): UserRoute {
  return {
    name: expression,
    prefix: symbol(expression),
    nextHopType: "VirtualAppliance",
    nextHopAddress: symbol(expression),
  };
}
