import { missingLink } from "../faults/missing-link";
import { answersOf } from "../model/assumed-answers";
import type { Topology } from "../model/azure";
import type { Fault } from "../results";
import { Scenario } from "../unknown/scenario";
import { evaluateFlow } from "./flow/evaluate";
import type { FlowResult } from "./flow/result";
import { networkOf, type ResolvedQuery } from "./resolve-query";

const MAX_FAULTS = 12;

/**
 * All faults of a flow, in the order in which its packets meet them: each as if those before it were repaired.
 * @param whole the topology whose island the flow is in
 */
export function faultsOf(whole: Topology, { island, flow, from }: ResolvedQuery): Fault[] {
  const found: Fault[] = [];
  let topology = island;
  while (found.length < MAX_FAULTS) {
    const result = evaluateFlow(topology, new Scenario(new Map(), answersOf(whole)), flow);
    const link =
      toInternet(flow) && isStranded(result) ? linkTo(whole, { island, topology }, { flow, from }) : undefined;
    if (link) return [...found, link];
    const { fault } = result;
    if (!fault || isAmong(found, fault)) return found;
    const { repair, ...plain } = fault;
    found.push(plain);
    if (!repair) return found;
    topology = repair(topology);
  }
  return found;
}

const isAmong = (faults: readonly Fault[], { at, text }: Fault): boolean =>
  faults.some((one) => one.at === at && one.text === text);

const toInternet = ({ from, to }: ResolvedQuery["flow"]): boolean => from !== undefined && to === undefined;

const FOR_WANT_OF_A_ROUTE = ["no-egress-identity", "route-none", "no-route"];

/** No route leads to an NVA, and nothing withholds one. */
function isStranded({ verdict, fault, back }: FlowResult): boolean {
  if (verdict === "direct") return fault === undefined;
  return (
    verdict === "dropped" &&
    back.length === 0 &&
    fault !== undefined &&
    fault.cause === undefined &&
    FOR_WANT_OF_A_ROUTE.includes(fault.reason)
  );
}

/** The other end of the link may be in another island of the whole topology. */
function linkTo(
  whole: Topology,
  { island, topology }: { readonly island: Topology; readonly topology: Topology },
  { flow, from }: Pick<ResolvedQuery, "flow" | "from">,
): Fault | undefined {
  const nic = topology.nics.find(({ id }) => id === flow.from);
  const network = nic && networkOf(topology, nic);
  return missingLink(island === topology ? whole : topology, network ?? "", from);
}
