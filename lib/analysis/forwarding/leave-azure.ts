import { gatewayDoesNotTranslate, noEgress, privateToInternet } from "../faults/internet";
import { firewallKeepsSource, firewallWithoutEgress } from "../faults/firewalls";
import { natMissing } from "../faults/machines";
import { isPublic } from "../model/address";
import type { EffectiveRoute, Egress, OutboundMethod } from "../results";
import type { LoadBalancer, Subnet } from "../model/azure";
import { balancerOf, egressOf, type OutboundAddress } from "./egress";
import type { PathOutcome } from "./packet-trace";
import type { RoutingPoint } from "./step";
import { passes, stops, type Transit } from "./transit";

/** Out of Azure: from a NIC, with its own address as the source, and with a public address (section 5). */
export function toInternet(transit: Transit, { subnet, nic }: RoutingPoint, row: EffectiveRoute): PathOutcome {
  const { routing, packet, hop } = transit;
  if (!nic) return transit.drop(gatewayDoesNotTranslate(subnet, hop, row));
  if (!isPublic(packet.destination)) return transit.drop(privateToInternet(subnet, hop, packet.destination.text, row));
  const sending: SendingNic = { subnet, nic, row };
  if (!routing.index.hasAddress(nic, packet.source)) return untranslated(transit, sending);
  const egress = egressOf(routing, { nic, subnet, source: packet.source, protocol: packet.protocol });
  return egress ? leaves(transit, sending, egress) : withoutEgress(transit, sending);
}

/** A NIC that sends to the internet, and the route that leads there. */
interface SendingNic extends Required<RoutingPoint> {
  readonly row: EffectiveRoute;
}

/** Azure translates only the NIC's own address (row 5.5). */
function untranslated(transit: Transit, { subnet, nic }: SendingNic): PathOutcome {
  const { routing, packet } = transit;
  const warned = routing.index.natGatewayOf(subnet)
    ? transit.warned(
        "5.5",
        "a NAT gateway does not translate sources that are not its subnet's: inferred, not documented",
      )
    : transit;
  const text = `${packet.source.text} untranslated`;
  const because = "not the NIC's own address";
  const firewall = routing.index.firewalls.get(nic.id);
  return warned
    .decided(stops({ kind: "nat", text, because, at: nic.id }, "5.5"))
    .drop(firewall ? firewallKeepsSource(firewall, packet) : natMissing(nic, routing.index.machineOf(nic.id), packet));
}

function withoutEgress(transit: Transit, { subnet, nic, row }: SendingNic): PathOutcome {
  const { packet, trace, hop, routing } = transit;
  const firewall = routing.index.firewalls.get(nic.id);
  if (firewall)
    return transit
      .decided(stops({ kind: "egress", text: "no public address to leave with", because: "", at: firewall.id }, "13.3"))
      .drop(firewallWithoutEgress(firewall));
  const balancer = balancerOf(routing.index, nic);
  const because = reasonWithoutDefault(subnet, balancer);
  const untunnelled = row.source === "Default" && trace.forwarders.length === 0 && nic.forwarding === false;
  return transit
    .decided(
      stops({ kind: "egress", text: "no public address to leave with", because, at: nic.id }, balancer ? "5.8" : "5.2"),
    )
    .drop(noEgress(hop, { nic, subnet, ...(balancer && { balancer }), protocol: packet.protocol, untunnelled }));
}

function reasonWithoutDefault({ defaultOutboundAccess }: Subnet, balancer: LoadBalancer | undefined): string {
  if (defaultOutboundAccess === false) return "private subnet";
  return balancer ? `in a pool of ${balancer.name}` : "";
}

const METHODS: Readonly<Record<OutboundMethod, string>> = {
  "public-ip": "public IP, 1:1",
  firewall: "public IP of the firewall",
  "nat-gateway": "NAT gateway",
  "load-balancer": "outbound rule",
  "default-outbound": "default outbound access",
};

function leaves(transit: Transit, { nic, row }: SendingNic, egress: OutboundAddress): PathOutcome {
  const { packet, hop } = transit;
  const text = `${packet.source.text} -> ${egress.name}`;
  const left = transit
    .decided(passes({ kind: "egress", text, because: METHODS[egress.kind], at: egress.id }, "4.6"))
    .to({ kind: "internet", name: "internet", detail: `sees ${seenAs(egress)}` });
  const warned =
    egress.kind === "default-outbound"
      ? left.warned("5.7", `${hop} leaves with a default outbound address, which is shared and may change`)
      : left;
  return warned.end({ kind: "internet", nic, egress, row });
}

const seenAs = ({ name, address }: Egress): string => (address === null ? name : `${name} (${address})`);
