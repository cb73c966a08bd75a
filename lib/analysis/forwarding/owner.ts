import { contains } from "../../domain/ipv4";
import type { Address } from "../model/address";
import type { Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { TopologyIndex } from "../model/topology-index";
import type { RoutingState } from "../routes/routing-state";
import { equals } from "../unknown/truth";

/** The firewall of a network that has the address: its own, or that of one of its instances. */
function firewallAt(index: TopologyIndex, network: string, { nic, text }: Address): Nic | undefined {
  const [found] = index.present(
    index.topology.firewalls,
    ({ id, subnet, address }) =>
      (id === nic || address === text) && index.subnets.get(subnet ?? "")?.network === network,
  );
  return found && index.firewallNic(found.id);
}

/** The NIC in a network that has the packet's destination address, or may turn out to have it. */
export function ownerOf({ index, scenario }: RoutingState, network: string, packet: Packet): Nic | undefined {
  const { source, destination } = packet;
  const isExact = (nic: Nic): boolean => index.hasAddress(nic, destination);
  const [exact = firewallAt(index, network, destination)] = index.nicsOf(network, isExact);
  if (exact || destination.range?.length !== 32) return exact;
  // A dynamic address may be any of its subnet; no machine sends to its own address this way.
  const mayHaveIt = (nic: Nic): boolean => {
    const { range } = index.addressOf(nic);
    return nic.id !== source.nic && range !== undefined && range.length < 32 && contains(range, destination.range!);
  };
  return index
    .nicsOf(network, mayHaveIt)
    .find(({ id }) => scenario.isTrue(equals(`${id}.private_ip_address`, destination.text)));
}
