import { arriveAtNic } from "./arrive";
import { enterNetwork } from "./enter-network";
import { leaveNic } from "./leave-nic";
import type { Nic, Topology } from "../model/azure";
import { Memo } from "../unknown/memo";
import type { PathOutcome } from "./packet-trace";
import { type Leg, machineHop, type Step } from "./step";
import type { Transit } from "./transit";

/** A packet that a machine sends from one of its NICs. One outcome for each path that it may take. */
export const send = (transit: Transit, nic: Nic): PathOutcome[] =>
  walk({ transit: transit.to(machineHop(transit.fabric, nic)), at: { kind: "leaving", nic } });

/** A packet from the internet to the public IP of a NIC. One outcome for each path that it may take. */
export const receive = (transit: Transit, nic: Nic): PathOutcome[] =>
  walkAlone({
    transit: transit.to({ kind: "internet", name: "internet", detail: transit.packet.source.text }),
    at: { kind: "arriving", nic },
  });

/** Depth first: a branch that meets another one needs to know that the other went on from there. */
function walk(leg: Leg): PathOutcome[] {
  return nextSteps(leg).flatMap((step) => {
    if ("disposition" in step) return [step];
    return step.at.kind === "entering" ? walkAlone(step) : walk(step);
  });
}

function nextSteps({ transit, at }: Leg): Step[] {
  switch (at.kind) {
    case "leaving":
      return leaveNic(transit, at.nic);
    case "arriving":
      return arriveAtNic(transit, at.nic);
    case "entering":
      return enterNetwork(transit, at);
  }
}

/** What a packet meets from a station on, and the stations that its branches passed. */
interface Onward {
  readonly outcomes: readonly PathOutcome[];
  readonly passed: ReadonlySet<string>;
}

const onward = new WeakMap<Topology, Memo<string, Onward>>();

/**
 * The same as {@link walk}, remembered: beyond the internet or a gateway a packet meets the same, whichever branch it is
 * on. Where it would meet another branch, it is walked.
 */
function walkAlone(leg: Leg): PathOutcome[] {
  const { transit } = leg;
  const { scenario, index } = transit.fabric;
  const known = onward.get(index.topology) ?? new Memo<string, Onward>();
  onward.set(index.topology, known);
  const { outcomes, passed } = known.get(keyOf(leg), scenario, () => {
    const alone = transit.alone();
    return { outcomes: walk({ ...leg, transit: alone }), passed: alone.passedByAnyBranch };
  });
  if (transit.meetsAnyOf(passed)) return walk(leg);
  return outcomes.map((outcome) => transit.continuedBy(outcome, passed));
}

const keyOf = ({ transit, at }: Leg): string =>
  `${at.kind} ${at.kind === "entering" ? `${at.gateway.id} ${at.connection}` : at.nic.id}\n${transit.state}`;
