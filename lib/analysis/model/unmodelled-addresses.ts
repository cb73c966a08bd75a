import type { Topology } from "./azure";

/**
 * True where an address that no NIC has may belong to something all the same: to an instance of a scale set, or to
 * resources that this model does not follow or that are not in the files.
 */
export const mayHideAddresses = ({ unread, notes, machines }: Topology): boolean =>
  machines.some(({ scaleSet }) => scaleSet) ||
  notes.some(({ kind }) => kind === "outside") ||
  unread.some(({ effect, accepted }) => accepted === undefined && (effect === "own-traffic" || effect === "network"));
