import type { Topology } from "../../../analysis/model/azure";
import { shown } from "../../../analysis/unknown/value";
import { INTERNET } from "../../scene/graph";
import { shortestName } from "../command-line";

/** A path that is being asked for with the keyboard: first its start, then its end. */
export type PathPrompt = { readonly from?: string };

/** What the hint says meanwhile. */
export const promptText = ({ from }: PathPrompt): string =>
  from === undefined
    ? "Path: go to where it starts and press Enter. Esc: leave it."
    : `Path from ${from}: go to where it ends and press Enter; or type an address into the form. Esc: leave it.`;

/** What a box is called as an end of a path; undefined for what neither sends nor receives. */
export function pathEndName(topology: Topology, id: string): string | undefined {
  if (id === INTERNET) return id;
  const machine = topology.machines.find((one) => one.id === id || one.nics.includes(id));
  if (machine) return shortestName(topology, machine.id);
  const address =
    topology.privateEndpoints.find((one) => one.id === id)?.address ??
    topology.loadBalancers.find((one) => one.id === id)?.frontends.find((one) => one.address !== undefined)?.address;
  return address === undefined ? undefined : shown(address);
}
