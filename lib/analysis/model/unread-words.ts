import { shown } from "../unknown/value";
import type { UnreadResource } from "../world/unread";
import type { Topology } from "./azure";

/** "aks-app (azurerm_kubernetes_cluster)". */
export const unreadName = ({ id, name, type }: UnreadResource): string =>
  type === "module" || shown(name) === id ? id : `${shown(name)} (${type})`;

/** What a resource that is not modelled concerns: "in vnet-hub00/default", "concerns vnet-spoke". */
export function concernOf(topology: Topology, resource: UnreadResource): string {
  const { effect, subnets, networks, nics, everything } = resource;
  const networkNames = new Map(topology.networks.map(({ id, name }) => [id, shown(name)]));
  const network = (id: string): string => networkNames.get(id) ?? id;
  if (everything) return effect === "own-traffic" ? "in a subnet that is not known" : "concerns the whole input";
  if (effect === "part") return "";
  if (effect === "inbound") return `admits packets to ${names(nics.map((id) => ownerOf(topology, id)))}`;
  if (effect === "network") return `concerns ${names(networks.map(network))}`;
  if (subnets.length > 0) return `in ${names(subnets.map((id) => subnetName(topology, id, network)))}`;
  return networks.length > 0 ? `in ${names(networks.map(network))}` : "in no network of the input";
}

/** "aks-app (azurerm_kubernetes_cluster) in vnet-hub00/default". */
export const unreadWithConcern = (topology: Topology, resource: UnreadResource): string =>
  `${unreadName(resource)} ${concernOf(topology, resource)}`.trim();

const names = (all: readonly string[]): string => [...new Set(all)].sort().join(", ");

function subnetName({ subnets }: Topology, id: string, network: (id: string) => string): string {
  const subnet = subnets.find((one) => one.id === id);
  return subnet ? `${network(subnet.network)}/${shown(subnet.name)}` : id;
}

function ownerOf({ machines, nics }: Topology, id: string): string {
  const machine = machines.find((one) => one.nics.includes(id));
  return shown(machine?.name ?? nics.find((nic) => nic.id === id)?.name ?? id);
}
