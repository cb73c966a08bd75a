import { facts } from "../facts";
import type { LoadBalancer, Nic, Subnet } from "../model/azure";
import type { Packet } from "../model/packet";
import { edited } from "../model/repair";
import type { EffectiveRoute } from "../results";
import type { RepairableFault } from "./repairable-fault";

/** A packet does not get from Azure to the internet, or from the internet into Azure. */

/** @param gateway name of the gateway that the packet came in by */
export const gatewayDoesNotTranslate = (subnet: Subnet, gateway: string, row: EffectiveRoute): RepairableFault => ({
  reason: "no-route",
  text: `${gateway} does not translate addresses, so traffic that enters through it does not reach the internet`,
  at: subnet.id,
  hop: gateway,
  got: `${row.prefix} -> Internet in GatewaySubnet`,
  want: "a default route to an NVA, from the Route Server",
  fix: "advertise 0.0.0.0/0 from an NVA to the Route Server",
  facts: facts("8.3"),
});

export const privateToInternet = (
  subnet: Subnet,
  hop: string,
  destination: string,
  row: EffectiveRoute,
): RepairableFault => ({
  reason: "no-route",
  text: `${destination} is a private address, and ${hop} sends packets for it to the internet`,
  at: subnet.id,
  hop,
  got: `${row.prefix} -> Internet`,
  want: "a route to it",
  fix: "enable propagation of BGP routes in the subnet, or add a UDR",
  facts: facts("2.1"),
});

/** What a NIC without a public address sends. */
export interface NoEgress {
  readonly nic: Nic;
  readonly subnet: Subnet;
  /** The load balancer that takes default outbound access from the NIC. */
  readonly balancer?: LoadBalancer;
  readonly protocol: Packet["protocol"];
  /** Only the system's default route leads it to the internet, and it forwards nothing. */
  readonly untunnelled: boolean;
}

/** @param hop name of the NIC's machine */
export const noEgress = (hop: string, { nic, subnet, balancer, protocol, untunnelled }: NoEgress): RepairableFault => ({
  reason: "no-egress-identity",
  text: `${hop} has no public address to leave with`,
  at: nic.id,
  hop,
  got: `no public IP on ${nic.name}, no NAT gateway on ${subnet.name}, no outbound rule, ${withoutDefault(subnet, balancer, protocol)}`,
  want: untunnelled
    ? "0.0.0.0/0 to an NVA to tunnel it; otherwise a public IP, a NAT gateway or an outbound rule"
    : "a public IP, a NAT gateway or an outbound rule",
  fix: untunnelled
    ? "advertise 0.0.0.0/0 from an NVA, or add a UDR 0.0.0.0/0 to one"
    : `associate a public IP with ${nic.name}`,
  facts: facts(balancer ? "5.8" : "5.2", "5.3"),
  repair: (topology) => ({
    ...edited(topology, "nics", nic.id, { publicIp: `repaired ${nic.id}` }),
    publicIps: [...topology.publicIps, { id: `repaired ${nic.id}`, name: `a public IP of ${nic.name}` }],
  }),
});

function withoutDefault(
  { defaultOutboundAccess }: Subnet,
  balancer: LoadBalancer | undefined,
  protocol: Packet["protocol"],
): string {
  if (defaultOutboundAccess === false) return "default outbound access off";
  return balancer
    ? `and no default outbound access in the backend pool of ${balancer.name}, a Standard load balancer`
    : `and default outbound access does not translate ${protocol}`;
}

/** @param machine name of the NIC's machine */
export const noPublicIp = (nic: Nic, machine: string): RepairableFault => ({
  reason: "no-such-address",
  text: `${machine} has no public IP, so the internet cannot reach it`,
  at: nic.id,
  hop: "internet",
  got: `no public IP on ${nic.name}`,
  want: "a public IP",
  fix: `reach ${machine} from a machine in its network or a peered one`,
  facts: facts("5.1"),
});
