import { isPublic, sameAddress } from "../model/address";
import { egressOf } from "./egress";
import { decision, stop } from "./endings";
import type { Fabric } from "../routes/fabric";
import { natMissing, noEgress, faultWithoutRepair } from "../faults/fault";
import type { Nic, Subnet } from "../model/azure";
import type { Packet } from "../model/packet";
import type { EffectiveRoute } from "../results";
import type { PathOutcome, PacketTrace } from "./packet-trace";

/** Out of Azure: with an identity of its own, and only from the NIC's own address (section 5). */
export function toInternet(
  fabric: Fabric,
  subnet: Subnet,
  nic: Nic | undefined,
  packet: Packet,
  row: EffectiveRoute,
  trail: PacketTrace,
): PathOutcome[] {
  const { index } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  if (!nic)
    return [
      stop(
        trail,
        packet,
        faultWithoutRepair(
          "no-route",
          subnet.id,
          hop,
          `${hop} does not translate: what enters by it does not go on to the internet`,
          `${row.prefix} -> Internet in GatewaySubnet`,
          "a default route to an NVA, from the Route Server",
          "let an NVA announce 0.0.0.0/0",
          "8.3",
        ),
      ),
    ];
  if (!isPublic(packet.destination)) {
    return [
      stop(
        trail,
        packet,
        faultWithoutRepair(
          "no-route",
          subnet.id,
          hop,
          `${packet.destination.text} is private, and ${hop} sends it to the internet`,
          `${row.prefix} -> Internet`,
          "a route to it",
          "let routes by BGP into the subnet, or add a UDR",
          "2.1",
        ),
      ),
    ];
  }
  if (!sameAddress(packet.source, index.addressOf(nic))) {
    const warned = index.natGatewayOf(subnet)
      ? trail.warned("5.5", "that a NAT gateway does not translate foreign sources is inferred")
      : trail;
    return [
      stop(
        warned.decided(
          decision("nat", `${packet.source.text} untranslated`, "not the NIC's own address", false, nic.id, "5.5"),
        ),
        packet,
        natMissing(index.machineOf(nic.id), nic, hop, packet),
      ),
    ];
  }
  const egress = egressOf(fabric, nic, subnet, packet.protocol);
  if (!egress)
    return [
      stop(
        trail.decided(
          decision(
            "egress",
            "no address on the internet",
            subnet.defaultOutboundAccess === false ? "private subnet" : "",
            false,
            nic.id,
            "5.2",
          ),
        ),
        packet,
        noEgress(
          nic,
          subnet,
          hop,
          packet.protocol,
          row.source === "Default" && trail.forwarders.length === 0 && nic.forwarding === false,
        ),
      ),
    ];
  const because = {
    "public-ip": "public IP, 1:1",
    "nat-gateway": "NAT gateway",
    "load-balancer": "outbound rule",
    "default-outbound": "default outbound access",
  }[egress.kind];
  const left = trail
    .decided(decision("egress", `${packet.source.text} -> ${egress.name}`, because, true, egress.id, "4.6"))
    .to({
      kind: "internet",
      name: "internet",
      detail: `sees ${egress.name}${egress.address === null ? "" : ` (${egress.address})`}`,
      decisions: [],
    });
  const warned =
    egress.kind === "default-outbound"
      ? left.warned("5.7", `${hop} leaves by a default outbound address, which is shared and may change`)
      : left;
  return [warned.end(packet, { kind: "internet", nic, egress, row })];
}
