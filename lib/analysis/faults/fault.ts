import { isPublic } from "../model/address";
import { edited, guestEdited } from "../model/repair";
import type { Fabric } from "../routes/fabric";
import { type Fact, type FactId, facts } from "../facts";
import type { Machine, Nic, Peering, SecurityGroup, SecurityRule, Subnet, Topology } from "../model/azure";
import type { Rejection } from "../bgp/route";
import type { Packet } from "../model/packet";
import type { RepairableFault } from "./repairable-fault";
import type { Fault } from "../results";
import { NOT_LEARNED, type NotLearnedCause } from "../verdict";

/** What keeps a packet from getting on, each with the smallest change that would not. */

/** A security rule that denies a packet. */
interface DenyingRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly facts: readonly Fact[];
}

export function deniedBySecurityGroup(
  nic: Nic,
  hop: string,
  { group, rule, facts: rows }: DenyingRule,
  packet: Packet,
  direction: "Inbound" | "Outbound",
): RepairableFault {
  const port = packet.port === null ? "" : ` port ${packet.port}`;
  return {
    reason: "nsg-deny",
    text: `${group.name} denies ${packet.protocol} from ${packet.source.text} to ${packet.destination.text}${port} ${direction.toLowerCase()} at ${hop}`,
    at: group.id,
    hop,
    got: `${rule.name} (${typeof rule.priority === "number" ? rule.priority : "priority after apply"})`,
    want: `a rule that allows it ${direction.toLowerCase()}`,
    fix: `a rule before it: Allow, ${direction}, ${allowed(packet)}`,
    facts: rows,
    repair: (topology) =>
      edited(topology, "securityGroups", group.id, {
        rules: [
          ...group.rules,
          {
            ...rule,
            name: `repaired ${nic.id}`,
            priority: -1,
            direction,
            access: "Allow",
            protocol: "*",
            sources: ["*"],
            destinations: ["*"],
            sourcePorts: ["*"],
            destinationPorts: ["*"],
            sourceGroups: [],
            destinationGroups: [],
          },
        ],
      }),
  };
}

/** What a rule has to let through: forwarded traffic as a whole, anything else as it was asked. */
function allowed({ source, destination, protocol, port }: Packet): string {
  const from = source.range && source.range.length < 32 ? source.range.text : source.text;
  const ports = port === null ? "" : `, port ${port}`;
  if (!isPublic(destination))
    return `${protocol} from ${isPublic(source) ? `${from} (or whom you mean)` : from} to ${destination.text}${ports}`;
  return `any protocol from ${source.within.at(-1) ?? from} to Internet`;
}

export const nicForwardingOff = (nic: Nic, hop: string): RepairableFault => ({
  reason: "nic-forwarding-off",
  text: `${nic.name} drops what is not addressed to it: IP forwarding is off`,
  at: nic.id,
  hop,
  got: '"ip_forwarding_enabled": false',
  want: "true on the NIC of a machine that forwards",
  fix: '"ip_forwarding_enabled": true',
  facts: facts("7.1"),
  repair: (topology) => edited(topology, "nics", nic.id, { forwarding: true }),
});

export const guestForwardingOff = (machine: Machine): RepairableFault => ({
  reason: "guest-forwarding-off",
  text: `${machine.name} does not forward: ${machine.guest?.forwards.because ?? "its user data does not say so"}`,
  at: machine.id,
  hop: machine.name,
  got: machine.guest?.forwards.because ?? "no user data",
  want: "net.ipv4.ip_forward = 1 in the guest, besides IP forwarding on its NIC",
  fix: "net.ipv4.ip_forward = 1 in a file of /etc/sysctl.d",
  facts: facts("7.1"),
  repair: (topology) =>
    guestEdited(topology, machine.id, (guest) => ({ ...guest, forwards: { value: true, because: "repaired" } })),
});

export const guestFilter = (machine: Machine, packet: Packet, line: string): RepairableFault => ({
  reason: "guest-filter",
  text: `${machine.name} drops what it would forward from ${packet.source.text} to ${packet.destination.text}`,
  at: machine.id,
  hop: machine.name,
  got: line,
  want: "a forward chain that lets it pass",
  fix: `a rule in its forward chain that accepts ${allowed(packet)}`,
  facts: facts("7.1"),
  repair: (topology) => guestEdited(topology, machine.id, (guest) => ({ ...guest, forward: [] })),
});

export const natMissing = (machine: Machine | undefined, nic: Nic, hop: string, packet: Packet): RepairableFault => ({
  reason: "nat-missing",
  text: `${hop} hands ${packet.source.text} to the internet untranslated, which Azure drops`,
  at: machine?.id ?? nic.id,
  hop,
  got: `source ${packet.source.text}, which is not the NIC's own`,
  want: "source translation (masquerade) on what leaves to the internet",
  fix: "in its user data: iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE, or the same in nftables",
  facts: facts("5.5"),
  ...(machine && {
    repair: (topology: Topology): Topology =>
      guestEdited(topology, machine.id, (guest) => ({
        ...guest,
        postrouting: [{ name: "repaired", policy: "accept", rules: [{ line: "masquerade", action: "masquerade" }] }],
      })),
  }),
});

/** `undirected`: nothing but the system's route leads it to the internet, and it passes on nothing of others. */
export const noEgress = (
  nic: Nic,
  subnet: Subnet,
  hop: string,
  protocol: Packet["protocol"],
  undirected: boolean,
): RepairableFault => ({
  reason: "no-egress-identity",
  text: `${hop} has no address on the internet`,
  at: nic.id,
  hop,
  got: `no public IP on ${nic.name}, no NAT gateway on ${subnet.name}, no outbound rule, ${subnet.defaultOutboundAccess === true ? `and default outbound access knows no ${protocol}` : "default outbound access off"}`,
  want: undirected
    ? "0.0.0.0/0 to an NVA, if it is to be tunnelled; else a public IP, a NAT gateway or an outbound rule"
    : "a public IP, a NAT gateway or an outbound rule",
  fix: undirected ? "let an NVA announce 0.0.0.0/0, or add a UDR to one" : `a public IP on ${nic.name}`,
  facts: facts("5.2", "5.3"),
  repair: (topology) => ({
    ...edited(topology, "nics", nic.id, { publicIp: `repaired ${nic.id}` }),
    publicIps: [...topology.publicIps, { id: `repaired ${nic.id}`, name: `a public IP of ${nic.name}` }],
  }),
});

/** A machine that has its own default by BGP, and nothing that beats it (row 8.8). */
export const ownDefault = ({ index }: Fabric, subnet: Subnet, hop: string): RepairableFault => ({
  reason: "own-default",
  text: `${index.subnetName(subnet)} learns the default that ${hop} announces itself: what it forwards comes back to it`,
  at: subnet.id,
  hop,
  got: subnet.routeTable === undefined ? "no route table" : "a route table without 0.0.0.0/0",
  want: "0.0.0.0/0 -> Internet by UDR, which beats BGP",
  fix:
    subnet.routeTable === undefined
      ? "associate a route table with the route 0.0.0.0/0 -> Internet"
      : `the route 0.0.0.0/0 -> Internet in ${index.routeTables.get(subnet.routeTable)?.name ?? "its route table"}`,
  facts: facts("8.8", "2.1"),
  repair: (topology) => withDefaultToInternet(topology, subnet),
});

/** Other circles: of UDRs, or of several machines. */
export const forwardingLoop = (at: string, hop: string, stations: readonly string[]): RepairableFault => ({
  reason: "own-default",
  text: `the packet comes to ${hop} again: ${stations.join(" -> ")}`,
  at,
  hop,
  got: stations.join(" -> "),
  want: "a way out",
  fix: `change the route that leads from ${stations.filter((station) => station !== hop).at(-1) ?? hop} to ${hop}`,
  facts: facts("8.8"),
});

function withDefaultToInternet(topology: Topology, subnet: Subnet): Topology {
  const id = `repaired ${subnet.id}`;
  const table = topology.routeTables.find((one) => one.id === subnet.routeTable);
  const route = { name: "repaired", prefix: "0.0.0.0/0", nextHopType: "Internet" };
  const repaired = {
    ...(table ?? { name: id, propagation: true, routes: [] }),
    id,
    routes: [...(table?.routes ?? []), route],
  };
  return {
    ...edited(topology, "subnets", subnet.id, { routeTable: id }),
    routeTables: [...topology.routeTables, repaired],
  };
}

export const peeringAccessOff = (peering: Peering, hop: string): RepairableFault => ({
  reason: "peering-access-off",
  text: `${peering.name} lets nothing through: virtual network access is off`,
  at: peering.id,
  hop,
  got: '"allow_virtual_network_access": false',
  want: "true on both sides",
  fix: '"allow_virtual_network_access": true',
  facts: facts("3.5"),
  repair: (topology) => edited(topology, "peerings", peering.id, { virtualNetworkAccess: true }),
});

export const forwardedTrafficOff = (peering: Peering, hop: string, packet: Packet): RepairableFault => ({
  reason: "forwarded-traffic-off",
  text: `${peering.name} takes only what the other network sends itself, and ${packet.source.text} is not in it`,
  at: peering.id,
  hop,
  got: '"allow_forwarded_traffic": false',
  want: "true on the receiver's side, for what an NVA forwards",
  fix: '"allow_forwarded_traffic": true',
  facts: facts("3.6"),
  repair: (topology) => edited(topology, "peerings", peering.id, { forwardedTraffic: true }),
});

/** The cause of a fault, and the fact about Azure behind it. */
export const notLearnedBecause = (cause: NotLearnedCause): Pick<Fault, "cause" | "facts"> => ({
  cause,
  facts: facts(NOT_LEARNED[cause]),
});

/** What a Route Server, gateway or circuit kept back, as a fault at the station that misses it. */
export const notLearned = (rejection: Rejection, hop: string, prefix: string): RepairableFault => ({
  reason: "no-route",
  text: `${hop} has no ${prefix} from an NVA: ${rejection.text}`,
  at: rejection.at,
  hop,
  got: rejection.got,
  want: rejection.want,
  fix: rejection.fix,
  ...notLearnedBecause(rejection.cause),
  ...(rejection.repair && { repair: rejection.repair }),
});

/** A fault that no single change of the file mends, or none that could be named. */
export const faultWithoutRepair = (
  reason: RepairableFault["reason"],
  at: string,
  hop: string,
  text: string,
  got: string,
  want: string,
  fix: string,
  ...rows: FactId[]
): RepairableFault => ({ reason, text, at, hop, got, want, fix, facts: facts(...rows) });
