import type { Topology } from "./azure";

/**
 * True where an address that no NIC has may belong to something all the same: the files have resources that this model
 * does not follow, or are a part only.
 */
export const mayHideAddresses = ({ unread, notes }: Topology): boolean =>
  notes.some(({ kind }) => kind === "outside") ||
  unread.some(({ effect, accepted }) => accepted === undefined && (effect === "own-traffic" || effect === "network"));
