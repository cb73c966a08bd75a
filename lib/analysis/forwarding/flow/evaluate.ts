import type { Topology } from "../../model/azure";
import { type RoutingState, routingStateOf } from "../../routes/routing-state";
import { Memo } from "../../unknown/memo";
import type { Scenario } from "../../unknown/scenario";
import { combine } from "./combine";
import { fromInternet } from "./inbound";
import { fromMachine, fromPremises } from "./outbound";
import type { FlowQuery } from "./query";
import { refusalOnPath } from "./refusal";
import type { Branch, FlowResult } from "./result";

const evaluated = new WeakMap<Topology, Memo<string, FlowResult>>();

/** What becomes of a flow in one scenario: packet, answer, and what Azure refuses on the way. */
export function evaluateFlow(topology: Topology, scenario: Scenario, query: FlowQuery): FlowResult {
  const known = evaluated.get(topology) ?? new Memo<string, FlowResult>();
  evaluated.set(topology, known);
  return known.get(JSON.stringify(query), scenario, () => evaluate(topology, scenario, query));
}

function evaluate(topology: Topology, scenario: Scenario, query: FlowQuery): FlowResult {
  const routing = routingStateOf(topology, scenario);
  const branches = branchesOf(routing, query);
  return combine(branches, refusalOnPath(topology, routing.index, { query, branches }));
}

function branchesOf(routing: RoutingState, query: FlowQuery): Branch[] {
  if (query.from !== undefined) return fromMachine(routing, query);
  return query.isFromPremises ? fromPremises(routing, query) : fromInternet(routing, query);
}
