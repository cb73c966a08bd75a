import { facts } from "../facts";
import type { Nic, PrivateEndpoint } from "../model/azure";
import type { Packet } from "../model/packet";
import type { TopologyIndex } from "../model/topology-index";
import type { RepairableFault } from "./repairable-fault";

/** What forwarded a packet to a private endpoint, and kept its source. */
interface KeptSource {
  readonly endpoint: PrivateEndpoint;
  readonly forwarder: Nic;
  readonly packet: Packet;
}

/** It is documented that a private endpoint may answer past what forwarded the packet, and seen in labs that it does not. */
export function answerToForwarder(index: TopologyIndex, { endpoint, forwarder, packet }: KeptSource): RepairableFault {
  const firewall = index.firewalls.get(forwarder.id);
  const name = firewall?.name ?? index.nameOf(forwarder);
  return {
    reason: "not-modelled",
    text: `${name} forwards ${packet.source.text} to ${endpoint.name} without source NAT: whether the answers return through ${name}, or at all, is not known`,
    at: forwarder.id,
    hop: name,
    got: `source ${packet.source.text} at ${endpoint.name}`,
    want: `source NAT at ${name} for what goes to private endpoints`,
    fix: firewall
      ? `allow it by an application rule, which always translates, or set "private_ip_ranges": ["255.255.255.255/32"] on ${name}`
      : `translate the source at ${name}, or set "tags": { "disableSnatOnPL": "true" } on its network interface ${forwarder.name}`,
    facts: facts("4.11"),
  };
}

/** Packets pass an approved private endpoint only. */
export const notApproved = ({ id, name }: PrivateEndpoint): RepairableFault => ({
  reason: "no-route",
  text: `${name} is not approved, and no packet passes it`,
  at: id,
  hop: name,
  got: '"is_manual_connection": true',
  want: "an approved connection",
  fix: `let the owner of the service approve the connection of ${name}`,
  facts: facts("4.12"),
});

/** A private link service passes TCP and UDP only; of Azure's own services it is not documented. */
export const pingOfEndpoint = ({ id, name }: PrivateEndpoint): RepairableFault => ({
  reason: "not-modelled",
  text: `whether ${name} answers ICMP is not documented: a private link service passes TCP and UDP only`,
  at: id,
  hop: name,
  got: "icmp",
  want: "TCP or UDP",
  fix: "--tcp 443",
  facts: facts("4.13"),
});
