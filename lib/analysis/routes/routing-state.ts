import { GATEWAY_SUBNET, isSubnetNamed } from "../../domain/reserved-subnet";
import { type BgpState, bgpStateOf } from "../bgp/azure-propagation";
import type { Propagation } from "../bgp/propagation";
import type { Rejection, Route, SpeakerId } from "../bgp/route";
import { type Address, holds } from "../model/address";
import type { Network, Subnet, Topology } from "../model/azure";
import { endpointsThatMayHave, getsAddress } from "../model/endpoint-addresses";
import { longestFirst } from "../model/prefix-length";
import { associatedTable } from "../model/hub-tables";
import { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute } from "../results";
import { Memo } from "../unknown/memo";
import type { Scenario } from "../unknown/scenario";
import type { Truth } from "../unknown/truth";
import { propagates } from "./bgp-routes";
import { activeRoutes, coveringRoute, routesTo, tablePrefixes } from "./effective-table";
import { type LearnedRoute, learnablePrefixes, learnedRoutes } from "./learned-routes";
import type { RouteContext } from "./route-context";
import { openPrefix } from "./system-routes";
import { isService, mayBeOfService, serviceHolds, withServices } from "./service-prefixes";

/** What was computed for a topology, by the answers that it read. */
interface Computed {
  readonly active: Memo<string, readonly EffectiveRoute[]>;
  readonly rows: Memo<string, readonly EffectiveRoute[]>;
  /** The prefixes of a subnet's table, by the propagation that they come from. */
  readonly prefixes: WeakMap<Propagation, Map<string, readonly string[]>>;
}

/**
 * The routing of a topology in one scenario: what each BGP speaker has learned, and the effective routes of each subnet.
 * Computed on demand.
 */
export class RoutingState implements RouteContext {
  public readonly index: TopologyIndex;

  public constructor(
    private readonly topology: Topology,
    public readonly scenario: Scenario,
    private readonly computed: Computed,
  ) {
    this.index = new TopologyIndex(topology, scenario);
  }

  /** The same state for explanations: unknown values that are read through it do not count as what decides the answer. */
  public aside(): RoutingState {
    return new RoutingState(this.topology, this.scenario.aside(), this.computed);
  }

  /** What the speakers of BGP have. Asked for each time, so that whatever is remembered depends on what it read. */
  public get bgp(): BgpState {
    return bgpStateOf(this.topology, this.scenario);
  }

  /** The routes of a subnet that a packet to an address follows: longest prefix, then all equals (rows 2.1, 2.6). */
  public lookup(subnet: Subnet, address: Address): readonly EffectiveRoute[] {
    const isOfService = mayBeOfService(address);
    const prefixes = this.prefixes(subnet);
    const toEndpoint = this.rowsToOpenEndpoint(subnet, address);
    if (toEndpoint) return toEndpoint;
    for (const prefix of isOfService ? withServices(prefixes) : prefixes) {
      const service = isOfService && isService(prefix);
      if (!service && holds(prefix, address, "user") === false) continue;
      const rows = this.activeRoutes(subnet, prefix);
      const held = (row: EffectiveRoute): Truth =>
        service
          ? serviceHolds(this.index.subnetName(subnet), row, address)
          : holds(prefix, address, row.source === "User" ? "user" : "network");
      if (rows.some((row) => this.scenario.isTrue(held(row)))) return rows;
    }
    return [];
  }

  /** The row of a private endpoint that turns out to have the address: its /32 comes before others, but for a UDR's. */
  private rowsToOpenEndpoint(subnet: Subnet, address: Address): readonly EffectiveRoute[] | undefined {
    const prefix = `${address.text}/32`;
    for (const endpoint of endpointsThatMayHave(this.topology, address)) {
      if (this.prefixes(subnet).includes(prefix)) return undefined;
      const nextHop = { kind: "private-endpoint", endpoint: endpoint.id } as const;
      const rows = this.activeRoutes(subnet, openPrefix(endpoint)).filter((row) => isSameHop(row, nextHop));
      if (rows.length === 0 || !this.scenario.isTrue(getsAddress(endpoint, address))) continue;
      return coveringRoute(this, subnet, { nextHop, prefix }) === undefined ? rows : undefined;
    }
    return undefined;
  }

  /** The routes of a subnet to a prefix that packets follow. */
  public activeRoutes(subnet: Subnet, prefix: string): readonly EffectiveRoute[] {
    return this.computed.active.get(`${subnet.id}\n${prefix}`, this.scenario, () => activeRoutes(this, subnet, prefix));
  }

  /** All rows of a subnet's table for a prefix: all NICs of the subnet share them (row 1.1). */
  public rows(subnet: Subnet, prefix: string): readonly EffectiveRoute[] {
    return this.computed.rows.get(`${subnet.id}\n${prefix}`, this.scenario, () => routesTo(this, subnet, prefix));
  }

  /** Every prefix that a subnet's table may have, longest first: asks nothing but what BGP is made of. */
  public prefixes(subnet: Subnet): readonly string[] {
    const { propagation } = this.bgp;
    const bySubnet = this.computed.prefixes.get(propagation) ?? new Map<string, readonly string[]>();
    this.computed.prefixes.set(propagation, bySubnet);
    const prefixes = bySubnet.get(subnet.id) ?? longestFirst(tablePrefixes(this, subnet));
    bySubnet.set(subnet.id, prefixes);
    return prefixes;
  }

  /** What a network learns by BGP, of the prefixes that are wanted. */
  public learned(network: Network["id"], wanted: (prefix: string) => boolean): readonly LearnedRoute[] {
    return learnablePrefixes(this, network)
      .filter(wanted)
      .flatMap((prefix) => learnedRoutes(this, network, prefix));
  }

  /** A speaker's best routes to an address: longest prefix, all equals, one for each neighbor. */
  public bestRoutes(speaker: SpeakerId, address: Address): readonly Route[] {
    const { propagation } = this.bgp;
    for (const prefix of propagation.prefixes) {
      const truth = holds(prefix, address, "network");
      const routes = truth === false ? [] : propagation.best(speaker, prefix, this.scenario);
      if (routes.length > 0 && this.scenario.isTrue(truth))
        return [...new Map(routes.map((route) => [JSON.stringify([route.neighbor, route.via]), route])).values()];
    }
    return [];
  }

  /** Why a network does not learn routes to the prefixes that are wanted. */
  public rejections(networks: readonly Network["id"][], wanted: (prefix: string) => boolean): readonly Rejection[] {
    const { propagation, overloaded } = this.bgp;
    const speakers = networks.flatMap((id) => [...this.index.gatewaysOf(id), ...this.index.routeServersOf(id)]);
    const tables = networks.flatMap((id) =>
      this.index
        .virtualHubConnectionsOf(id)
        .flatMap((connection) => associatedTable(this.index, connection.hub, connection) ?? []),
    );
    const ids = [...speakers.map(({ id }) => id), ...tables];
    return [
      ...overloaded.filter(({ prefix }) => wanted(prefix)),
      ...propagation.prefixes.filter(wanted).flatMap((prefix) => propagation.rejections(ids, prefix, this.scenario)),
    ];
  }

  /** All rows of a subnet's table. */
  public table(subnet: Subnet): readonly EffectiveRoute[] {
    return this.prefixes(subnet).flatMap((prefix) => this.rows(subnet, prefix));
  }

  /** Whether routes by BGP come into a subnet (row 3.1). */
  public propagates(subnet: Subnet): boolean {
    return propagates(this, subnet);
  }

  /** The subnet whose routes decide for what enters a network by its gateway (row 8.3). */
  public gatewaySubnet(network: string): Subnet | undefined {
    return this.index.subnetsOf(network, ({ name }) => isSubnetNamed(name, GATEWAY_SUBNET))[0];
  }
}

const isSameHop = (
  { nextHop }: EffectiveRoute,
  other: Extract<EffectiveRoute["nextHop"], { kind: "private-endpoint" }>,
): boolean => nextHop.kind === other.kind && nextHop.endpoint === other.endpoint;

const computed = new WeakMap<Topology, Computed>();

/** The routing of a topology in a scenario. Results of other scenarios are reused if they read the same answers. */
export function routingStateOf(topology: Topology, scenario: Scenario): RoutingState {
  const known = computed.get(topology) ?? { active: new Memo(), rows: new Memo(), prefixes: new WeakMap() };
  computed.set(topology, known);
  return new RoutingState(topology, scenario, known);
}
