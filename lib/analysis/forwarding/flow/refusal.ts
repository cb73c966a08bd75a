import { facts } from "../../facts";
import { refusals } from "../../faults/refusals/all";
import type { Refusal } from "../../faults/refusals/refusal";
import type { RepairableFault } from "../../faults/repairable-fault";
import type { Topology } from "../../model/azure";
import type { TopologyIndex } from "../../model/topology-index";
import { componentsOnPath } from "../on-path";
import type { FlowQuery } from "./query";
import type { Branch } from "./result";

/** What Azure refuses on the path, or in a network on it: the apply ends there, before any packet. */
export function refusalOnPath(
  topology: Topology,
  index: TopologyIndex,
  { query, branches }: { readonly query: FlowQuery; readonly branches: readonly Branch[] },
): RepairableFault | undefined {
  const refused = refusalsOf(topology);
  if (refused.length === 0) return undefined;
  const onPath = componentsOnPath(index, { query, traces: branches.flatMap(({ out, back }) => [out, ...back]) });
  const first = refused.find(
    ({ at, networks, bearsOn }) =>
      (bearsOn !== "gateways" && onPath.has(at)) || networks.some((network) => isMet(index, onPath, network, bearsOn)),
  );
  return first && asFault(first);
}

/** Machines send past a gateway that is not there as they would past one that is. */
const isMet = (
  index: TopologyIndex,
  onPath: ReadonlySet<string>,
  network: string,
  bearsOn: Refusal["bearsOn"],
): boolean =>
  bearsOn === "gateways" ? index.gatewaysOf(network).some(({ id }) => onPath.has(id)) : onPath.has(network);

const found = new WeakMap<Topology, readonly Refusal[]>();

function refusalsOf(topology: Topology): readonly Refusal[] {
  const known = found.get(topology) ?? refusals(topology).filter(({ bearsOn }) => bearsOn !== "nothing");
  found.set(topology, known);
  return known;
}

const asFault = ({ at, text, got, want, fix, row }: Refusal): RepairableFault => ({
  reason: "refused-by-azure",
  text: `Azure refuses it: ${text}`,
  at,
  hop: at,
  got,
  want,
  fix,
  facts: facts(row),
});
