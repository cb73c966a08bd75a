import type { Component, Machine, Topology } from "../../../analysis/model/azure";
import { components } from "../../../analysis/model/find";
import { peerMachine } from "../../scene/bgp-speakers";
import { drawingIndex } from "../../scene/drawing-index";

/** Ids of the components that refer to this one, or that it refers to; a VM's include those of its interfaces. */
export function relatedComponents(topology: Topology, id: string): string[] {
  const all = components(topology);
  const machine = topology.machines.find((one) => one.id === id);
  const related = [
    ...neighbours(all, id),
    ...(machine?.nics ?? []).flatMap((nic) => neighbours(all, nic)),
    ...(machine ? subnetServices(topology, machine) : []),
    ...sessionsOf(topology, id),
  ];
  const existing = new Set(all.map((component) => component.id));
  return [...new Set(related)].filter((one) => one !== id && existing.has(one));
}

/** What a component refers to, and what refers to it. */
function neighbours(all: readonly Component[], id: string): string[] {
  const ids = new Set(all.map((component) => component.id));
  return all.flatMap((component) => {
    const referred = references(component, ids);
    if (component.id === id) return referred;
    return referred.includes(id) ? [component.id] : [];
  });
}

/** Ids in a component's own fields. */
function references(component: Component, ids: ReadonlySet<string>): string[] {
  const values = Object.entries(component).flatMap(([key, value]: [string, unknown]) =>
    key === "id" ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return values.filter((value): value is string => typeof value === "string" && ids.has(value));
}

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
