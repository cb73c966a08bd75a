import { contains, parsePrefix, parseSource } from "../../../domain/ipv4";
import type { Topology } from "../../model/azure";
import { isOpen, shown } from "../../unknown/value";
import type { Refusal } from "./refusal";

/** Subnets with a prefix outside of their network's address space, as far as all of it is known. */
export function misplacedSubnets(topology: Topology): Refusal[] {
  const networks = new Map(topology.networks.map((network) => [network.id, network]));
  return topology.subnets.flatMap(({ id, name, network, prefixes }): Refusal[] => {
    const home = networks.get(network);
    const prefix = home && prefixes.find((one) => isOutside(one, home.addressSpace));
    if (!home || prefix === undefined) return [];
    return [
      {
        networks: [network],
        at: id,
        text: `${shown(name)} is outside the address space of ${shown(home.name)}`,
        got: `${prefix}, in ${home.addressSpace.join(", ") || "no address space"}`,
        want: "a prefix within the VNet's address space (Azure)",
        fix: "change the prefix, or add it to the address space",
        row: "1.1",
      },
    ];
  });
}

/** NICs with an address outside of their subnet, as far as all of it is known. */
export function misplacedNics(topology: Topology): Refusal[] {
  const subnets = new Map(topology.subnets.map((subnet) => [subnet.id, subnet]));
  return topology.nics.flatMap(({ id, name, subnet, address }): Refusal[] => {
    const home = subnets.get(subnet);
    if (!home || address === undefined || isOpen(address) || !isOutside(address, home.prefixes)) return [];
    return [
      {
        networks: [home.network],
        at: id,
        text: `the address of ${shown(name)} is outside ${shown(home.name)}`,
        got: `${address}, in ${home.prefixes.join(", ") || "no prefix"}`,
        want: "an address of the NIC's own subnet (Azure)",
        fix: "change the address, or the subnet",
        row: "1.1",
      },
    ];
  });
}

function isOutside(prefix: string, ranges: readonly string[]): boolean {
  const [own, around] = [parseSource(prefix), ranges.map(parsePrefix)];
  return own !== undefined && !ranges.some(isOpen) && !around.some((range) => range && contains(range, own));
}
