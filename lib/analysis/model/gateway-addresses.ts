import { hostAddress, parsePrefix } from "../../domain/ipv4";
import { GATEWAY_SUBNET, isSubnetNamed } from "../../domain/reserved-subnet";
import type { Gateway } from "./azure";
import type { TopologyIndex } from "./topology-index";

/**
 * The addresses of a VPN gateway's BGP speakers, where Azure chose them: the last but one of GatewaySubnet; with two
 * active instances, the fourth and fifth (row 1.17).
 */
export function bgpAddresses(index: TopologyIndex, { network, activeActive }: Gateway): readonly string[] {
  const [subnet] = index.subnetsOf(network, ({ name }) => isSubnetNamed(name, GATEWAY_SUBNET));
  const prefix = parsePrefix(subnet?.prefixes[0] ?? "");
  if (!prefix) return [];
  if (activeActive === true) return [hostAddress(prefix, 4), hostAddress(prefix, 5)];
  return [hostAddress(prefix, prefix.last - prefix.first - 1)];
}
