import { routers } from "../check/nvas";
import { overview } from "../forwarding/overview";
import type { Component, Topology } from "../model/azure";
import { components } from "../model/find";
import { without } from "../model/removal";
import { shown } from "../unknown/value";
import { gradeOf } from "../verdict";
import type { Replacement } from "./difference";

/**
 * What a plan destroys before it creates it anew, and what happens in the meantime: Terraform destroys all of it at about
 * the same time. Undefined where only machines are replaced that nobody's traffic passes.
 */
export function replacement(topology: Topology): Replacement | undefined {
  const gone = components(topology).filter(({ replaced }) => replaced);
  if (gone.length === 0) return undefined;
  const ids = new Set(gone.map(({ id }) => id));
  const forwarding = routers(topology);
  const others = topology.machines.filter(({ id }) => ids.has(id) && !forwarding.has(id));
  const own = new Set(others.flatMap(({ id, nics }) => [id, ...nics]));
  const carriers = gone.filter(({ id }) => !own.has(id));
  if (carriers.length === 0) return undefined;
  const after = new Map(overview(topology).map((machine) => [machine.id, machine]));
  const machines = overview(carriers.reduce(withoutOne, topology)).flatMap(({ id, machine, verdict, summary }) => {
    const later = after.get(id)?.verdict;
    const isOutage = later !== undefined && gradeOf(later) === "good" && gradeOf(verdict) !== "good";
    return isOutage && !ids.has(id) ? [{ machine, after: later, meanwhile: verdict, summary }] : [];
  });
  return { components: carriers.map(({ name }) => shown(name)).sort(), machines };
}

/** A NIC may be gone already, with its machine. */
const withoutOne = (topology: Topology, { id }: Component): Topology =>
  components(topology).some((component) => component.id === id) ? without(topology, id) : topology;
