import type { Topology } from "../model/azure";
import type { PathQuery, PathResult } from "../results";
import { decidedBy, explore } from "../unknown/explore";
import type { Assumed } from "../unknown/scenario";
import { faultsOf } from "./all-faults";
import { evaluateFlow } from "./flow/evaluate";
import type { FlowResult } from "./flow/result";
import { resolveQuery, type ResolvedQuery } from "./resolve-query";
import { summaryOf } from "./summary";

/**
 * Where a packet goes, hop by hop, and the answer to it.
 * @throws TopologyError where the topology has no such machine, or an end is not an address
 */
export function path(topology: Topology, query: PathQuery): PathResult {
  const resolved = resolveQuery(topology, query);
  return { ...inEveryScenario(resolved), faults: faultsOf(topology, resolved) };
}

/** The same without a search for faults: what an overview needs. @param assumed answers some claims for all scenarios */
export const pathWithoutFaults = (topology: Topology, query: PathQuery, assumed?: Assumed): PathResult =>
  inEveryScenario(resolveQuery(topology, query), assumed);

function inEveryScenario({ island, flow, from, to, destination }: ResolvedQuery, assumed?: Assumed): PathResult {
  const explored = explore((scenario) => evaluateFlow(island, scenario, flow), assumed);
  const first = explored.results[0]!.result;
  // What Azure refuses, it refuses whatever the values are.
  const isRefused = explored.results.every(({ result }) => result.verdict === "refused");
  const waitsFor = isRefused ? [] : decidedBy(explored, keyOf);
  return {
    from,
    to,
    destination,
    protocol: flow.protocol,
    port: flow.port,
    verdict: first.verdict,
    ...(first.reason && { reason: first.reason }),
    egress: first.egress,
    out: first.out,
    back: first.back,
    warnings: first.warnings,
    facts: first.facts,
    ...(waitsFor.length > 0 && UNDETERMINED),
    summary: summaryOf(first, explored, waitsFor),
    faults: [],
    waitsFor,
  };
}

const UNDETERMINED = { verdict: "undetermined", reason: "value-unknown", egress: [] } as const;

/** Results are the same where the verdict is, for whatever reason, and the internet sees the same addresses. */
const keyOf = ({ verdict, egress }: FlowResult): string =>
  `${verdict} ${egress
    .map(({ kind, name, machine }) => `${kind} ${name} ${machine}`)
    .sort()
    .join(" ")}`;
