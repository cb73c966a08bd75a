import type { RouteTable, UserRoute } from "../model/azure";
import { blocks, eitherFlag, not, text } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { put, type Build } from "./build";
import { anyRoute } from "./unlisted";

/** Route tables with their routes: blocks, and resources of their own. */
export function readRouteTables(build: Build): readonly RouteTable[] {
  const apart = new Map<string, UserRoute[]>();
  for (const resource of build.of("azurerm_route")) {
    const table = tableOf(resource, build);
    if (table) put(apart, table.id, { ...route(resource), ...(resource.exists && { exists: resource.exists }) });
    else build.context.note("outside", resource.id, "its route table is not in the files, so it is left out");
  }
  return build.of("azurerm_route_table").map((resource) => {
    const unlisted: UserRoute[] = [];
    const missed = (expression: string): void => {
      build.unread(resource, "routes")(expression);
      unlisted.push(anyRoute(expression));
    };
    const inline = blocks(resource, "route", missed).map(route);
    // What is only looked up tells its routes where it has been read.
    if (resource.data && resource.configured("route") === null) missed(`${resource.id}.route`);
    const names = new Set(inline.map(({ name }) => name));
    // States list all routes, also those that are resources of their own.
    const routes = [...unlisted, ...inline, ...(apart.get(resource.id) ?? []).filter(({ name }) => !names.has(name))];
    return { ...build.component(resource), propagation: propagation(resource), routes: routes.sort(byName) };
  });
}

const byName = (a: UserRoute, b: UserRoute): number => (a.name < b.name ? -1 : Number(a.name > b.name));

function propagation(resource: Resource): RouteTable["propagation"] {
  if (resource.configured("bgp_route_propagation_enabled") !== null)
    return eitherFlag(resource, ["bgp_route_propagation_enabled"], true);
  return not(eitherFlag(resource, ["disable_bgp_route_propagation"], false));
}

function tableOf(resource: Resource, build: Build): Resource | undefined {
  const name = text(resource, "route_table_name");
  return name === undefined
    ? build.resolve(resource.configured("route_table_id"), "azurerm_route_table")
    : build.named("azurerm_route_table", name, resource);
}

function route(attributes: Attributes): UserRoute {
  const address = text(attributes, "next_hop_in_ip_address");
  return {
    name: text(attributes, "name") ?? "",
    prefix: text(attributes, "address_prefix") ?? "",
    nextHopType: text(attributes, "next_hop_type") ?? "",
    ...(address !== undefined && { nextHopAddress: address }),
  };
}
