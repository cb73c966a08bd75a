import { ALL_KINDS } from "../../../analysis/kinds/all-kinds";
import { referencesOf } from "../../../analysis/kinds/references";
import type { Component, Machine, Topology } from "../../../analysis/model/azure";
import { components } from "../../../analysis/model/find";
import { peerMachine } from "../../scene/bgp-speakers";
import { drawingIndex } from "../../scene/drawing-index";

/** Ids of the components that refer to this one, or that it refers to; a VM's include those of its interfaces. */
export function relatedComponents(topology: Topology, id: string): string[] {
  const machine = topology.machines.find((one) => one.id === id);
  const related = [
    ...neighbours(topology, id),
    ...(machine?.nics ?? []).flatMap((nic) => neighbours(topology, nic)),
    ...(machine ? subnetServices(topology, machine) : []),
    ...sessionsOf(topology, id),
  ];
  const existing = new Set(components(topology).map((component) => component.id));
  return [...new Set(related)].filter((one) => one !== id && existing.has(one));
}

/** What a component refers to, and what refers to it. */
const neighbours = (topology: Topology, id: string): string[] =>
  ALL_KINDS.flatMap((kind) =>
    topology[kind.list].flatMap((component: Component) => {
      const referred = referencesOf(kind, component).map((reference) => reference.id);
      if (component.id === id) return referred;
      return referred.includes(id) ? [component.id] : [];
    }),
  );

/** Route table, security group and NAT gateway of a machine's subnets. */
function subnetServices({ nics, subnets }: Topology, machine: Machine): string[] {
  const own = nics.filter(({ id }) => machine.nics.includes(id)).map(({ subnet }) => subnet);
  return subnets
    .filter(({ id }) => own.includes(id))
    .flatMap(({ routeTable, securityGroup, natGateway }) => [routeTable, securityGroup, natGateway])
    .filter((id) => id !== undefined);
}

function sessionsOf(topology: Topology, machine: string): string[] {
  const index = drawingIndex(topology);
  return topology.bgpConnections
    .filter((session) => peerMachine(index, session)?.id === machine)
    .map((session) => session.id);
}
