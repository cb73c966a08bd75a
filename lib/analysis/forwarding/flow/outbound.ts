import { answerPastFirewall } from "../../faults/firewalls";
import { answerFromInternetLost, answerLost, type LostAnswer } from "../../faults/replies";
import type { RepairableFault } from "../../faults/repairable-fault";
import { type Address, askedAddress, isPublic, knownAddress, sameAddress } from "../../model/address";
import type { Firewall, Nic } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { Egress, Warning } from "../../results";
import type { RoutingState } from "../../routes/routing-state";
import type { Verdict } from "../../verdict";
import { type Edge, edgesWith } from "../edge";
import type { PathOutcome } from "../packet-trace";
import type { Origin } from "../step";
import { Transit } from "../transit";
import { type Question, receive, send, sendAnd } from "../walk";
import { causeOf } from "./cause";
import type { FlowQuery } from "./query";
import { answerOf, answersOf, type Answers, arrivedAt, arrivedBehind, isAsymmetric } from "./reply";
import { type Branch, ended, failed, type LeftAzure, stopped, traceOf } from "./result";
import { routeWarnings } from "./route-warnings";

/** A packet that a NIC sends, or that comes from a customer's network. */
interface Sent {
  readonly routing: RoutingState;
  readonly from: Origin;
  readonly packet: Packet;
  /** True for an answer that is back at the sender. */
  readonly isBack: (answer: PathOutcome) => boolean;
}

/** A packet from a machine, and its answer. */
export function fromMachine(routing: RoutingState, query: FlowQuery): Branch[] {
  const { index } = routing;
  const nic = index.nics.get(query.from!);
  if (!nic) return [];
  const packet = packetOf(routing, query, index.addressOf(nic));
  if (sameAddress(packet.source, packet.destination)) return [toItself(routing, nic, packet)];
  const subnet = index.subnets.get(nic.subnet);
  const branches = follow({ routing, from: { kind: "leaving", nic }, packet, isBack: arrivedAt(nic) });
  // Each branch left by that route.
  const warnings = subnet ? routeWarnings(routing, subnet, packet.destination) : [];
  return warnings.length === 0
    ? branches
    : branches.map((one) => ({ ...one, warnings: [...one.warnings, ...warnings] }));
}

/** A packet from a customer's network, by each edge that announces its source, and its answer. */
export function fromPremises(routing: RoutingState, query: FlowQuery): Branch[] {
  const source = query.fromAddress ?? "";
  const packet = packetOf(routing, query, knownAddress(source));
  const edges = edgesWith(routing.index, source);
  const isBack = arrivedBehind(edges);
  return edges.flatMap((edge) => follow({ routing, from: { kind: "crossing", edge }, packet, isBack }));
}

function packetOf({ index }: RoutingState, query: FlowQuery, source: Address): Packet {
  const target = query.to === undefined ? undefined : index.nics.get(query.to);
  const destination = target ? index.addressOf(target) : askedAddress(query.toAddress ?? "", query.asked ?? false);
  return { source, destination, protocol: query.protocol, port: query.port, answer: false };
}

const follow = (sent: Sent): Branch[] => sendAnd(questionOf(sent), Transit.start(sent.routing, sent.packet), sent.from);

const questionOf = (sent: Sent): Question<Branch> => ({
  key: [senderKey(sent), sent.packet.destination.nic ?? "", sent.packet.destination.text].join(" "),
  judge: (outcome) => judge(sent, outcome),
  continued: ({ trace }, branch) => ({
    ...branch,
    out: { ...branch.out, hops: [...trace.hops, ...branch.out.hops] },
    warnings: [...trace.warnings, ...branch.warnings],
  }),
});

const senderKey = ({ from, packet }: Sent): string =>
  from.kind === "leaving" ? from.nic.id : `${packet.source.text} ${JSON.stringify(from.edge.over)}`;

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
  const { routing, from } = sent;
  const { disposition, warnings } = outcome;
  switch (disposition.kind) {
    case "stopped":
      return stopped(outcome, disposition, { warnings, fault: causeOf(routing, from, outcome) });
    case "service":
      return ended(outcome, disposition.direct ? "direct" : "delivered", warnings);
    case "on-premises":
      return atEdge(sent, outcome, disposition.edge);
    case "internet":
      return leftAzure(sent, { ...outcome, disposition });
    case "arrived":
      return atMachine(sent, outcome, disposition);
  }
}

/** It left Azure: as whom, and does the answer come back? */
function leftAzure(sent: Sent, outcome: LeftAzure): Branch {
  const { routing, from, packet } = sent;
  const { nic: egressNic, egress } = outcome.disposition;
  const answer = answerOf(packet, packet.destination, outcome.packet.source);
  const outcomes = receive(Transit.start(routing, answer, outcome), egressNic);
  const answers = answersOf(outcomes, sent.isBack);
  const warnings = [...outcome.warnings, ...answers.warnings];
  const by: Origin = { kind: "leaving", nic: egressNic };
  if (answers.lost) {
    const elsewhere = answerFromInternetLost(lostAnswer(sent, by));
    return lost(sent, { outcome, by, answers }, { elsewhere, warnings });
  }
  const past = firewallPassedOnce(sent, outcome, outcomes);
  if (past) return failed(outcome, answerPastFirewall(past, packet), { back: answers.traces, warnings });
  const verdict = internetVerdict(from.kind === "leaving" ? from.nic : undefined, outcome, routing.index.firewalls);
  const cause = verdict === "direct" ? causeOf(routing, from, outcome) : undefined;
  return { ...leaving(outcome, verdict, egress), back: answers.traces, ...(cause && { fault: cause }), warnings };
}

/**
 * @param sender the NIC that sent the packet in the first place; undefined where it came from a customer's network
 * @param firewalls the firewalls by id: what no NVA has forwarded is not tunnelled
 */
export function internetVerdict(
  sender: Nic | undefined,
  { disposition, forwarders }: LeftAzure,
  firewalls: ReadonlyMap<string, Firewall>,
): Verdict {
  if (disposition.nic.id !== sender?.id && forwarders.length > 0)
    return forwarders.every(({ id }) => firewalls.has(id)) ? "firewall" : "tunnelled";
  return disposition.row.source === "User" ? "exempt" : "direct";
}

const leaving = (
  outcome: PathOutcome,
  verdict: Verdict,
  egress: Egress,
): Pick<Branch, "out" | "verdict" | "egress"> => ({
  out: { ...traceOf(outcome, verdict), egress },
  verdict,
  egress,
});

/** It arrived at a machine. */
const atMachine = (sent: Sent, outcome: PathOutcome, { nic, at }: { nic: Nic; at?: Address }): Branch =>
  answered(sent, ended(outcome, "delivered", outcome.warnings), {
    outcome,
    by: { kind: "leaving", nic },
    as: at ?? sent.routing.index.addressOf(nic),
  });

/** It reached a customer's network: what is beyond the edge is not in the files, and is taken to answer. */
function atEdge(sent: Sent, outcome: PathOutcome, edge: Edge): Branch {
  const { destination } = outcome.packet;
  const arrived = ended(outcome, "delivered", outcome.warnings);
  const by: Origin = { kind: "crossing", edge };
  const branch = isPublic(destination)
    ? { ...arrived, ...leaving(outcome, "on-premises", { kind: "on-premises", name: edge.name, address: null }) }
    : arrived;
  return answered(sent, branch, { outcome, by, as: destination });
}

/** Who received a packet, and answers it. */
interface Receiver {
  readonly outcome: PathOutcome;
  readonly by: Origin;
  /** The source of the answer. */
  readonly as: Address;
}

/** Does the answer come back? @param branch what the packet itself comes to */
function answered(sent: Sent, branch: Branch, { outcome, by, as }: Receiver): Branch {
  const answer = answerOf(sent.packet, as, outcome.packet.source);
  const outcomes = send(Transit.start(sent.routing, answer, outcome), by);
  const answers = answersOf(outcomes, sent.isBack);
  const warnings = [...branch.warnings, ...answers.warnings];
  if (answers.lost)
    return lost(sent, { outcome, by, answers }, { elsewhere: answerLost(lostAnswer(sent, by)), warnings });
  const past = firewallPassedOnce(sent, outcome, outcomes);
  if (past) return failed(outcome, answerPastFirewall(past, sent.packet), { back: answers.traces, warnings });
  const asymmetric = outcomes.some((one) => isAsymmetric(outcome, one));
  return { ...branch, back: answers.traces, warnings: asymmetric ? [...warnings, ASYMMETRIC] : warnings };
}

/** The first firewall that an answer over TCP does not pass, although what it answers did (row 13.6). */
const firewallPassedOnce = (
  { routing: { index }, packet: { protocol } }: Sent,
  { forwarders }: PathOutcome,
  answers: readonly PathOutcome[],
): Firewall | undefined =>
  protocol === "tcp"
    ? forwarders
        .flatMap(({ id }) => index.firewalls.get(id) ?? [])
        .find(({ id }) => answers.some((answer) => !answer.forwarders.some((nic) => nic.id === id)))
    : undefined;

const ASYMMETRIC: Warning = {
  row: "8.4",
  text: "the answer takes another path than the packet: a stateful firewall on one of them sees one direction only",
};

function lostAnswer({ routing, packet }: Sent, by: Origin): LostAnswer {
  const client = packet.source.text;
  if (by.kind === "leaving") return { at: by.nic.id, hop: routing.index.nameOf(by.nic), client };
  const { over, name } = by.edge;
  return { at: placeOf(over), hop: name, client };
}

/** Id of the component at which packets come from an edge. */
function placeOf(over: Edge["over"]): string {
  switch (over.kind) {
    case "vpn":
      return over.connection;
    case "circuit":
      return over.circuit;
    case "tunnel":
      return over.machine;
  }
}

/** A packet that reached `by`, from where the answer does not come back. */
interface Unanswered extends Omit<Receiver, "as"> {
  readonly answers: Answers;
}

/** The answer stops, or arrives elsewhere. */
function lost(
  { routing }: Sent,
  { outcome, by, answers }: Unanswered,
  { elsewhere, warnings }: { readonly elsewhere: RepairableFault; readonly warnings: readonly Warning[] },
): Branch {
  const answer = answers.lost!;
  const { disposition } = answer;
  if (disposition.kind !== "stopped")
    return failed(outcome, elsewhere, { reason: "answer-lost", back: answers.traces, warnings });
  const { verdict, reason, fault } = disposition;
  const cause = causeOf(routing, by, answer);
  return failed(outcome, cause ?? fault, { verdict, reason, back: answers.traces, warnings });
}
