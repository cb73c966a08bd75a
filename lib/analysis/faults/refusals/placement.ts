import { groupsByKey } from "../../../domain/group-by";
import { contains, parseAddress, parsePrefix, parseSource } from "../../../domain/ipv4";
import {
  BASTION_SUBNET,
  FIREWALL_SUBNET,
  isSubnetNamed,
  keptFor,
  type ReservedSubnet,
} from "../../../domain/reserved-subnet";
import type { Topology } from "../../model/azure";
import { isOpen, shown } from "../../unknown/value";
import { networkName, type Refusal } from "./refusal";

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

/** NICs with an address that Azure keeps in every subnet (row 11.6). */
export function reservedAddresses(topology: Topology): Refusal[] {
  const subnets = new Map(topology.subnets.map((subnet) => [subnet.id, subnet]));
  return topology.nics.flatMap(({ id, name, subnet, address, further = [] }): Refusal[] => {
    const home = subnets.get(subnet);
    if (!home || home.prefixes.some(isOpen)) return [];
    const found = [address ?? "", ...further.map((one) => one.address)].find((one) => isReserved(one, home.prefixes));
    if (found === undefined) return [];
    return [
      {
        networks: [home.network],
        at: id,
        text: `the address of ${shown(name)} is one that Azure keeps in ${shown(home.name)}`,
        got: `${found}, in ${home.prefixes.join(", ")}`,
        want: "an address that is not among the first four or the last of the subnet (Azure)",
        fix: "change the address",
        row: "11.6",
      },
    ];
  });
}

const FIRST_KEPT = 4;

function isReserved(address: string, prefixes: readonly string[]): boolean {
  const host = parseAddress(address);
  const around = prefixes
    .flatMap((one) => parsePrefix(one) ?? [])
    .find(({ first, last }) => {
      return host !== undefined && first <= host && host <= last;
    });
  return around !== undefined && host !== undefined && (host - around.first < FIRST_KEPT || host === around.last);
}

/** NICs that two machines name, where both are there for certain (row 11.6). */
export function sharedNics({ machines, nics, subnets }: Topology): Refusal[] {
  const networkOf = new Map(subnets.map(({ id, network }) => [id, network]));
  const owners = groupsByKey(
    machines
      .filter(({ exists }) => exists === undefined)
      .flatMap((machine) => [...new Set(machine.nics)].map((nic) => ({ nic, machine }))),
    ({ nic }) => nic,
  );
  return nics.flatMap(({ id, name, subnet }): Refusal[] => {
    const [first, second] = owners.get(id) ?? [];
    if (!first || !second) return [];
    return [
      {
        networks: [networkOf.get(subnet) ?? []].flat(),
        at: second.machine.id,
        text: `${first.machine.name} and ${second.machine.name} have the same NIC ${shown(name)}`,
        got: `${id} in both`,
        want: "a NIC of its own for each machine (Azure)",
        fix: "add a network interface, and put its id into network_interface_ids of one of them",
        row: "11.6",
      },
    ];
  });
}

/** Firewalls and Azure Bastion in a subnet that has not the name that Azure wants (row 11.1). */
export function misplacedServices(topology: Topology): Refusal[] {
  const subnets = new Map(topology.subnets.map((subnet) => [subnet.id, subnet]));
  const inSubnet = (
    { id, name, subnet }: { readonly id: string; readonly name: string; readonly subnet?: string },
    wanted: ReservedSubnet,
  ): Refusal[] => {
    const home = subnets.get(subnet ?? "");
    if (!home || isOpen(home.name) || isSubnetNamed(home.name, wanted)) return [];
    return [
      {
        networks: [home.network],
        at: id,
        text: `${name} is in ${networkName(topology, home.network)}/${home.name}, which is not named ${wanted}`,
        got: `"subnet_id": ${home.name}`,
        want: `${wanted} for ${keptFor(wanted)} (Azure)`,
        fix: `add a subnet with the name ${wanted}, and move ${name} into it`,
        row: "11.1",
        ...(wanted === BASTION_SUBNET && { bearsOn: "nothing" as const }),
      },
    ];
  };
  return [
    ...topology.firewalls.flatMap((firewall) => inSubnet(firewall, FIREWALL_SUBNET)),
    ...topology.bastions.flatMap((bastion) => inSubnet(bastion, BASTION_SUBNET)),
  ];
}

function isOutside(prefix: string, ranges: readonly string[]): boolean {
  const [own, around] = [parseSource(prefix), ranges.map(parsePrefix)];
  return own !== undefined && !ranges.some(isOpen) && !around.some((range) => range && contains(range, own));
}
