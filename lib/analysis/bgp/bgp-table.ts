import { Scenario } from "../unknown/scenario";
import { fabricOf } from "../routes/fabric";
import { componentNamed } from "../model/find";
import { islandsOf } from "../model/islands";
import { edgeSpeaker } from "./links";
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
  const edge = topology.onPremises.find(({ name }) => name === speaker);
  const id: SpeakerId = edge ? edgeSpeaker(edge) : componentNamed(topology, speaker).id;
  const island = islandsOf(topology).find((one) => speaksIn(one, id)) ?? topology;
  const { ribs } = fabricOf(island, new Scenario());
  const best = new Set(ribs.best.get(id) ?? []);
  return (ribs.received.get(id) ?? [])
    .filter(({ neighbor }) => neighbor !== undefined)
    .map((route) => ({
      prefix: route.prefix,
      asPath: route.asPath,
      from: route.stations,
      neighbor: neighborName(topology, route),
      best: best.has(route),
    }))
    .sort((a, b) =>
      `${a.prefix} ${a.neighbor} ${a.asPath.join(" ")}` < `${b.prefix} ${b.neighbor} ${b.asPath.join(" ")}` ? -1 : 1,
    );
}

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
