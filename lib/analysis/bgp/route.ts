import type { NotLearnedCause } from "../verdict";
import type { Topology } from "../model/azure";

/**
 * A speaker of BGP: a Route Server, a gateway, a circuit's edge (MSEE), a customer's edge, a site behind a VPN, or an
 * NVA. By component id.
 */
export type SpeakerId = string;

/** A route as one speaker has it. */
export interface Route {
  readonly prefix: string;
  /** Nearest AS first, as the speaker has it: without its own. */
  readonly asPath: readonly number[];
  /** What it leads to: a network's range, an NVA's announcement, or something outside of Azure. */
  readonly kind: "network" | "nva" | "outside";
  /** Id of the network, machine or edge that it began at. */
  readonly origin: string;
  /**
   * Where traffic goes: an NVA's address for its routes; for the others the speaker that it was learned from leads
   * there.
   */
  readonly nextHop?: string;
  readonly communities: readonly string[];
  /** Stations so far, the origin first: "vm-nva100 (AS 65001)". */
  readonly stations: readonly string[];
  /** The neighbour that it was learned from; absent for the speaker's own. */
  readonly neighbor?: SpeakerId;
  /** The neighbour's name as people say it: a Route Server's two instances differ. */
  readonly neighborName?: string;
  /** Id of the connection that it came in by. */
  readonly connection?: string;
}

/** Why a route, or a whole session, did not get on. */
export interface Rejection {
  readonly prefix: string;
  readonly origin: string;
  /** Id of the component that would have to change. */
  readonly at: string;
  /** Network that the route was on its way to, where only that one misses it. */
  readonly towards?: string;
  readonly cause: NotLearnedCause;
  readonly text: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** The topology with that mended; absent where no single change would. */
  readonly repair?: (topology: Topology) => Topology;
}

/** What every speaker has after the last round. */
export interface Ribs {
  /** All routes a speaker has accepted, its own included. */
  readonly received: ReadonlyMap<SpeakerId, readonly Route[]>;
  /** The best for each prefix; several where they are equal. */
  readonly best: ReadonlyMap<SpeakerId, readonly Route[]>;
  readonly rejections: readonly Rejection[];
  /** Ids of connections that are down for too many routes. */
  readonly overloaded: ReadonlySet<string>;
  /** The speaker that stands for a circuit: circuits that turn out to be the same have one. */
  readonly circuitOf: (circuit: string) => SpeakerId;
}
