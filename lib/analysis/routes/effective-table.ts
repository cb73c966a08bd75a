import { equals, statement } from "../unknown/truth";
import { contains, parsePrefix } from "../../domain/ipv4";
import { RESERVED_PREFIXES } from "../../domain/special-ranges";
import { gatewayNetworks } from "../model/relations";
import { type HubRoutingPreference, preferred } from "../bgp/decision";
import { type Fact, type FactId, facts } from "../facts";
import type { Fabric } from "./fabric";
import type { Subnet, UserRoute } from "../model/azure";
import type { EffectiveRoute, NextHop } from "../results";
import type { Route } from "../bgp/route";
import { isOpen, isUnknown, symbolsIn } from "../unknown/value";

const DEFAULT = "0.0.0.0/0";

/**
 * The routes of a network by BGP: of its own Route Server and gateways, or of those that it uses (rows 2.8, 2.9, 3.9).
 */
export function learned(fabric: Fabric, network: string): { readonly route: Route; readonly by: string }[] {
  const { index, scenario } = fabric;
  const from = gatewayNetworks(index, scenario, network);
  const of = (speakers: readonly { readonly id: string }[], wanted: (route: Route) => boolean): Route[] =>
    speakers.flatMap(({ id }) => (fabric.ribs.best.get(id) ?? []).filter(wanted));
  const gateways = from.flatMap((id) => index.gatewaysOf(id));
  const servers = from.flatMap((id) => index.routeServersOf(id));
  const foreign = (route: Route): boolean =>
    route.neighbor !== undefined && !servers.some(({ id }) => id === route.neighbor) && route.origin !== network;
  const byGateway = new Map(gateways.flatMap(({ id }) => of([{ id }], foreign).map((route) => [route, id])));
  const fromCircuits = of(
    gateways.filter(({ kind }) => kind === "ExpressRoute"),
    foreign,
  );
  const fromVpn = of(
    gateways.filter(({ kind }) => kind === "Vpn"),
    foreign,
  );
  const fromNvas = of(
    servers,
    (route) => route.kind === "nva" && route.neighbor !== undefined && !index.gateways.has(route.neighbor),
  );
  const preference = servers[0]?.hubRoutingPreference as HubRoutingPreference | undefined;
  return preferred(fromCircuits, fromNvas, fromVpn, preference).map((route) => ({
    route,
    by: byGateway.get(route) ?? servers[0]?.id ?? "",
  }));
}

/** A subnet's effective routes (section 1 of docs/how-azure-routes.md). All that is there, the losing rows included. */
export function effectiveTable(fabric: Fabric, subnet: Subnet): EffectiveRoute[] {
  const system = [...networkRows(fabric, subnet), ...endpointRows(fabric, subnet)];
  const user = userRows(fabric, subnet);
  const bgp = bgpRows(fabric, subnet, system);
  const userPrefixes = new Set(user.map(({ prefix }) => prefix));
  const bgpPrefixes = new Set(bgp.map(({ prefix }) => prefix));
  const lost = (row: EffectiveRoute, to: string, because: FactId = "2.1"): EffectiveRoute => ({
    ...row,
    state: "Invalid",
    why: `loses to ${to}`,
    facts: facts(because),
  });
  return [
    ...user,
    ...bgp.map((row) =>
      userPrefixes.has(row.prefix)
        ? lost(row, row.prefix === DEFAULT ? "the UDR" : "a UDR", row.prefix === DEFAULT ? "1.8" : "2.1")
        : row,
    ),
    ...system.map((row) => (userPrefixes.has(row.prefix) ? lost(row, "a UDR") : (covered(fabric, row, user) ?? row))),
    ...defaultRows(fabric, subnet, userPrefixes, bgpPrefixes),
  ];
}

/** The system's own 0/0 and None rows, as far as they are listed (rows 1.1 to 1.8). */
function defaultRows(
  fabric: Fabric,
  subnet: Subnet,
  user: ReadonlySet<string>,
  bgp: ReadonlySet<string>,
): EffectiveRoute[] {
  const internet: EffectiveRoute = {
    source: "Default",
    state: "Active",
    prefix: DEFAULT,
    nextHopType: "Internet",
    nextHopAddress: null,
    nextHop: { kind: "internet" },
    why: "system",
    facts: facts("1.1"),
  };
  if (bgp.has(DEFAULT)) return [];
  if (user.has(DEFAULT)) return [{ ...internet, state: "Invalid", why: "loses to the UDR", facts: facts("1.6") }];
  const ranges = (fabric.index.networks.get(subnet.network)?.addressSpace ?? []).flatMap(
    (prefix) => parsePrefix(prefix) ?? [],
  );
  const none = RESERVED_PREFIXES.filter(
    (prefix) => !user.has(prefix) && !bgp.has(prefix) && !ranges.some((range) => contains(range, parsePrefix(prefix)!)),
  );
  return [
    internet,
    ...none.map((prefix): EffectiveRoute => ({
      source: "Default",
      state: "Active",
      prefix,
      nextHopType: "None",
      nextHopAddress: null,
      nextHop: { kind: "none" },
      why: "system: reserved",
      facts: facts("1.1"),
    })),
  ];
}

/** Ranges of the network and of its peers (rows 1.1, 1.9). */
function networkRows({ index }: Fabric, subnet: Subnet): EffectiveRoute[] {
  const own = index.networks.get(subnet.network);
  const row = (
    prefix: string,
    nextHopType: EffectiveRoute["nextHopType"],
    nextHop: NextHop,
    why: string,
  ): EffectiveRoute => ({
    source: "Default",
    state: "Active",
    prefix,
    nextHopType,
    nextHopAddress: null,
    nextHop,
    why,
    facts: facts(nextHop.kind === "local" ? "1.1" : "1.9"),
  });
  return [
    ...(own?.addressSpace ?? []).map((prefix) => row(prefix, "VnetLocal", { kind: "local" }, "own VNet")),
    ...index
      .peeringsOf(subnet.network)
      .filter((peering) => index.connected(peering))
      .flatMap(({ remote }) => {
        const peer = index.networks.get(remote);
        const global =
          peer?.location !== undefined &&
          own?.location !== undefined &&
          !isOpen(peer.location) &&
          !isOpen(own.location) &&
          peer.location !== own.location;
        return (peer?.addressSpace ?? []).map((prefix) =>
          row(
            prefix,
            global ? "VNetGlobalPeering" : "VNetPeering",
            { kind: "peering", network: remote },
            `peering with ${peer!.name}`,
          ),
        );
      }),
  ];
}

/** Service endpoints of the subnet, and private endpoints of its network and of direct peers (rows 1.9, 4.3, 4.4). */
function endpointRows({ index }: Fabric, subnet: Subnet): EffectiveRoute[] {
  const near = new Set([
    subnet.network,
    ...index
      .peeringsOf(subnet.network)
      .filter((peering) => index.connected(peering))
      .map(({ remote }) => remote),
  ]);
  return [
    ...subnet.serviceEndpoints.map((service): EffectiveRoute => ({
      source: "Default",
      state: "Active",
      prefix: service,
      nextHopType: "VirtualNetworkServiceEndpoint",
      nextHopAddress: null,
      nextHop: { kind: "service", service },
      why: "service endpoint",
      facts: facts("4.3"),
    })),
    ...index.topology.privateEndpoints
      .filter((endpoint) => near.has(index.subnets.get(endpoint.subnet)?.network ?? ""))
      .map((endpoint): EffectiveRoute => ({
        source: "Default",
        state: "Active",
        prefix: endpoint.address === undefined ? `${endpoint.name} (after apply)` : `${endpoint.address}/32`,
        nextHopType: "InterfaceEndpoint",
        nextHopAddress: null,
        nextHop: { kind: "private-endpoint", endpoint: endpoint.id },
        why: "private endpoint",
        facts: facts("4.4"),
      })),
  ];
}

/** A shorter UDR takes the place of a private endpoint's /32 where its subnet's policy says so (row 4.4). */
function covered(
  { index, scenario }: Fabric,
  row: EffectiveRoute,
  user: readonly EffectiveRoute[],
): EffectiveRoute | undefined {
  if (row.nextHop.kind !== "private-endpoint") return undefined;
  const { endpoint: id } = row.nextHop;
  const endpoint = index.topology.privateEndpoints.find((one) => one.id === id);
  const home = index.subnets.get(endpoint?.subnet ?? "");
  const host = parsePrefix(row.prefix);
  const over =
    host &&
    user.find(({ prefix }) => {
      const written = parsePrefix(prefix);
      return written !== undefined && written.length > 0 && contains(written, host);
    });
  if (!home || !over || !scenario.isTrue(home.privateEndpointPolicyForRoutes)) return undefined;
  return { ...row, state: "Invalid", why: `loses to the UDR ${over.prefix}`, facts: facts("4.4") };
}

const USER_HOPS: Readonly<Record<string, EffectiveRoute["nextHopType"]>> = {
  internet: "Internet",
  none: "None",
  vnetlocal: "VnetLocal",
  virtualappliance: "VirtualAppliance",
  virtualnetworkgateway: "VirtualNetworkGateway",
};

function userRows(fabric: Fabric, subnet: Subnet): EffectiveRoute[] {
  const table = fabric.index.routeTables.get(subnet.routeTable ?? "");
  return (table?.routes ?? []).map((route): EffectiveRoute => {
    const nextHopType = USER_HOPS[route.nextHopType.toLowerCase()] ?? "VirtualAppliance";
    // Of a type that is not known only one is tried; what the others do, nobody can say.
    const other =
      isOpen(route.nextHopType) &&
      !fabric.scenario.isTrue(equals(symbolsIn(route.nextHopType).join(", "), "VirtualAppliance"));
    return {
      source: "User",
      state: "Active",
      prefix: route.prefix,
      nextHopType,
      nextHopAddress: route.nextHopAddress ?? null,
      nextHop: other ? { kind: "appliance", address: route.nextHopType } : userHop(fabric, subnet, route, nextHopType),
      why: `UDR ${route.name} of ${table!.name}`,
      facts: facts("2.1"),
    };
  });
}

function userHop(
  { index, scenario }: Fabric,
  subnet: Subnet,
  route: UserRoute,
  type: EffectiveRoute["nextHopType"],
): NextHop {
  if (type === "Internet") return { kind: "internet" };
  if (type === "None") return { kind: "none" };
  if (type === "VnetLocal") return { kind: "local" };
  if (type === "VirtualAppliance") return { kind: "appliance", address: route.nextHopAddress ?? "" };
  const vpn = gatewayNetworks(index, scenario, subnet.network)
    .flatMap((network) => index.gatewaysOf(network))
    .find(({ kind }) => kind === "Vpn");
  return vpn ? { kind: "vpn", gateway: vpn.id, connection: "" } : { kind: "none" };
}

/** Routes by BGP; none inside ranges that the network or its peers have (row 2.2). */
function bgpRows(fabric: Fabric, subnet: Subnet, system: readonly EffectiveRoute[]): EffectiveRoute[] {
  if (!fabric.propagates(subnet)) return [];
  const ranges = system
    .filter(({ nextHop }) => nextHop.kind === "local" || nextHop.kind === "peering")
    .flatMap(({ prefix }) => parsePrefix(prefix) ?? []);
  return [
    ...hubRows(fabric, subnet),
    ...outsideRows(fabric, subnet),
    ...fabric
      .learned(subnet.network)
      .filter(({ route: { prefix } }) => {
        const parsed = parsePrefix(prefix);
        return parsed ? !ranges.some((range) => contains(range, parsed)) : !system.some((row) => row.prefix === prefix);
      })
      .flatMap(({ route, by }) => rowsOf(fabric, subnet, route, by)),
  ];
}

/** A virtual hub may give its networks a default, or not: its routing is not modelled. */
function hubRows({ index, scenario }: Fabric, subnet: Subnet): EffectiveRoute[] {
  const connections = index.networks.get(subnet.network)?.virtualHubs ?? [];
  return connections
    .filter((id) => scenario.isTrue(statement(`${id} brings ${DEFAULT}`)))
    .map((id) => ({
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: DEFAULT,
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: "(virtual hub)",
      nextHop: { kind: "appliance", address: `(virtual hub of ${id})` },
      why: "virtual hub, not modelled",
      facts: facts("A3"),
      learned: { from: ["a virtual hub"], asPath: [] },
    }));
}

/**
 * A network that is made elsewhere, or whose gateway is, may learn a default from there: who has what in it is not in
 * the files.
 */
function outsideRows({ index, scenario }: Fabric, subnet: Subnet): EffectiveRoute[] {
  const { network } = subnet;
  const lender =
    index.peeringsOf(network).find(({ useRemoteGateways }) => scenario.isTrue(useRemoteGateways))?.remote ?? network;
  const told = index.gatewaysOf(lender).length > 0 || index.routeServersOf(lender).length > 0;
  if (
    told ||
    !index.isOutside(lender) ||
    !scenario.isTrue(statement(`${lender} has a gateway or Route Server elsewhere that brings ${DEFAULT}`))
  )
    return [];
  const name = index.networks.get(lender)?.name ?? lender;
  return [
    {
      source: "VirtualNetworkGateway",
      state: "Active",
      prefix: DEFAULT,
      nextHopType: "VirtualNetworkGateway",
      nextHopAddress: `(from ${name})`,
      nextHop: { kind: "appliance", address: `(what ${name} announces)` },
      why: "made elsewhere",
      facts: facts("A3"),
      learned: { from: [name], asPath: [] },
    },
  ];
}

function rowsOf(fabric: Fabric, subnet: Subnet, route: Route, by: string): EffectiveRoute[] {
  const { index } = fabric;
  // Beside a 0/0 from ExpressRoute nobody has published that the system's own is gone: it follows from other sources.
  const inferred: Fact[] =
    index.gateways.get(by)?.kind === "ExpressRoute" && route.prefix === DEFAULT
      ? [{ row: "1.7", basis: "inferred" }]
      : [];
  // How it came: from the Route Server to its gateway, from the circuit to this one.
  const handedOn: FactId[] =
    index.gateways.get(by)?.kind !== "ExpressRoute"
      ? []
      : route.kind === "nva"
        ? ["3.9", "3.10", "3.12"]
        : route.kind === "network"
          ? ["3.12"]
          : [];
  const row = (nextHopAddress: string, nextHop: NextHop, ...rows: FactId[]): EffectiveRoute => ({
    source: "VirtualNetworkGateway",
    state: "Active",
    prefix: route.prefix,
    nextHopType: "VirtualNetworkGateway",
    nextHopAddress,
    nextHop,
    why: "BGP",
    facts: [...facts("2.1", ...rows, ...handedOn), ...inferred],
    learned: { from: route.stations, asPath: route.asPath },
  });
  const gateway = index.gateways.get(by);
  if (!gateway) return [row(route.nextHop ?? "", { kind: "appliance", address: route.nextHop ?? "" }, "1.13", "3.9")];
  const connection = index.connections.get(route.connection ?? "");
  if (gateway.kind === "Vpn") {
    const instances = !isUnknown(gateway.activeActive) && gateway.activeActive ? [1, 2] : [0];
    return instances.map((instance) =>
      row(
        instance === 0 ? `(${gateway.name})` : `(${gateway.name} ${instance})`,
        { kind: "vpn", gateway: gateway.id, connection: connection?.id ?? "" },
        "1.16",
      ),
    );
  }
  const circuit = fabric.ribs.circuitOf(connection?.circuit ?? "");
  const hop: NextHop = { kind: "circuit", circuit, connection: connection?.id ?? "" };
  // One next hop where a Route Server stands in the network (row 1.15), two otherwise (row 1.14).
  if (index.routeServersOf(subnet.network).length > 0) return [row("(msee 1)", hop, "1.14", "1.15")];
  return [row("(msee 1)", hop, "1.14"), row("(msee 2)", hop, "1.14")];
}
