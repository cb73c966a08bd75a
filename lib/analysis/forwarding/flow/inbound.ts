import { noPublicIp } from "../../faults/internet";
import { admittedByUnread } from "../../faults/not-modelled";
import type { RepairableFault } from "../../faults/repairable-fault";
import { answerFromElsewhere } from "../../faults/replies";
import { closedByDefault } from "../../faults/security";
import { type Address, askedAddress } from "../../model/address";
import type { Nic, PublicIp } from "../../model/azure";
import type { TopologyIndex } from "../../model/topology-index";
import { unreadInboundTo } from "../../model/unread-changes";
import type { Packet } from "../../model/packet";
import type { RoutingState } from "../../routes/routing-state";
import { shown } from "../../unknown/value";
import type { Verdict } from "../../verdict";
import type { PathOutcome } from "../packet-trace";
import { Transit } from "../transit";
import { receive, send } from "../walk";
import type { FlowQuery } from "./query";
import { answerOf, answersOf, leftFrom } from "./reply";
import { entrancesTo, throughNatRule } from "./through-nat-rule";
import { type Branch, ended, failed, stopped } from "./result";

/** A packet from the internet to the public IP of a machine, and the answer to it. */
export function fromInternet(routing: RoutingState, query: FlowQuery): Branch[] {
  const { index } = routing;
  if (query.toFirewall) return throughNatRule(routing, query, { ...query.toFirewall, port: query.port });
  const nic = index.nics.get(query.to ?? "");
  if (!nic) return [];
  const source = askedAddress(query.fromAddress ?? "", query.asked ?? false);
  if (index.publicIpOf(nic) === undefined) {
    const entrances = entrancesTo(index, nic, query);
    return entrances.length > 0
      ? entrances.flatMap((entrance) => throughNatRule(routing, query, entrance))
      : [withoutPublicIp(routing, nic, source)];
  }
  if (isClosedByDefault(routing, nic)) return [shutOut(source, closed(routing, nic))];
  const { protocol, port } = query;
  const packet: Packet = { source, destination: index.addressOf(nic), protocol, port, answer: false };
  return receive(Transit.start(routing, packet), nic).map((outcome) => {
    const { disposition, warnings } = outcome;
    if (disposition.kind === "stopped") return stopped(outcome, disposition, { warnings });
    return answered(routing, nic, outcome);
  });
}

/** Something that is not modelled may admit it all the same: a port of a load balancer. */
function withoutPublicIp({ index, scenario }: RoutingState, nic: Nic, source: Address): Branch {
  const name = index.nameOf(nic);
  const inbound = unreadInboundTo(index.topology, nic.id);
  return inbound && !scenario.isTrue(inbound.asRead)
    ? shutOut(source, admittedByUnread(name, inbound.resources), "undetermined")
    : shutOut(source, noPublicIp(nic, name));
}

/** It does not get into Azure. */
const shutOut = (source: Address, fault: RepairableFault, verdict: Verdict = "dropped"): Branch => ({
  out: {
    hops: [{ kind: "internet", name: "internet", detail: source.text, decisions: [] }],
    verdict,
    reason: fault.reason,
  },
  back: [],
  verdict,
  reason: fault.reason,
  fault,
  warnings: [],
});

/** A Standard public IP lets nothing in until a security group allows it; a Basic one lets everything in (row 6.12). */
function isClosedByDefault({ index }: RoutingState, nic: Nic): boolean {
  const subnet = index.subnets.get(nic.subnet);
  const isBasic = publicIpOf(index, nic)?.sku?.toLowerCase() === "basic";
  const group = index.securityGroupOf(nic) ?? (subnet && index.securityGroupOf(subnet));
  return !isBasic && group === undefined;
}

function closed({ index }: RoutingState, nic: Nic): RepairableFault {
  const subnet = index.subnets.get(nic.subnet);
  const publicIp = publicIpOf(index, nic);
  return closedByDefault(index.nameOf(nic), { nic, ...(subnet && { subnet }), ...(publicIp && { publicIp }) });
}

const publicIpOf = (index: TopologyIndex, nic: Nic): PublicIp | undefined =>
  index.publicIps.get(index.publicIpOf(nic) ?? "");

/** The answer has to leave by the public IP that was asked, or the client does not recognize its sender (row 4.1). */
function answered(routing: RoutingState, nic: Nic, outcome: PathOutcome): Branch {
  const { index } = routing;
  const { packet, recorded } = outcome;
  const answer = answerOf(packet, packet.destination, packet.source);
  const answers = answersOf(
    send(Transit.start(routing, answer, { recorded }), { kind: "leaving", nic }),
    leftFrom(nic),
  );
  const warnings = [...outcome.warnings, ...answers.warnings];
  if (!answers.lost) return { ...ended(outcome, "delivered", warnings), back: answers.traces };
  const subnet = index.subnets.get(nic.subnet)!;
  const [row] = routing.aside().lookup(subnet, packet.source);
  const got = row ? `${shown(row.prefix)} -> ${row.nextHopType}` : `no route to ${packet.source.text}`;
  const fault = answerFromElsewhere(subnet, index.nameOf(nic), { client: packet.source.text, got });
  return failed(outcome, fault, { back: answers.traces, warnings });
}
