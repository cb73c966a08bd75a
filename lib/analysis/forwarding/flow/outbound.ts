import { missingRoute } from "../../faults/missing-route";
import { internetBehindEdge } from "../../faults/not-modelled";
import type { RepairableFault } from "../../faults/repairable-fault";
import { answerFromInternetLost, answerLost } from "../../faults/replies";
import { isPublic, knownAddress, sameAddress } from "../../model/address";
import type { Nic, Subnet } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { RoutingState } from "../../routes/routing-state";
import type { Warning } from "../../results";
import type { Verdict } from "../../verdict";
import type { PathOutcome } from "../packet-trace";
import { Transit } from "../transit";
import { type Question, receive, send, sendAnd } from "../walk";
import type { FlowQuery } from "./query";
import { answerOf, answersOf, type Answers, arrivedAt, isAsymmetric } from "./reply";
import { type Branch, ended, failed, type LeftAzure, stopped, traceOf } from "./result";
import { routeWarnings } from "./route-warnings";

/** A packet that a NIC sends. */
interface Sent {
  readonly routing: RoutingState;
  readonly nic: Nic;
  readonly packet: Packet;
}

/** A packet from a machine, and its answer. */
export function fromMachine(routing: RoutingState, query: FlowQuery): Branch[] {
  const { index } = routing;
  const nic = index.nics.get(query.from!);
  if (!nic) return [];
  const target = query.to === undefined ? undefined : index.nics.get(query.to);
  const packet: Packet = {
    source: index.addressOf(nic),
    destination: target ? index.addressOf(target) : knownAddress(query.toAddress ?? ""),
    protocol: query.protocol,
    port: query.port,
    answer: false,
  };
  if (sameAddress(packet.source, packet.destination)) return [toItself(routing, nic, packet)];
  const subnet = index.subnets.get(nic.subnet);
  const branches = sendAnd(questionOf({ routing, nic, packet }), Transit.start(routing, packet), nic);
  // Each branch left by that route.
  const warnings = subnet ? routeWarnings(routing, subnet, packet.destination) : [];
  return warnings.length === 0
    ? branches
    : branches.map((one) => ({ ...one, warnings: [...one.warnings, ...warnings] }));
}

const questionOf = (sent: Sent): Question<Branch> => ({
  key: `${sent.nic.id} ${sent.packet.destination.nic ?? ""} ${sent.packet.destination.text}`,
  judge: (outcome) => judge(sent, outcome),
  continued: ({ trace }, branch) => ({
    ...branch,
    out: { ...branch.out, hops: [...trace.hops, ...branch.out.hops] },
    warnings: [...trace.warnings, ...branch.warnings],
  }),
});

const toItself = ({ index }: RoutingState, nic: Nic, { source }: Packet): Branch => ({
  out: {
    hops: [{ kind: "machine", name: index.nameOf(nic), detail: source.text, decisions: [] }],
    verdict: "delivered",
  },
  back: [],
  verdict: "delivered",
  warnings: [],
});

function judge(sent: Sent, outcome: PathOutcome): Branch {
  const { routing, nic } = sent;
  const { disposition, warnings } = outcome;
  switch (disposition.kind) {
    case "stopped":
      return stopped(outcome, disposition, { warnings, fault: causeOf(routing, nic, outcome) });
    case "service":
      return ended(outcome, disposition.direct ? "direct" : "delivered", warnings);
    case "on-premises":
      return atEdge(outcome, warnings);
    case "internet":
      return leftAzure(sent, { ...outcome, disposition }, warnings);
    case "arrived":
      return arrived(sent, outcome, { at: disposition.nic, warnings });
  }
}

/** What happens behind a customer's edge is not in the files: it may or may not lead to the internet. */
function atEdge(outcome: PathOutcome, warnings: readonly Warning[]): Branch {
  if (!isPublic(outcome.packet.destination)) return ended(outcome, "delivered", warnings);
  const edge = outcome.hops.at(-1)?.name ?? "on-premises";
  return failed(outcome, internetBehindEdge(edge), { verdict: "undetermined", warnings });
}

/** It left Azure: as whom, and does the answer come back? */
function leftAzure(sent: Sent, outcome: LeftAzure, warnings: readonly Warning[]): Branch {
  const { routing, nic, packet } = sent;
  const { nic: egressNic, egress } = outcome.disposition;
  const answer = answerOf(packet, packet.destination, routing.index.addressOf(egressNic));
  const answers = answersOf(receive(Transit.start(routing, answer, outcome), egressNic), arrivedAt(nic));
  const all = [...warnings, ...answers.warnings];
  if (answers.lost) {
    const elsewhere = answerFromInternetLost(lostAnswer(sent, egressNic));
    return lost({ ...sent, at: egressNic, outcome }, answers, { elsewhere, warnings: all });
  }
  const verdict = internetVerdict(nic, outcome);
  const cause = verdict === "direct" ? causeOf(routing, nic, outcome) : undefined;
  return {
    out: { ...traceOf(outcome, verdict), egress },
    back: answers.traces,
    verdict,
    egress,
    ...(cause && { fault: cause }),
    warnings: all,
  };
}

/** @param sender the NIC that sent the packet in the first place */
export function internetVerdict(sender: Nic, { disposition, forwarders }: LeftAzure): Verdict {
  const byNva = disposition.nic.id !== sender.id && forwarders.length > 0;
  if (byNva) return "tunnelled";
  return disposition.row.source === "User" ? "exempt" : "direct";
}

/** It arrived at a machine: does the answer come back? */
function arrived(
  sent: Sent,
  outcome: PathOutcome,
  { at, warnings }: { readonly at: Nic; readonly warnings: readonly Warning[] },
): Branch {
  const { routing, nic, packet } = sent;
  const answer = answerOf(packet, routing.index.addressOf(at), outcome.packet.source);
  const outcomes = send(Transit.start(routing, answer, outcome), at);
  const answers = answersOf(outcomes, arrivedAt(nic));
  const all = [...warnings, ...answers.warnings];
  if (answers.lost) {
    const elsewhere = answerLost(lostAnswer(sent, at));
    return lost({ ...sent, at, outcome }, answers, { elsewhere, warnings: all });
  }
  const asymmetric = outcomes.some((one) => isAsymmetric(outcome, one));
  return {
    ...ended(outcome, "delivered", asymmetric ? [...all, ASYMMETRIC] : all),
    back: answers.traces,
  };
}

const ASYMMETRIC: Warning = {
  row: "8.4",
  text: "the answer takes another path than the packet: a stateful firewall on one of them sees one direction only",
};

const lostAnswer = ({ routing, packet }: Sent, at: Nic): Parameters<typeof answerLost>[0] => ({
  nic: at.id,
  hop: routing.index.nameOf(at),
  client: packet.source.text,
});

/** A packet that reached `at`, from where the answer does not come back. */
interface Unanswered extends Sent {
  readonly at: Nic;
  readonly outcome: PathOutcome;
}

/** The answer stops, or arrives elsewhere. */
function lost(
  { routing, at, outcome }: Unanswered,
  answers: Answers,
  { elsewhere, warnings }: { readonly elsewhere: RepairableFault; readonly warnings: readonly Warning[] },
): Branch {
  const answer = answers.lost!;
  const { disposition } = answer;
  if (disposition.kind !== "stopped")
    return failed(outcome, elsewhere, { reason: "answer-lost", back: answers.traces, warnings });
  const { verdict, reason, fault } = disposition;
  const cause = causeOf(routing, at, answer);
  return failed(outcome, cause ?? fault, { verdict, reason, back: answers.traces, warnings });
}

const FOR_WANT_OF_A_ROUTE = ["no-route", "route-none", "no-egress-identity"];

/** Why the sender has no better route than the one that the packet followed; undefined where it needs none. */
function causeOf(routing: RoutingState, sender: Nic, outcome: PathOutcome): RepairableFault | undefined {
  const { disposition, forwarders, packet } = outcome;
  const subnet = routing.index.subnets.get(sender.subnet);
  if (!subnet || forwarders.length > 0) return undefined;
  const wantsRoute =
    disposition.kind === "internet" ||
    (disposition.kind === "stopped" && FOR_WANT_OF_A_ROUTE.includes(disposition.reason));
  if (!wantsRoute || isExempt(routing, subnet, packet)) return undefined;
  return missingRoute(routing, { subnet, destination: packet.destination, hop: routing.index.nameOf(sender) });
}

/** A route of the subnet's own asks for the internet. */
function isExempt(routing: RoutingState, subnet: Subnet, { destination }: Packet): boolean {
  const [chosen] = routing.aside().lookup(subnet, destination);
  return chosen?.source === "User" && chosen.nextHop.kind === "internet" && isPublic(destination);
}
