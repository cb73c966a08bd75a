import { parseAddress } from "../../domain/ipv4";
import { isPublic, knownAddress } from "../model/address";
import type { Nic, Topology } from "../model/azure";
import { islandOf } from "../model/islands";
import type { PathResult } from "../results";
import { shown } from "../unknown/value";
import { hasArrived, type Verdict } from "../verdict";
import { networkOf, type ResolvedQuery } from "./resolve-query";

/** True where packets go somewhere, or may. */
export const leaves = (verdict: Verdict): boolean =>
  hasArrived(verdict) || verdict === "mixed" || verdict === "undetermined";

type Answer = Pick<PathResult, "verdict" | "egress">;

export const egressNames = ({ egress }: Pick<Answer, "egress">): string => egress.map(({ name }) => name).join(" ");

/** "; but direct from nic-2, and the routes of its guest are not known": what is added to a summary. */
export const otherwise = (ways: readonly string[]): string =>
  `; but ${ways.join(", ")}, and the routes of its guest are not known`;

/**
 * A guest sends to the internet from its primary NIC, unless its own routes say otherwise: the ways that packets of its
 * other NICs would take, where they differ. What an NVA does is read from its guest.
 * @param query from a machine's primary NIC
 * @param answer what becomes of its packets
 */
export function otherWays(
  topology: Topology,
  query: ResolvedQuery,
  answer: Answer,
  pathOf: (query: ResolvedQuery) => Answer,
): readonly string[] {
  const isInternet = parseAddress(query.destination) !== undefined && isPublic(knownAddress(query.destination));
  if (answer.verdict === "undetermined" || !isInternet) return [];
  const machine = topology.machines.find(({ name, nics }) => name === query.from && nics[0] === query.flow.from);
  const nics = (machine?.nics ?? []).flatMap((id) => topology.nics.find((nic) => nic.id === id) ?? []);
  if (nics.some(({ forwarding }) => forwarding !== false)) return [];
  return nics.slice(1).flatMap((nic) => {
    const other = pathOf(fromNic(topology, query, nic));
    const isSame = other.verdict === answer.verdict && egressNames(other) === egressNames(answer);
    return isSame || !leaves(other.verdict) ? [] : [`${other.verdict} from ${shown(nic.name)}`];
  });
}

const fromNic = (topology: Topology, query: ResolvedQuery, nic: Nic): ResolvedQuery => ({
  ...query,
  island: islandOf(topology, networkOf(topology, nic)),
  flow: { ...query.flow, from: nic.id },
});
