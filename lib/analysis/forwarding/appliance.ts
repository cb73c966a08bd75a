import { notInFiles } from "../faults/not-modelled";
import { lostNextHop } from "../faults/next-hops";
import type { Nic } from "../model/azure";
import { dynamicCandidates } from "../model/dynamic-addresses";
import { nextHopProblem } from "../model/next-hop-problem";
import { nextHopsAt, reachablePlaces } from "../model/next-hops";
import type { EffectiveRoute } from "../results";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import { crossPeering } from "./peering";
import { arriving, type RoutingPoint, type Step } from "./step";
import type { Transit } from "./transit";

/** A route whose next hop is an address. */
interface ApplianceRoute {
  readonly row: EffectiveRoute;
  readonly address: string;
}

/** To whatever has the next hop's address in a network that is directly reachable (row 2.5). */
export function toAppliance(transit: Transit, from: RoutingPoint, route: ApplianceRoute): Step[] {
  const { index } = transit.routing;
  const networks = reachablePlaces(index, from.subnet.network);
  const nics = nextHopsAt(index, networks, route.address);
  if (nics.length === 0) return [withoutOwner(transit, from, route)];
  return nics.map((nic) => {
    const crossed = crossPeering(transit, from, index.subnets.get(nic.subnet)?.network ?? nic.subnet);
    return "disposition" in crossed ? crossed : arriving(warnedOfDynamic(crossed, nic, route.address), nic);
  });
}

/** A literal names a NIC whose address Azure chooses. */
const warnedOfDynamic = (transit: Transit, nic: Nic, address: string): Transit =>
  dynamicCandidates(transit.routing.index.topology, address).includes(nic)
    ? transit.warned(
        "2.13",
        `${nic.name} has a dynamic address, and ${address} is the lowest that is free in its subnet`,
      )
    : transit;

/** Of a route that is learned by BGP: there is nothing to set at the subnet. */
const OTHER_NEXT_HOP =
  "advertise the route with another next hop: the NVA's own address, or one of this VNet or a peered one";

/** Nothing in the files has the address: it is wrong, or its owner is not in the files. */
function withoutOwner(transit: Transit, { subnet }: RoutingPoint, { row, address }: ApplianceRoute): Step {
  const { index } = transit.routing;
  const { hop } = transit;
  const { prefix } = row;
  const problem = nextHopProblem(index, subnet.network, address);
  if (problem)
    return transit.drop({
      reason: "next-hop-unreachable",
      hop,
      ...lostNextHop({ index, subnet, prefix }, address, problem),
      ...(row.source !== "User" && { fix: OTHER_NEXT_HOP }),
    });
  const name = isOpen(address) ? symbolsIn(address).join(", ") : address;
  return transit.undetermined(notInFiles(subnet.id, hop, `the next hop ${name} of ${shown(prefix)}`));
}
