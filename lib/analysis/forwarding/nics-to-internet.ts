import type { Machine } from "../model/azure";
import { lengthOf } from "../model/prefix-length";

/** Ids of a machine's NICs, first the one that its packets to the internet leave by: the primary one, unless the user says. */
export function nicsToInternet({ guest, nics }: Machine): readonly string[] {
  const sending = guest?.sendsBy?.find(({ prefix }) => lengthOf(prefix) === 0)?.nic;
  return sending === undefined ? nics : [sending, ...nics.filter((id) => id !== sending)];
}
