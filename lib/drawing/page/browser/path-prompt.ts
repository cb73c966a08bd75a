import type { Topology } from "../../../analysis/model/azure";
import type { PathQuery } from "../../../analysis/results";
import { shown } from "../../../analysis/unknown/value";
import { INTERNET } from "../../scene/graph";
import { shortestName } from "../command-line";

/** What the choice of a box leads to: another hint, or the path. */
export type PromptStep = { readonly hint: string } | { readonly path: PathQuery };

/** A path that is entered by choosing boxes: first its source, then its destination. */
export class PathPrompt {
  private source?: string;

  public constructor(private readonly topology: Topology) {}

  /** What to do next. */
  public get hint(): string {
    return this.source === undefined
      ? "Path: move to the source and press Enter. Esc cancels."
      : `Path from ${this.source}: move to the destination and press Enter, or type an address into the form. Esc cancels.`;
  }

  /** Takes a box as the next end of the path. `name`: what it is called in a hint. */
  public choose(id: string, name: string): PromptStep {
    const end = pathEndName(this.topology, id);
    if (end === undefined)
      return { hint: `${name} cannot be an end of a path. Choose a VM or the internet, or type an address.` };
    if (this.source !== undefined) return { path: { from: this.source, to: end } };
    this.source = end;
    return { hint: this.hint };
  }
}

/** Name of a box as an end of a path; undefined for what neither sends nor receives packets. */
function pathEndName(topology: Topology, id: string): string | undefined {
  if (id === INTERNET) return id;
  const machine = topology.machines.find((one) => one.id === id || one.nics.includes(id));
  if (machine) return shortestName(topology, machine.id);
  const address =
    topology.privateEndpoints.find((one) => one.id === id)?.address ??
    topology.loadBalancers.find((one) => one.id === id)?.frontends.find((one) => one.address !== undefined)?.address;
  return address === undefined ? undefined : shown(address);
}
