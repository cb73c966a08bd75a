import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Rejection } from "../bgp/route";
import { type Address, holds, isPublic } from "../model/address";
import type { Subnet } from "../model/azure";
import { associatedTable } from "../model/hub-tables";
import type { RoutingState } from "../routes/routing-state";
import type { NotLearnedCause } from "../verdict";
import { internetSecurityOff, notLearned, propagationOff, type Transit, transitOff } from "./not-learned";
import type { RepairableFault } from "./repairable-fault";

/** A subnet that needs a route to a destination, and the station whose packet it is. */
export interface MissingRoute {
  readonly subnet: Subnet;
  readonly destination: Address;
  /** Name of the machine that sends. */
  readonly hop: string;
}

/**
 * Why a subnet has no route that an NVA or another network advertises: the thing nearest to it that withholds the route;
 * undefined where nothing withholds one.
 */
export function missingRoute(routing: RoutingState, missing: MissingRoute): RepairableFault | undefined {
  const aside = routing.aside();
  return (
    withoutPropagation(aside, missing) ??
    withoutInternetSecurity(aside, missing) ??
    rejected(aside, missing) ??
    withoutTransit(aside, missing)
  );
}

function withoutPropagation(
  routing: RoutingState,
  { subnet, destination, hop }: MissingRoute,
): RepairableFault | undefined {
  const table = routing.index.routeTableOf(subnet);
  if (!table || routing.propagates(subnet)) return undefined;
  const route = routing.learned(subnet.network, isFor(destination))[0]?.route;
  return route && propagationOff(table, hop, { subnet: routing.index.subnetName(subnet), prefix: route.prefix });
}

/** The virtual hub has a default route, and the network's connection does not let it in. */
function withoutInternetSecurity(
  { index, scenario, bgp }: RoutingState,
  { subnet, destination, hop }: MissingRoute,
): RepairableFault | undefined {
  const closed = index.virtualHubConnectionsOf(subnet.network).find((connection) => {
    const table = associatedTable(index, connection.hub, connection);
    return (
      isPublic(destination) &&
      table !== undefined &&
      !scenario.isTrue(connection.internetSecurity) &&
      bgp.propagation.best(table, DEFAULT_ROUTE, scenario).length > 0
    );
  });
  return closed && internetSecurityOff(closed, hop);
}

function rejected(routing: RoutingState, { subnet, destination, hop }: MissingRoute): RepairableFault | undefined {
  const { index } = routing;
  const networks = networksOfGateways(routing, subnet.network);
  const own = index.machineOf(index.nicsIn(subnet.id).find((nic) => index.nameOf(nic) === hop)?.id ?? "")?.id;
  const rejections = routing
    .rejections([...networks], isFor(destination))
    .filter(({ towards, origin }) => origin !== own && (towards === undefined || networks.has(towards)));
  const nearest = nearestRejection(rejections);
  return nearest && notLearned(nearest, hop);
}

/** The network itself, and those whose gateways it uses. */
const networksOfGateways = ({ index, scenario }: RoutingState, network: string): ReadonlySet<string> =>
  new Set([
    network,
    ...index
      .peeringsOf(network)
      .filter(({ useRemoteGateways }) => scenario.isTrue(useRemoteGateways))
      .map(({ remote }) => remote),
  ]);

const AT_THE_NVA: ReadonlySet<NotLearnedCause> = new Set(["session-down", "outbound-policy", "no-advertise"]);

/** Rejections are in the order of propagation, the NVA first: one further on is nearer to the subnet. */
export const nearestRejection = (rejections: readonly Rejection[]): Rejection | undefined =>
  rejections.find(({ cause }) => !AT_THE_NVA.has(cause)) ?? rejections[0];

function withoutTransit(
  routing: RoutingState,
  { subnet, destination, hop }: MissingRoute,
): RepairableFault | undefined {
  const transit = routing.index.peeringsOf(subnet.network).flatMap((borrower): Transit[] => {
    const lender = routing.index.reverse(borrower);
    const announced = routing.learned(borrower.remote, isFor(destination)).length > 0;
    if (!lender || !announced) return [];
    if (!routing.scenario.isTrue(borrower.useRemoteGateways)) return [{ borrower, lender, off: "use_remote_gateways" }];
    return routing.scenario.isTrue(lender.gatewayTransit) ? [] : [{ borrower, lender, off: "allow_gateway_transit" }];
  })[0];
  return transit && transitOff(transit, hop);
}

/** True for a prefix that holds the whole destination for certain. */
const isFor =
  (destination: Address) =>
  (prefix: string): boolean =>
    holds(prefix, destination, "network") === true;
