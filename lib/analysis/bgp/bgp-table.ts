import { onlyWithName } from "../../domain/by-name";
import { Scenario } from "../unknown/scenario";
import { bgpStateOf } from "./azure-propagation";
import { componentNamed } from "../model/find";
import { islandsOf } from "../model/islands";
import { edgeSpeaker } from "./links/circuit-links";
import { answersOf } from "../model/assumed-answers";
import type { Topology } from "../model/azure";
import type { Route, SpeakerId } from "./route";

/** A route as a speaker of BGP has it, from one neighbour. */
export interface BgpEntry {
  readonly prefix: string;
  /** Nearest AS first. */
  readonly asPath: readonly number[];
  /** Stations, the origin first. */
  readonly from: readonly string[];
  /** Name of the neighbour; a Route Server's two instances are two. */
  readonly neighbor: string;
  /** It is used, alone or with equals. */
  readonly best: boolean;
}

/**
 * What a speaker has learned, with every answer that only the apply knows taken as yes.
 * @param speaker - a Route Server, gateway, circuit or machine with BGP, by name or id; or the name of a customer's
 * edge
 * @throws TopologyError where there is none
 */
export function bgpTable(topology: Topology, speaker: string): BgpEntry[] {
  const edge = onlyWithName(topology.onPremises, speaker, ({ name }) => [name]);
  const id: SpeakerId = edge ? edgeSpeaker(edge) : componentNamed(topology, speaker).id;
  const island = islandsOf(topology).find((one) => speaksIn(one, id)) ?? topology;
  const scenario = new Scenario(new Map(), answersOf(topology));
  const { propagation } = bgpStateOf(island, scenario);
  return propagation.prefixes
    .flatMap((prefix) => {
      const best = new Set(propagation.best(id, prefix, scenario));
      const received = propagation.received(id, prefix, scenario).filter(({ neighbor }) => neighbor !== undefined);
      return received.map((route) => entryOf(topology, route, best.has(route)));
    })
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const entryOf = (topology: Topology, route: Route, best: boolean): BgpEntry => ({
  prefix: route.prefix,
  asPath: route.asPath,
  from: route.stations,
  neighbor: neighborName(topology, route),
  best,
});

const sortKey = ({ prefix, neighbor, asPath }: BgpEntry): string => `${prefix} ${neighbor} ${asPath.join(" ")}`;

const speaksIn = (island: Topology, id: SpeakerId): boolean =>
  [
    ...island.gateways,
    ...island.routeServers,
    ...island.circuits,
    ...island.machines,
    ...island.onPremises.map((edge) => ({ id: edgeSpeaker(edge) })),
  ].some((one) => one.id === id);

function neighborName(topology: Topology, { neighborName: given, neighbor }: Route): string {
  if (given !== undefined) return given;
  const all = [
    ...topology.gateways,
    ...topology.routeServers,
    ...topology.circuits,
    ...topology.machines,
    ...topology.localNetworkGateways,
  ];
  return all.find(({ id }) => id === neighbor)?.name ?? neighbor?.replace(/^on-premises:/, "") ?? "";
}
