import type { Fabric } from "../routes/fabric";
import type { Nic, Subnet } from "../model/azure";
import type { Packet } from "../model/packet";
import type { Egress } from "../results";
import { isOpen } from "../unknown/value";

/**
 * The address that the internet sees of what a NIC sends itself: the first method that there is (rows 4.6, 5.1 to 5.7).
 */
export function egressOf(fabric: Fabric, nic: Nic, subnet: Subnet, protocol: Packet["protocol"]): Egress | undefined {
  const { index, scenario } = fabric;
  const machine = index.nameOf(nic);
  const natGateway = index.natGatewayOf(subnet);
  if (
    natGateway &&
    natGateway.publicIps.length > 0 &&
    (natGateway.translates === undefined || scenario.isTrue(natGateway.translates))
  ) {
    // It translates TCP and UDP only (row 4.9).
    return protocol === "icmp"
      ? undefined
      : {
          kind: "nat-gateway",
          name: natGateway.name,
          id: natGateway.id,
          address: onlyAddress(fabric, natGateway.publicIps),
          machine,
        };
  }
  const publicIp = index.publicIpOf(nic);
  if (publicIp !== undefined) {
    return {
      kind: "public-ip",
      name: index.publicIps.get(publicIp)?.name ?? publicIp,
      id: publicIp,
      address: onlyAddress(fabric, [publicIp]),
      machine,
    };
  }
  const [balancer] = index.present(
    index.topology.loadBalancers,
    ({ backends, outboundPublicIps }) => backends.includes(nic.id) && outboundPublicIps.length > 0,
  );
  if (balancer)
    return {
      kind: "load-balancer",
      name: balancer.name,
      id: balancer.id,
      address: onlyAddress(fabric, balancer.outboundPublicIps),
      machine,
    };
  if (protocol !== "icmp" && scenario.isTrue(subnet.defaultOutboundAccess))
    return { kind: "default-outbound", name: "a default outbound address", address: null, machine };
  return undefined;
}

function onlyAddress({ index }: Fabric, ids: readonly string[]): string | null {
  const address = ids.length === 1 ? index.publicIps.get(ids[0]!)?.address : undefined;
  return address === undefined || isOpen(address) ? null : address;
}
