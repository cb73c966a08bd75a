import { arriveAtNic } from "./arrive";
import { enterNetwork } from "./enter-network";
import { leaveNic } from "./leave-nic";
import type { Nic } from "../model/azure";
import type { PathOutcome } from "./packet-trace";
import { type Leg, machineHop, type Step } from "./step";
import type { Transit } from "./transit";

/** A packet that a machine sends from one of its NICs. One outcome for each path that it may take. */
export const send = (transit: Transit, nic: Nic): PathOutcome[] =>
  walk({ transit: transit.to(machineHop(transit.fabric, nic)), at: { kind: "leaving", nic } });

/** A packet from the internet to the public IP of a NIC. One outcome for each path that it may take. */
export const receive = (transit: Transit, nic: Nic): PathOutcome[] =>
  walk({
    transit: transit.to({ kind: "internet", name: "internet", detail: transit.packet.source.text }),
    at: { kind: "arriving", nic },
  });

/** Depth first: a branch that meets another one needs to know that the other went on from there. */
function walk(leg: Leg): PathOutcome[] {
  return nextSteps(leg).flatMap((step) => ("disposition" in step ? [step] : walk(step)));
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
