import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Machine, Topology } from "../model/azure";
import type { GuestNeighbor } from "../model/guest";
import { guestEdited } from "../model/repair";
import type { NeighborRefusal } from "./neighbor-refusal";
import type { Rejection } from "./route";

/** Why a session is down. */
export type DownReason = Pick<Rejection, "text" | "got" | "want" | "fix">;

/** A session that does not come up, because of one of its ends. @param other name of the other end */
export const sessionDown = (
  { id, name }: Pick<Machine, "id" | "name">,
  other: string,
  reason: DownReason,
): Rejection => ({
  prefix: DEFAULT_ROUTE,
  origin: id,
  at: id,
  cause: "session-down",
  ...reason,
  text: `the BGP session of ${name} with ${other} does not come up: ${reason.text}`,
  because: reason.text,
});

/** The same for a setting of neighbors. @param mends true for the neighbors that have to change */
export function refusedNeighbor(
  machine: Machine,
  other: string,
  { mend, ...reason }: NeighborRefusal,
  mends: (neighbor: GuestNeighbor) => boolean,
): Rejection {
  return {
    ...sessionDown(machine, other, reason),
    repair: (topology: Topology) =>
      guestEdited(topology, machine.id, (guest) => ({
        ...guest,
        bgp: {
          ...guest.bgp!,
          neighbors: guest.bgp!.neighbors.map((one) => (mends(one) ? { ...one, ...mend } : one)),
        },
      })),
  };
}
