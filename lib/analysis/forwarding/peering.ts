import { forwardedTrafficOff, peeringAccessOff } from "../faults/peerings";
import type { Peering } from "../model/azure";
import type { Packet } from "../model/packet";
import type { RoutingState } from "../routes/routing-state";
import type { PathOutcome } from "./packet-trace";
import { liesWithin } from "./ranges";
import type { RoutingPoint } from "./step";
import { passes, stops, type Transit } from "./transit";

/** Over the peering between the network where a packet is and another one, unless that is the same (rows 3.5 to 3.7). */
export function crossPeering(transit: Transit, from: RoutingPoint, to: string): Transit | PathOutcome {
  const { routing, packet } = transit;
  const { network } = from.subnet;
  if (network === to) return transit;
  const { ours, theirs } = sidesOf(routing, network, to);
  const closed = [ours, theirs].find((side) => side && !routing.scenario.isTrue(side.virtualNetworkAccess));
  if (closed) return accessOff(transit, closed);
  // Gateway transit does not need forwarded traffic to be allowed (row 3.7).
  const entersByGateway = from.nic === undefined;
  if (entersByGateway || !theirs || !isForwarded(routing, network, packet)) return transit;
  return passForwarded(transit, theirs);
}

/** The peering of each network to the other; absent where the files do not have it. */
function sidesOf(
  { index }: RoutingState,
  network: string,
  other: string,
): { readonly ours: Peering | undefined; readonly theirs: Peering | undefined } {
  return {
    ours: index.peeringsOf(network, ({ remote }) => remote === other)[0],
    theirs: index.peeringsOf(other, ({ remote }) => remote === network)[0],
  };
}

/** True for a source that is not an address of the network that sends. */
function isForwarded({ index }: RoutingState, network: string, { source }: Packet): boolean {
  const ranges = index.networks.get(network)?.addressSpace ?? [];
  return !ranges.some((prefix) => source.within.includes(prefix) || liesWithin(source.range, prefix));
}

function accessOff(transit: Transit, side: Peering): PathOutcome {
  const { id, name } = side;
  const decision = { kind: "peering", text: `${name} closed`, because: "virtual network access off", at: id } as const;
  return transit.decided(stops(decision, "3.5")).drop(peeringAccessOff(side, transit.hop));
}

/** The receiver's side decides about packets that an NVA forwards. */
function passForwarded(transit: Transit, theirs: Peering): Transit | PathOutcome {
  const { routing, packet, hop } = transit;
  const { id: at, name } = theirs;
  const warned = transit.warned(
    "3.6",
    `${name} drops forwarded traffic unless allow_forwarded_traffic is on: documented, but once seen not to be enforced`,
  );
  if (routing.scenario.isTrue(theirs.forwardedTraffic)) {
    const text = `${name} accepts forwarded traffic`;
    return warned.decided(passes({ kind: "peering", text, because: "allow_forwarded_traffic", at }, "3.6"));
  }
  const text = `${name} drops ${packet.source.text}`;
  return warned
    .decided(stops({ kind: "peering", text, because: "forwarded traffic off", at }, "3.6"))
    .drop(forwardedTrafficOff(theirs, hop, packet));
}
