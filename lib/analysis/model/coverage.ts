import type { Coverage, UnmodelledResource } from "../results";
import type { UnreadResource } from "../world/unread";
import type { Topology } from "./azure";
import { unreadWithConcern } from "./unread-words";

/** How much of the input the analysis follows, and what it does not. */
export function coverageOf(topology: Topology): Coverage {
  return {
    resources: topology.resources.length,
    understood: topology.resources.length - topology.unread.length,
    notModelled: topology.unread.map((resource) => unmodelled(topology, resource)),
  };
}

function unmodelled(topology: Topology, resource: UnreadResource): UnmodelledResource {
  const { id, type, name, effect, does, subnets, networks, nics, everything = false, accepted } = resource;
  return {
    id,
    type,
    name,
    effect,
    does,
    subnets,
    networks,
    nics,
    everything,
    text: unreadWithConcern(topology, resource),
    ...(accepted !== undefined && { accepted }),
  };
}
