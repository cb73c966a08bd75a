import type { BgpState } from "../bgp/azure-propagation";
import type { TopologyIndex } from "../model/topology-index";
import type { Scenario } from "../unknown/scenario";

/** What effective routes are computed from, in one scenario. */
export interface RouteContext {
  readonly index: TopologyIndex;
  readonly scenario: Scenario;
  readonly bgp: BgpState;
}
