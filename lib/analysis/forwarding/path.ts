import { answersOf } from "../model/assumed-answers";
import type { Topology } from "../model/azure";
import type { PathQuery, PathResult } from "../results";
import { joinFacts } from "../facts";
import { twoOwnersOnPath } from "../faults/two-owners";
import { TopologyIndex } from "../model/topology-index";
import { isUnreadSentence } from "../model/unread-changes";
import type { Unknown } from "../unknown/value";
import { decidedBy, explore } from "../unknown/explore";
import type { Assumed } from "../unknown/scenario";
import { hasArrived } from "../verdict";
import { faultsOf } from "./all-faults";
import { componentsOnPath } from "./on-path";
import { exitKey } from "./exit-names";
import { factsOf } from "./flow/combine";
import { evaluateFlow } from "./flow/evaluate";
import type { FlowResult } from "./flow/result";
import { openByOtherNics, queriesByNic } from "./other-nics";
import { withVmIn } from "./vm-in-subnet";
import { resolveQuery, type ResolvedQuery } from "./resolve-query";
import { summaryOf } from "./summary";

/**
 * Where a packet goes, hop by hop, and the answer to it. An end that is a subnet ("vnet-hub00/default") stands for a VM in
 * it.
 * @throws TopologyError where the topology has no such machine, or an end is not an address
 */
export function path(topology: Topology, query: PathQuery): PathResult {
  const from = withVmIn(topology, query.from);
  const to = withVmIn(from?.topology ?? topology, query.to);
  const whole = to?.topology ?? from?.topology ?? topology;
  return pathIn(whole, { ...query, from: from?.name ?? query.from, to: to?.name ?? query.to });
}

function pathIn(topology: Topology, query: PathQuery): PathResult {
  const resolved = resolveQuery(topology, query);
  const { first, ...answer } = barePath(resolved);
  const whole = openByOtherNics(answer, queriesByNic(topology, resolved), (other) => barePath(other.query));
  return withTwoOwners(resolved, { ...whole, facts: factsOf(first), faults: faultsOf(topology, resolved) });
}

/** What two resources manage is something else after the next apply: a path over it is not certain (row 12.2). */
function withTwoOwners({ island, flow }: ResolvedQuery, result: PathResult): PathResult {
  if (island.twoOwners.length === 0) return result;
  const onPath = componentsOnPath(new TopologyIndex(island), { query: flow, traces: [...result.out, ...result.back] });
  const contested = island.twoOwners.filter(({ component }) => onPath.has(component)).map(twoOwnersOnPath);
  const [first] = contested;
  if (!first) return result;
  const faults = [...contested, ...result.faults];
  const facts = joinFacts([result.facts, first.facts]);
  if (result.verdict === "refused" || result.verdict === "undetermined") return { ...result, facts, faults };
  const summary = `${result.summary}; but ${first.text}`;
  return { ...result, verdict: "undetermined", reason: first.reason, egress: [], summary, facts, faults };
}

/** What becomes of a packet, without the facts behind it and without a search for faults. */
export type BarePath = Omit<PathResult, "facts" | "faults">;

/**
 * The answer to a question as far as an overview needs it, and the result in the first scenario.
 * @param assumed answers some claims for all scenarios
 */
export function barePath(
  { island, flow, from, to, destination }: ResolvedQuery,
  assumed?: Assumed,
): BarePath & { readonly first: FlowResult } {
  const explored = explore((scenario) => evaluateFlow(island, scenario, flow), answersOf(island, assumed));
  const first = explored.results[0]!.result;
  // What Azure refuses, it refuses whatever the values are.
  const isRefused = explored.results.every(({ result }) => result.verdict === "refused");
  const waitsFor = isRefused
    ? []
    : decidedBy(explored, keyOf, ({ verdict }) => (hasArrived(verdict) ? 0 : verdict === "undetermined" ? 2 : 1));
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
    ...(waitsFor.length > 0 && undetermined(waitsFor)),
    summary: summaryOf(first, explored, waitsFor),
    waitsFor,
    first,
  };
}

const undetermined = (waitsFor: readonly Unknown[]): Pick<BarePath, "verdict" | "reason" | "egress"> => ({
  verdict: "undetermined",
  reason: waitsFor.every((value) => isUnreadSentence(value.unknown)) ? "not-modelled" : "value-unknown",
  egress: [],
});

/** Results are the same where the verdict is, for whatever reason, and the internet sees the same addresses. */
const keyOf = ({ verdict, egress }: FlowResult): string =>
  `${verdict} ${egress
    .map((one) => `${exitKey(one)} ${one.machine}`)
    .sort()
    .join(" ")}`;
