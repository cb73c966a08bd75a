import { parsePrefix, parseSource } from "../../domain/ipv4";
import { referredAddress } from "../kinds/network-interface";
import { isOpen, shown } from "../unknown/value";
import type { Address } from "./address";
import type { Nic, Subnet } from "./azure";

export { referredAddress };

/** A NIC's own address. */
export function addressOf(
  nic: Nic,
  subnet: Pick<Subnet, "prefixes"> & Partial<Subnet>,
  networkPrefixes: readonly string[],
): Address {
  const prefixes = subnet.prefixes.filter((prefix) => isOpen(prefix) || !prefix.includes(":"));
  const within = [...prefixes, ...networkPrefixes];
  if (nic.address !== undefined && !isOpen(nic.address)) {
    const range = parseSource(nic.address);
    return { text: nic.address, ...(range && { range }), within };
  }
  const range = prefixes.length === 1 ? parsePrefix(prefixes[0]!) : undefined;
  return {
    text:
      range?.length === 24
        ? prefixes[0]!.replace(/\.0\/24$/, ".x")
        : `an address of ${shown(prefixes[0] ?? subnet.name ?? "")}`,
    nic: nic.id,
    ...(range && { range }),
    within,
  };
}

/** True where an address that a text refers to is one of the NIC's, by whichever of its configurations. */
export const hasAddress = (nic: Nic, address: string): boolean =>
  referredAddress(nic) === address || (nic.further?.some((one) => one.address === address) ?? false);

/** The address of one of a NIC's further configurations. */
export function furtherAddress({ id }: Nic, address: string, within: readonly string[]): Address {
  const range = isOpen(address) ? undefined : parseSource(address);
  return range ? { text: address, range, within } : { text: shown(address), nic: id, within };
}

/** Ids of the public IPs of all configurations of a NIC. */
export const publicIpsOf = ({ publicIp, further = [] }: Pick<Nic, "publicIp" | "further">): readonly string[] =>
  [publicIp, ...further.map((one) => one.publicIp)].flatMap((id) => id ?? []);
