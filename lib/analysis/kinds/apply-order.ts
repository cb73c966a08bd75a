import { parsePrefix } from "../../domain/ipv4";
import { FIREWALL_SUBNET, isSubnetNamed } from "../../domain/reserved-subnet";
import { flag, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { KindContext } from "./kind";
import { networkOf, NETWORK_READER } from "./network";
import { ROUTE_SERVER_READER } from "./route-server";
import { SUBNET_READER } from "./subnet";
import { VIRTUAL_NETWORK_GATEWAY_READER } from "./virtual-network-gateway";

/** A resource that Terraform may make before something that Azure wants to be there first. */
export interface Unordered {
  readonly id: string;
  readonly name: string;
  /** Ids of what has to be there first, and is not made first for certain. */
  readonly needs: readonly string[];
  /** A peering that uses the gateway of the other side; the association of a firewall's subnet with its routes. */
  readonly because: "remote-gateway" | "firewall-route";
}

/** Every resource of the configuration that is made in no certain order with what it needs. */
export const readUnordered = (resources: KindContext): readonly Unordered[] =>
  [...peerings(resources), ...firewallRoutes(resources)].filter(({ needs }) => needs.length > 0);

/** A peering with use_remote_gateways wants the gateway, and a peering on the other side that lends it (row 12.1). */
function peerings(resources: KindContext): Unordered[] {
  const all = resources.of("azurerm_virtual_network_peering").filter(({ data }) => !data);
  const ends = new Map(all.map((one) => [one, endsOf(one, resources)]));
  const gateways = [
    ...resources.components(VIRTUAL_NETWORK_GATEWAY_READER),
    ...resources.components(ROUTE_SERVER_READER),
  ];
  return all
    .filter((one) => flag(one, "use_remote_gateways", false) === true)
    .flatMap((borrower) => {
      const { network, remote } = ends.get(borrower)!;
      const lent = gateways.filter((one) => one.network === remote);
      // Without any gateway Azure refuses the peering in whatever order.
      if (lent.length === 0 && resources.find(NETWORK_READER, remote)?.outside === undefined) return [];
      const lenders = all.filter((one) => ends.get(one)!.network === remote && ends.get(one)!.remote === network);
      return [
        unordered(
          borrower,
          [...lenders, ...lent].map(({ id }) => id),
          "remote-gateway",
          resources,
        ),
      ];
    });
}

const endsOf = (peering: Resource, resources: KindContext): { readonly network: string; readonly remote: string } => ({
  network: networkOf(peering, resources),
  remote: resources.requiredReference(NETWORK_READER, peering.configured("remote_virtual_network_id"), peering),
});

/** Azure accepts a route table on AzureFirewallSubnet only with its route to Internet in it (row 11.3). */
function firewallRoutes(resources: KindContext): Unordered[] {
  const routes = resources
    .of("azurerm_route")
    .filter((route) => !route.data && parsePrefix(text(route, "address_prefix") ?? "")?.length === 0);
  return resources.of("azurerm_subnet_route_table_association").flatMap((association) => {
    const subnet = resources.requiredReference(SUBNET_READER, association.configured("subnet_id"), association);
    if (!isSubnetNamed(resources.find(SUBNET_READER, subnet)?.name, FIREWALL_SUBNET)) return [];
    const table = resources.resolve(association.configured("route_table_id"), "azurerm_route_table");
    const needed = routes
      .filter((route) => table !== undefined && tableOf(route, resources) === table)
      .map(({ id }) => id);
    return [unordered(association, needed, "firewall-route", resources)];
  });
}

const tableOf = (route: Resource, resources: KindContext): Resource | undefined => {
  const name = text(route, "route_table_name");
  return name === undefined ? undefined : resources.named("azurerm_route_table", name, route);
};

/** Stacks are applied one after the other, and a state is applied already: the order of the rest is not known. */
function unordered(
  resource: Resource,
  needed: readonly string[],
  because: Unordered["because"],
  resources: KindContext,
): Unordered {
  const before = resource.configuration?.madeAfter();
  const needs = needed.filter(
    (id) => before !== undefined && isOfStack(id, resource, resources) && !before.has(blockOf(id)),
  );
  return { id: resource.id, name: resources.component(resource).name, needs: needs.sort(), because };
}

const isOfStack = (id: string, { stack }: Resource, resources: KindContext): boolean =>
  resources.at(id)?.stack === stack && resources.at(id)?.configuration !== undefined;

/** The address of a resource without the index of its instance. */
const blockOf = (id: string): string => id.replace(/\[[^\]]*\]$/, "");
