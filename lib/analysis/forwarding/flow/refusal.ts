import { facts } from "../../facts";
import { refusals } from "../../faults/refusals/all";
import type { Refusal } from "../../faults/refusals/refusal";
import type { RepairableFault } from "../../faults/repairable-fault";
import type { Topology } from "../../model/azure";
import type { TopologyIndex } from "../../model/topology-index";
import type { FlowQuery } from "./query";
import type { Branch } from "./result";

/** A flow, and the paths that its packets take. */
interface FollowedFlow {
  readonly query: FlowQuery;
  readonly branches: readonly Branch[];
}

/** What Azure refuses in a network on the path: the apply ends there, before any packet. */
export function refusalOnPath(
  topology: Topology,
  index: TopologyIndex,
  flow: FollowedFlow,
): RepairableFault | undefined {
  const refused = refusalsOf(topology);
  if (refused.length === 0) return undefined;
  const onPath = networksOf(index, flow);
  const first = refused.find(({ networks }) => networks.some((network) => onPath.has(network)));
  return first && asFault(first);
}

const found = new WeakMap<Topology, readonly Refusal[]>();

function refusalsOf(topology: Topology): readonly Refusal[] {
  const known = found.get(topology) ?? refusals(topology).filter(({ carriesNothing }) => carriesNothing !== true);
  found.set(topology, known);
  return known;
}

function networksOf(index: TopologyIndex, { query, branches }: FollowedFlow): ReadonlySet<string> {
  const stations = branches
    .flatMap(({ out, back }) => [out, ...back])
    .flatMap(({ hops }) => hops.flatMap(({ id }) => id ?? []));
  return new Set([query.from ?? "", query.to ?? "", ...stations].flatMap((id) => networkOf(index, id) ?? []));
}

/** The network of a NIC, a machine or a gateway. */
function networkOf(index: TopologyIndex, id: string): string | undefined {
  const nic = index.nics.get(id) ?? index.nics.get(index.machines.get(id)?.nics[0] ?? "");
  return index.subnets.get(nic?.subnet ?? "")?.network ?? index.gateways.get(id)?.network;
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
