import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { Scenario } from "../unknown/scenario";
import { decidedBy, explore } from "../unknown/explore";
import { type RoutingState, routingStateOf } from "./routing-state";
import { findComponent, firstNames, kindOf, quoted, withArticle } from "../model/find";
import { unreadChangesOf } from "../model/unread-changes";
import { islandOf } from "../model/islands";
import { nearestNames } from "../../domain/nearest-name";
import { onlyWithName } from "../../domain/by-name";
import { answersOf } from "../model/assumed-answers";
import type { Component, Subnet, Topology } from "../model/azure";
import type { EffectiveRoute, SubnetRoutes } from "../results";
import { lengthOf } from "../model/prefix-length";
import { TopologyError } from "../model/topology-error";
import { shown, type Unknown, unknown } from "../unknown/value";

/**
 * The effective routes that a machine, a NIC or a subnet has.
 * @param of - a machine's or NIC's name, "vnet/subnet", or a Terraform address or construct path of any of them
 * @throws TopologyError where there is no such thing
 */
export function effectiveRoutes(topology: Topology, of: string): SubnetRoutes {
  return routesOf(topology, subnetNamed(topology, of));
}

/** The effective routes of every subnet, those without a NIC too. */
export function allRoutes(topology: Topology): SubnetRoutes[] {
  return topology.subnets.map((subnet) => routesOf(topology, subnet));
}

function subnetNamed(topology: Topology, of: string): Subnet {
  const networks = new Map(topology.networks.map(({ id, name }) => [id, shown(name)]));
  const subnet = onlyWithName(topology.subnets, of, ({ name, network }) => [`${networks.get(network)}/${shown(name)}`]);
  if (subnet) return subnet;
  const component = topology.nics.find(({ address }) => address === of) ?? findComponent(topology, of);
  const nic = topology.machines.find(({ id }) => id === component?.id)?.nics[0] ?? component?.id;
  const home = topology.nics.find(({ id }) => id === nic)?.subnet ?? component?.id;
  const found = topology.subnets.find(({ id }) => id === home);
  if (found) return found;
  throw withoutRoutes(topology, of, component);
}

/** A name of something else, or of nothing: with the subnets that are meant, as far as the name tells. */
function withoutRoutes(topology: Topology, of: string, component: Component | undefined): TopologyError {
  const networks = new Map(topology.networks.map(({ id, name }) => [id, shown(name)]));
  const pathOf = ({ name, network }: Subnet): string => `${networks.get(network)}/${shown(name)}`;
  const inside = topology.subnets.filter((subnet) => component && isIn(topology, subnet, component));
  const names = [...topology.machines.map(({ name }) => shown(name)), ...topology.subnets.map(pathOf)];
  const alike = names.filter((name) => name.toLowerCase().includes(of.toLowerCase()));
  const [meant = component ? undefined : (nearestNames(of, names)[0] ?? alike[0])] = inside.map(pathOf);
  const label = kindOf(topology, component?.id ?? "")?.label ?? "resource";
  return new TopologyError({
    text: component ? `${of} has no effective routes: it is ${withArticle(label)}` : `nothing is named ${quoted(of)}`,
    ...(component && { got: component.id }),
    want: "a VM, a network interface or a subnet",
    have: component ? topology.subnets.map(pathOf).join(", ") : firstNames(names),
    ...(meant !== undefined && { fix: meant }),
  });
}

/** True for a subnet of a VNet, one that is associated with a table or group, and the one that something is in. */
function isIn({ privateEndpoints }: Topology, subnet: Subnet, { id }: Component): boolean {
  const of = [subnet.network, subnet.routeTable, subnet.securityGroup, subnet.natGateway];
  return of.includes(id) || privateEndpoints.some((one) => one.id === id && one.subnet === subnet.id);
}

function routesOf(topology: Topology, subnet: Subnet): SubnetRoutes {
  const island = islandOf(topology, subnet.network);
  const routing = routingStateOf(island, new Scenario(new Map(), answersOf(island)));
  const { index } = routing;
  const rows = sorted(routing.table(subnet));
  return {
    id: subnet.id,
    subnet: index.subnetName(subnet),
    nics: index.nicsIn(subnet.id).map((nic) => ({ nic: nic.name, machine: index.machineOf(nic.id)?.name ?? null })),
    routeTable: index.routeTableOf(subnet)?.name ?? null,
    propagation: routing.propagates(subnet),
    routes: rows,
    summary: summary(routing, subnet, rows),
    waitsFor: undecidedRows(island, subnet, routing.prefixes(subnet)),
  };
}

/** The values that decide which rows there are: prefix by prefix, since each depends on few. */
function undecidedRows(island: Topology, subnet: Subnet, prefixes: readonly string[]): Unknown[] {
  const values = prefixes.flatMap((prefix) => {
    const explored = explore((scenario) => routingStateOf(island, scenario).rows(subnet, prefix), answersOf(island));
    return decidedBy(explored, (rows) => JSON.stringify(rows));
  });
  const changes = unreadChangesOf(island, subnet.network)?.asRead.about ?? [];
  const byName = new Map([...changes.map(unknown), ...values].map((value) => [value.unknown, value]));
  return [...byName.keys()].sort().map((name) => byName.get(name)!);
}

/** Most specific first within Active and Invalid; None rows last. */
function sorted(rows: readonly EffectiveRoute[]): EffectiveRoute[] {
  const group = ({ state, nextHop, source }: EffectiveRoute): number =>
    nextHop.kind === "none" && source === "Default" ? 2 : state === "Invalid" ? 1 : 0;
  const text = (row: EffectiveRoute): string => `${row.prefix} ${row.nextHopAddress ?? ""}`;
  return [...rows].sort(
    (a, b) => group(a) - group(b) || lengthOf(b.prefix) - lengthOf(a.prefix) || (text(a) < text(b) ? -1 : 1),
  );
}

function summary(routing: RoutingState, subnet: Subnet, rows: readonly EffectiveRoute[]): string {
  const active = rows.filter(({ prefix, state }) => prefix === DEFAULT_ROUTE && state === "Active");
  // A table always has a default route.
  const first = active[0]!;
  if (first.source === "User")
    return `internet traffic follows the UDR of ${routing.index.routeTableOf(subnet)!.name}: ${first.nextHopType}${first.nextHopAddress === null ? "" : ` ${shown(first.nextHopAddress)}`}`;
  if (first.source === "Default")
    return subnet.defaultOutboundAccess === false
      ? "internet traffic has the system route only, in a private subnet"
      : "internet traffic has the system route only";
  const from = [...new Set(active.map(({ learned }) => learned!.from[0]!.replace(/ \(AS .*/, "")))];
  return `internet traffic goes to ${from.join(" or ")}: the default by BGP beats the system route`;
}
