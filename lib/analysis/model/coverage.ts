import { plural } from "../../findings/report";
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

/** More are in the JSON. */
const MAX_NAMED = 4;

/** "36 of 36 resources understood"; or what is not, and what that concerns. */
export function coverageText({ resources, understood, notModelled }: Coverage): string {
  const count = `${understood} of ${plural(resources, "resource")} understood`;
  if (notModelled.length === 0) return count;
  const named = [...notModelled]
    .sort((a, b) => Number(a.effect === "part") - Number(b.effect === "part"))
    .slice(0, MAX_NAMED)
    .map(({ text, accepted }) => `${text}${accepted === undefined ? "" : ", accepted"}`);
  const more = notModelled.length - named.length;
  return `${count}; not modelled: ${named.join("; ")}${more > 0 ? `; and ${more} more (--json)` : ""}`;
}
