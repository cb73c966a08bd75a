import { parseAddress } from "../../domain/ipv4";
import { isPublic, knownAddress } from "../model/address";
import type { Machine, Nic, Topology } from "../model/azure";
import { islandOf } from "../model/islands";
import type { PathResult } from "../results";
import { shown } from "../unknown/value";
import { hasArrived, type Verdict } from "../verdict";
import { exitKey } from "./exit-names";
import { nicsToInternet } from "./nics-to-internet";
import { networkOf, type ResolvedQuery } from "./resolve-query";

/** What becomes of packets of a NIC to the internet. */
type Answer = Pick<PathResult, "verdict" | "egress">;

/** True for packets that get out, or may. */
export const leaves = (verdict: Verdict): boolean =>
  hasArrived(verdict) || verdict === "mixed" || verdict === "undetermined";

/** What tells the exits of one answer from those of another. */
export const exitKeys = ({ egress }: Pick<Answer, "egress">): string => egress.map(exitKey).join(" ");

/**
 * A guest sends to the internet from its primary NIC, unless its own routes say otherwise. That matters where packets of
 * another NIC would leave in another way: then the answer is undetermined. What an NVA does is read from its guest, as far
 * as that is known and no line was left out that may set routes.
 * @param own the answer for the primary NIC
 * @param senders by NIC, the primary one first
 */
export function openByOtherNics<
  A extends Answer & { readonly summary: string },
  S extends { readonly nic: Nic; readonly machine?: Machine },
>(own: A, senders: readonly S[], answerFor: (sender: S) => Answer): A {
  const guest = senders[0]?.machine?.guest;
  const unread = guest?.unread.find(({ affects }) => affects === "forward");
  // Of an NVA without user data that could be read, the primary NIC is taken, where that leads out.
  const isKnown = guest ? unread === undefined : hasArrived(own.verdict);
  const isRead = isKnown && senders.some(({ nic }) => nic.forwarding !== false);
  if (own.verdict === "undetermined" || isRead) return own;
  const leaving = senders.slice(1).flatMap((sender) => {
    const other = answerFor(sender);
    const isSame = other.verdict === own.verdict && exitKeys(other) === exitKeys(own);
    return isSame || !leaves(other.verdict) ? [] : [`${other.verdict} from ${shown(sender.nic.name)}`];
  });
  if (leaving.length === 0) return own;
  const because = unread === undefined ? "" : `: "${shown(unread.line)}" was not read`;
  const summary = `${own.summary}; but ${leaving.join(", ")}, and the routes of its guest are not known${because}`;
  return { ...own, verdict: "undetermined", reason: "not-modelled", egress: [], summary };
}

/** The same question for each NIC of its sender, the primary one first; none where it is not to the internet. */
export function queriesByNic(
  topology: Topology,
  query: ResolvedQuery,
): readonly { readonly nic: Nic; readonly machine?: Machine; readonly query: ResolvedQuery }[] {
  const { destination, flow, from } = query;
  if (parseAddress(destination) === undefined || !isPublic(knownAddress(destination))) return [];
  const machine = topology.machines.find((one) => one.name === from && nicsToInternet(one)[0] === flow.from);
  const nics = (machine ? nicsToInternet(machine) : []).flatMap(
    (id) => topology.nics.find((nic) => nic.id === id) ?? [],
  );
  return nics.map((nic) => {
    const island = islandOf(topology, networkOf(topology, nic));
    return { nic, ...(machine && { machine }), query: { ...query, island, flow: { ...flow, from: nic.id } } };
  });
}
