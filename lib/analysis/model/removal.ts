import { ALL_KINDS } from "../kinds/all-kinds";
import { referencesOf, withoutReferences } from "../kinds/references";
import type { Topology } from "./azure";
import { hubPeerOf } from "./bgp-servers";
import { componentNamed } from "./find";
import { type BgpPeer, peerOf } from "./relations";
import { TopologyIndex } from "./topology-index";

/**
 * The topology with one thing gone: a component, or the BGP session "vm-nva100 - rs-hub100".
 * What is left may refer to it; nothing is put in its place.
 * @throws TopologyError where there is no such thing
 */
export function without(topology: Topology, what: string): Topology {
  const [machine, server] = what.split(" - ");
  if (machine === undefined || server === undefined)
    return withoutComponent(topology, componentNamed(topology, what).id);
  const [machineId, serverId] = [componentNamed(topology, machine).id, componentNamed(topology, server).id];
  return withoutSessions(topology, (server, peer) => server === serverId && peer.has(machineId));
}

function withoutComponent(topology: Topology, id: string): Topology {
  const gone = new Set([id, ...heldBy(topology, id)]);
  // A Route Server's peer that is not in the files might advertise anything: the session goes with its machine.
  const separate = withoutSessions(topology, (_, peer) => [...peer].some((one) => gone.has(one)));
  const lists = ALL_KINDS.map((kind) => [
    kind.list,
    separate[kind.list]
      .filter(
        (component) =>
          !gone.has(component.id) &&
          !referencesOf(kind, component).some(({ id: end, relation }) => relation === "joins" && gone.has(end)),
      )
      .map((component) => withoutReferences(kind, component, gone)),
  ]);
  return { ...separate, ...(Object.fromEntries(lists) as Partial<Topology>) };
}

/** What lies in a component and goes with it: a machine's NICs. */
const heldBy = (topology: Topology, id: string): readonly string[] =>
  ALL_KINDS.flatMap((kind) =>
    topology[kind.list]
      .filter((component) => component.id === id)
      .flatMap((component) => referencesOf(kind, component))
      .flatMap(({ id: held, relation }) => (relation === "holds" ? [held] : [])),
  );

/** @param isGone told what a session is of, a Route Server or a virtual hub, and the ids of its NIC and machine */
function withoutSessions(topology: Topology, isGone: (server: string, peer: ReadonlySet<string>) => boolean): Topology {
  const index = new TopologyIndex(topology);
  const idsOf = (peer: BgpPeer | undefined): ReadonlySet<string> =>
    new Set([peer?.nic, peer?.machine].flatMap((one) => (one ? [one.id] : [])));
  return {
    ...topology,
    bgpConnections: topology.bgpConnections.filter(
      (connection) => !isGone(connection.routeServer, idsOf(peerOf(index, connection))),
    ),
    hubBgpConnections: topology.hubBgpConnections.filter(
      (connection) => !isGone(connection.hub, idsOf(hubPeerOf(index, connection))),
    ),
  };
}
