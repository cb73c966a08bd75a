import type { Topology, UserRoute } from "../../model/azure";
import { networkAt } from "../../model/network-at";
import type { TopologyIndex } from "../../model/topology-index";
import type { CheckContext } from "../context";
import { isDefault } from "../nvas";
import { list } from "../sentence";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";

/** FT063. */
export const nextHopBehindCircuit: TopologyRule = {
  id: "FT063",
  name: "next-hop-behind-circuit",
  severity: "warning",
  summary: "The next hop of a user-defined route is in a VNet that is reachable only through a gateway.",
  why: "The next hop of a user-defined route must be in the same VNet or in a peered one: Azure drops the packets of any other route.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["2.5"],
  example: "a UDR 0.0.0.0/0 in the hub to the NVA of a site, which only a circuit connects to the hub",
  check: (context) => {
    const reportedElsewhere = new Set(context.causes.map(({ fault }) => fault.at));
    return context.topology.routeTables
      .filter(({ id }) => !reportedElsewhere.has(id))
      .flatMap(({ id, name, routes }) => findingsFor(context, id, name, routes));
  },
};

function findingsFor(
  { topology, whole, index }: CheckContext,
  table: string,
  name: string,
  routes: readonly UserRoute[],
): TopologyReported[] {
  const users = topology.subnets.filter(({ routeTable }) => routeTable === table);
  const wrong = routes.flatMap(({ prefix, nextHopAddress }) => {
    const owner = nextHopAddress === undefined ? undefined : networkAt(whole.networks, nextHopAddress);
    const unreachable =
      owner !== undefined && users.some(({ network }) => !mayReach(index, topology, network, owner.id));
    return unreachable ? [{ prefix, address: nextHopAddress!, owner }] : [];
  });
  if (wrong.length === 0) return [];
  const networks = list(users.map(({ network }) => index.networks.get(network)?.name ?? network));
  return [
    reported({
      at: table,
      also: [...users.map(({ id }) => id), ...wrong.map(({ owner }) => owner.id)],
      text: `${name} leads from ${networks} to ${list(wrong.map(({ address, owner }) => `${address} in ${owner.name}`))}, which is not peered`,
      got: wrong.map(({ prefix, address }) => `${prefix} -> ${address}`).join(", "),
      want: `an address in ${networks} or in a peered VNet`,
      fix:
        topology.bgpConnections.length > 0 && wrong.every(({ prefix }) => isDefault(prefix))
          ? "remove the route: a default route of the NVA is learned by BGP"
          : `peer ${networks} with ${list(wrong.map(({ owner }) => owner.name))}, or remove the route and advertise its prefix by BGP`,
      rows: ["2.5"],
    }),
  ];
}

/** In the network itself or in one that it is peered with; what a peering to a network outside the files leads to may be it. */
const mayReach = (index: TopologyIndex, { peerings }: Topology, network: string, owner: string): boolean =>
  network === owner ||
  peerings.some(
    (peering) => peering.network === network && (peering.remote === owner || index.isOutside(peering.remote)),
  );
