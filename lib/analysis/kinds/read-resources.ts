import type { Assumptions } from "../model/assumptions";
import type { Circuit, Topology } from "../model/azure";
import type { Resource } from "../terraform/resource";
import type { ReadContext } from "../terraform/read-context";
import { addressesOfMachines } from "./addresses-of-machines";
import { Build, byId } from "./build";
import { readLoadBalancers, readNatGateways, readPrivateEndpoints, readPublicIps } from "./egress";
import { readCircuits, readConnections, readGateways, readLocalNetworkGateways } from "./gateways";
import { readMachines } from "./machines";
import { readNetworks, readPeerings, readSubnets } from "./networks";
import { readNics } from "./nics";
import { readOnPremises } from "./on-premises";
import { isOther } from "./other-types";
import { readBgpConnections, readRouteServers } from "./route-servers";
import { readRouteTables } from "./route-tables";
import { readSecurityGroups } from "./security-groups";

/** The topology that resources make. */
export function readTopologyOf(
  resources: readonly Resource[],
  assumptions: Assumptions,
  context: ReadContext,
): Topology {
  const inOrder = [...resources].sort(byId);
  const build = new Build(inOrder, context);
  const subnets = readSubnets(build);
  const nics = readNics(build);
  const networks = new Map(subnets.map(({ id, network }) => [id, network]));
  const networkOfSubnet = (id: string): string =>
    networks.get(id) ?? build.standIns.subnets.get(id.toLowerCase())?.network ?? id;
  const gateways = readGateways(build, networkOfSubnet);
  const connections = readConnections(build);
  const routeServers = readRouteServers(build, networkOfSubnet);
  const bgpConnections = readBgpConnections(build);
  const peerings = readPeerings(build);
  const machines = readMachines(build, { nics, routeServers, bgpConnections }, assumptions.machines ?? {});
  const rest = {
    networks: readNetworks(build),
    routeTables: readRouteTables(build),
    securityGroups: readSecurityGroups(build),
    publicIps: readPublicIps(build),
    natGateways: readNatGateways(build),
    loadBalancers: readLoadBalancers(build),
    privateEndpoints: readPrivateEndpoints(build),
    localNetworkGateways: readLocalNetworkGateways(build),
    circuits: readCircuits(build),
  };
  for (const { id, type, data } of inOrder)
    if (!data && CHANGES_OTHERS.test(type)) context.note("unread", id, "what it changes of networks is not read");
  const { standIns } = build;
  const { ofTable, ofPeer } = addressesOfMachines(machines, nics);
  // All readers have run: whatever they named that is not there has its stand-in by now.
  const circuits = named(sorted(rest.circuits, standIns.circuits));
  return {
    networks: sorted(rest.networks, standIns.networks),
    subnets: sorted(subnets, standIns.subnets),
    routeTables: sorted(rest.routeTables.map(ofTable), standIns.routeTables),
    securityGroups: sorted(rest.securityGroups, standIns.securityGroups),
    nics: sorted(nics, standIns.nics),
    machines: sorted(machines),
    publicIps: sorted(rest.publicIps, standIns.publicIps),
    natGateways: sorted(rest.natGateways, standIns.natGateways),
    loadBalancers: sorted(rest.loadBalancers),
    privateEndpoints: sorted(rest.privateEndpoints),
    gateways: sorted(gateways, standIns.gateways),
    circuits,
    connections: sorted(connections),
    localNetworkGateways: sorted(rest.localNetworkGateways),
    routeServers: sorted(routeServers, standIns.routeServers),
    bgpConnections: sorted(bgpConnections.map(ofPeer)),
    peerings: sorted(peerings),
    onPremises: readOnPremises(assumptions.onPremises ?? [], circuits),
    others: inOrder.filter(isOther).map(({ id, type }) => ({ id, type })),
    notes: context.notes(),
  };
}

/** Types that change what other resources say, in ways of their own. */
const CHANGES_OTHERS = /^(azapi_|azurerm_network_manager_(admin_rule|deployment|routing))/;

/** The only circuit needs no other name, where its own is known only after the apply. */
const named = (circuits: readonly Circuit[]): readonly Circuit[] =>
  circuits.map((circuit) =>
    circuits.length === 1 && /^circuit \(.*\)$/.test(circuit.name) ? { ...circuit, name: "circuit" } : circuit,
  );

function sorted<T extends { readonly id: string }>(
  components: readonly T[],
  standIns?: ReadonlyMap<string, T>,
): readonly T[] {
  return [...components, ...(standIns?.values() ?? [])].sort(byId);
}
