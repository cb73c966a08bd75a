import { contains, parsePrefix, parseSource } from "../../domain/ipv4";
import type { Network } from "./azure";

/** The only network that has an address, by its ranges; undefined where none or several have it. */
export function networkAt(networks: Iterable<Network>, address: string): Network | undefined {
  const owners = [...networks].filter((network) => hasInRange(network, address));
  return owners.length === 1 ? owners[0] : undefined;
}

/** True where an address lies in a range of the network. */
export function hasInRange({ addressSpace }: Pick<Network, "addressSpace">, address: string): boolean {
  const host = parseSource(address);
  return addressSpace.some((text) => {
    const prefix = parsePrefix(text);
    return host !== undefined && prefix !== undefined && contains(prefix, host);
  });
}
