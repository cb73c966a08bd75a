import type { Component } from "../model/component";
import type { Truth } from "../unknown/truth";
import { asText, blocks, text, texts } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { isOpen, symbolsIn } from "../unknown/value";
import { HUB_TYPE } from "./hub-route-server";
import type { Kind, KindContext, KindReader } from "./kind";
import { idOfText } from "./resource-index";
import { VIRTUAL_HUB_READER, type VirtualHub } from "./virtual-hub";

/** A route table of a virtual hub. Each hub has two of its own: the default table, and one that stays empty. */
export interface HubRouteTable extends Component {
  readonly hub: string;
  readonly builtIn?: BuiltInTable;
  readonly labels: readonly string[];
  readonly routes: readonly HubRoute[];
}

/** The tables that every hub has. */
export type BuiltInTable = "default" | "none";

/** A static route of a hub's route table. */
export interface HubRoute {
  readonly name: string;
  readonly prefix: string;
  /** Id of the VNet connection, of the firewall, or of whatever else it leads to. */
  readonly nextHop: string;
  readonly exists?: Truth;
}

const NAMES: Readonly<Record<BuiltInTable, string>> = { default: "defaultRouteTable", none: "noneRouteTable" };

export const HUB_ROUTE_TABLE: Kind<HubRouteTable, "hubRouteTables"> = {
  list: "hubRouteTables",
  label: "virtual hub route table",
  types: ["azurerm_virtual_hub_route_table"],
  parts: ["azurerm_virtual_hub_route_table_route"],
  references: { hub: "part-of" },
};

export const HUB_ROUTE_TABLE_READER: KindReader<HubRouteTable> = {
  kind: HUB_ROUTE_TABLE,
  read: (resources) => {
    const tables = resources.of("azurerm_virtual_hub_route_table").map((resource) => tableOf(resources, resource));
    const builtIn = resources
      .components(VIRTUAL_HUB_READER)
      .flatMap((hub) =>
        (Object.keys(NAMES) as BuiltInTable[])
          .filter((name) => !tables.some((table) => table.hub === hub.id && table.builtIn === name))
          .map((name) => builtInTable(hub, name)),
      );
    const added = routesByTable(resources);
    return [...tables, ...builtIn].map((table) => ({
      ...table,
      routes: [...table.routes, ...(added.get(table.id) ?? [])],
    }));
  },
  blockNamed: (resources, id) => builtInNamed(resources, id),
  notFollowed: (resources) =>
    [
      ...resources.of("azurerm_virtual_hub_route_table").flatMap((resource) => blocksOf(resource, resources)),
      ...resources.of("azurerm_virtual_hub_route_table_route").map((resource) => ({ resource, block: resource })),
    ]
      .filter(({ block }) => !isByPrefix(block))
      .map(({ resource }) => ({ resource, effect: "network", does: "routes by something else than a prefix" })),
  external: {
    make: ({ id, name, from }, resources) => ({
      id,
      name,
      hub: resources.requiredReference(VIRTUAL_HUB_READER, `hub of ${id}`, from),
      labels: [],
      routes: [],
    }),
  },
};

/** The id of a table that every hub has. */
const builtInTableId = (hub: string, name: BuiltInTable): string => `${hub}.${NAMES[name]}`;

const builtInTable = (hub: VirtualHub, name: BuiltInTable): HubRouteTable => ({
  id: builtInTableId(hub.id, name),
  name: `${hub.name}/${NAMES[name]}`,
  hub: hub.id,
  builtIn: name,
  labels: [name],
  routes: [],
});

function tableOf(resources: KindContext, resource: Resource): HubRouteTable {
  const hubName = text(resource, "virtual_hub_name");
  const named = hubName === undefined ? undefined : resources.named(HUB_TYPE, hubName, resource);
  const hub =
    named?.id ?? resources.requiredReference(VIRTUAL_HUB_READER, resource.configured("virtual_hub_id"), resource);
  const name = text(resource, "name")?.toLowerCase();
  const builtIn = (Object.keys(NAMES) as BuiltInTable[]).find((one) => NAMES[one].toLowerCase() === name);
  return {
    ...resources.component(resource),
    hub,
    ...(builtIn && { builtIn }),
    labels: [...new Set([...(builtIn ? [builtIn] : []), ...texts(resource, "labels").map(labelKey)])],
    routes: blocksOf(resource, resources).flatMap(({ block }) => routesOf(resources, block)),
  };
}

const blocksOf = (resource: Resource, resources: KindContext): { resource: Resource; block: Attributes }[] =>
  blocks(resource, "route", resources.unread(resource, "route")).map((block) => ({ resource, block }));

/** The resources that are one route each, by the table that they are for. */
function routesByTable(resources: KindContext): ReadonlyMap<string, readonly HubRoute[]> {
  const byTable = new Map<string, HubRoute[]>();
  for (const resource of resources.of("azurerm_virtual_hub_route_table_route")) {
    const value = resource.configured("route_table_id");
    const table =
      resources.resolve(value, ...HUB_ROUTE_TABLE.types)?.id ?? builtInNamed(resources, asText(value) ?? "") ?? "";
    if (table === "") resources.missing(HUB_ROUTE_TABLE, value, resource);
    const { exists } = resource;
    const routes = routesOf(resources, resource).map((route) => ({ ...route, ...(exists && { exists }) }));
    byTable.set(table, [...(byTable.get(table) ?? []), ...routes]);
  }
  return byTable;
}

const isByPrefix = (block: Attributes): boolean => {
  const type = text(block, "destinations_type");
  return type === undefined || isOpen(type) || type.toLowerCase() === "cidr";
};

function routesOf(resources: KindContext, block: Attributes): readonly HubRoute[] {
  if (!isByPrefix(block)) return [];
  const next = block.configured("next_hop");
  const nextHop = resources.resolve(next)?.id ?? idOfText(asText(next) ?? "");
  const name = text(block, "name") ?? "";
  return texts(block, "destinations").map((prefix) => ({ name, prefix, nextHop }));
}

/** Azure does not tell capitals apart in labels. */
export const labelKey = (label: string): string => (isOpen(label) ? label : label.toLowerCase());

/** The table of a hub that the text is the id of, where Azure makes the table itself. */
function builtInNamed(resources: KindContext, id: string): string | undefined {
  const [symbolic] = symbolsIn(id);
  const [, hubId = "", name = ""] = /^(.*)\/hubRouteTables\/([^/]+)$/i.exec(id) ?? [];
  const [, address = ""] = /^(.*)\.default_route_table_id$/.exec(symbolic ?? "") ?? [];
  const hub = hubId === "" ? resources.at(address) : resources.resolve(hubId, HUB_TYPE);
  const wanted = hubId === "" ? NAMES.default : name;
  const builtIn = (Object.keys(NAMES) as BuiltInTable[]).find(
    (one) => NAMES[one].toLowerCase() === wanted.toLowerCase(),
  );
  if (!hub || !builtIn) return undefined;
  return (
    resources
      .of("azurerm_virtual_hub_route_table")
      .find(
        (table) =>
          text(table, "name")?.toLowerCase() === wanted.toLowerCase() &&
          resources.resolve(table.configured("virtual_hub_id"), HUB_TYPE) === hub,
      )?.id ?? builtInTableId(hub.id, builtIn)
  );
}
