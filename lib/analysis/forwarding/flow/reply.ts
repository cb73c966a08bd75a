import type { Address } from "../../model/address";
import type { Nic } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { Trace, Warning } from "../../results";
import type { Edge } from "../edge";
import type { PathOutcome } from "../packet-trace";
import { traceOf } from "./result";

/** The answer to a packet. @param from who answers @param to the source that who answers has seen */
export const answerOf = (packet: Packet, from: Address, to: Address): Packet => ({
  ...packet,
  source: from,
  destination: to,
  answer: true,
});

/** What becomes of an answer, branch by branch. */
export interface Answers {
  readonly traces: readonly Trace[];
  readonly warnings: readonly Warning[];
  /** The first that does not come back. */
  readonly lost?: PathOutcome;
}

/** @param comesBack true for an outcome that is back where it belongs */
export function answersOf(outcomes: readonly PathOutcome[], comesBack: (outcome: PathOutcome) => boolean): Answers {
  const lost = outcomes.find((outcome) => !comesBack(outcome));
  return {
    traces: outcomes.map((outcome) => answerTrace(outcome, comesBack(outcome))),
    warnings: outcomes.flatMap(({ warnings }) => warnings),
    ...(lost && { lost }),
  };
}

function answerTrace(outcome: PathOutcome, back: boolean): Trace {
  const { disposition } = outcome;
  if (back) return traceOf(outcome, "delivered");
  return traceOf(outcome, disposition.kind === "stopped" ? disposition.verdict : "dropped");
}

/** True for an outcome at a NIC. */
export const arrivedAt =
  (nic: Nic) =>
  ({ disposition }: PathOutcome): boolean =>
    disposition.kind === "arrived" && disposition.nic.id === nic.id;

/** True for an outcome in a customer's network that one of these edges leads to. */
export const arrivedBehind =
  (edges: readonly Edge[]) =>
  ({ disposition }: PathOutcome): boolean =>
    disposition.kind === "on-premises" && edges.some(({ speaker }) => speaker === disposition.edge.speaker);

/** True for an outcome that left Azure from a NIC. */
export const leftFrom =
  (nic: Nic) =>
  ({ disposition }: PathOutcome): boolean =>
    disposition.kind === "internet" && disposition.nic.id === nic.id;

/** True where other machines forward the answer than the packet, in whatever order. */
export const isAsymmetric = (
  packet: Pick<PathOutcome, "forwarders">,
  answer: Pick<PathOutcome, "forwarders">,
): boolean => idsOf(packet) !== idsOf(answer);

const idsOf = ({ forwarders }: Pick<PathOutcome, "forwarders">): string =>
  forwarders
    .map(({ id }) => id)
    .sort()
    .join(" ");
