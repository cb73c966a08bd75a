import type { PictureContext } from "../../analysis/kinds/kind";
import { ALL_KINDS } from "../../analysis/kinds/all-kinds";
import { referencesOf } from "../../analysis/kinds/references";
import type { Component } from "../../analysis/model/azure";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { peerMachine } from "./bgp-speakers";

/** What a component's box may depend on beside the component. */
export function pictureContext(index: TopologyIndex): PictureContext {
  const { topology } = index;
  const byId = new Map<string, Component>();
  const used = new Set<string>();
  for (const kind of ALL_KINDS)
    for (const component of topology[kind.list]) {
      byId.set(component.id, component);
      for (const { id } of referencesOf(kind, component)) used.add(id);
    }
  const subnets = new Map(topology.subnets.map(({ id, network, name }) => [keyOf(network, name), id]));
  const peerAsns = new Map(
    [...topology.bgpConnections]
      .reverse()
      .map((connection) => [peerMachine(index, connection)?.id, connection.peerAsn] as const),
  );
  return {
    find: ((_, id) => byId.get(id)) as PictureContext["find"],
    subnetNamed: (network, name) => subnets.get(keyOf(network, name)) ?? network,
    peerAsn: (machine) => peerAsns.get(machine),
    isUsed: (id) => used.has(id),
  };
}

/** Azure ignores letter case. */
const keyOf = (network: string, subnet: string): string => `${network}\n${subnet.toLowerCase()}`;
