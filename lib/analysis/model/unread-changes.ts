import { type Claim, statement } from "../unknown/truth";
import type { UnreadResource } from "../world/unread";
import type { Topology } from "./azure";
import { unreadName } from "./unread-words";

/** What is not modelled and may change routes or filters of a network, and the claim that it does not. */
export interface UnreadChanges {
  readonly resources: readonly [UnreadResource, ...UnreadResource[]];
  /** True where everything is as it was read. */
  readonly asRead: Claim;
}

/** What is not modelled and may admit packets from outside to a NIC, and the claim that it does not. */
export function unreadInboundTo({ unread }: Topology, nic: string): UnreadChanges | undefined {
  return changesOf(
    unread.filter(
      ({ effect, accepted, everything, nics }) =>
        effect === "inbound" && accepted === undefined && (everything || nics.includes(nic)),
    ),
  );
}

const cache = new WeakMap<Topology, Map<string, UnreadChanges | undefined>>();

/** @param topology the island that the network is in: what is of an unknown type may change all of it */
export function unreadChangesOf(topology: Topology, network: string): UnreadChanges | undefined {
  if (topology.unread.length === 0) return undefined;
  const known = cache.get(topology) ?? new Map<string, UnreadChanges | undefined>();
  cache.set(topology, known);
  if (!known.has(network)) known.set(network, search(topology, network));
  return known.get(network);
}

function search(topology: Topology, network: string): UnreadChanges | undefined {
  const inIsland = new Set(topology.networks.map(({ id }) => id));
  const resources = topology.unread.filter(
    ({ effect, accepted, everything, networks, unknownType }) =>
      effect === "network" &&
      accepted === undefined &&
      (everything || networks.includes(network) || (unknownType && networks.some((id) => inIsland.has(id)))),
  );
  return changesOf(resources);
}

function changesOf(resources: readonly UnreadResource[]): UnreadChanges | undefined {
  const [first, ...others] = resources;
  return first && { resources: [first, ...others], asRead: statement(sentenceOf(resources)) };
}

/** More names would make every answer longer than its reader. */
const MAX_NAMED = 3;

/** "what vhub-japan (azurerm_virtual_hub) does, …": the value that an answer depends on. */
function sentenceOf(resources: readonly UnreadResource[]): string {
  const names = resources.map(unreadName).sort();
  const more = names.length - MAX_NAMED;
  return `${WHAT}${names.slice(0, MAX_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""} ${names.length === 1 ? "does" : "do"}${NOT_MODELLED}`;
}

const WHAT = "what ";
const NOT_MODELLED = ", which is not modelled";

/** True for a value that stands for what is not modelled, and that no apply will tell. */
export const isUnreadSentence = (value: string): boolean => value.startsWith(WHAT) && value.endsWith(NOT_MODELLED);
