import type { NotLearnedCause } from "../verdict";
import type { Topology } from "../model/azure";
import type { Truth } from "../unknown/truth";

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
  /** What it leads to: a network's range, an NVA's advertisement, or something outside of Azure. */
  readonly kind: "network" | "nva" | "outside";
  /** Id of the network, machine or edge that it began at. */
  readonly origin: string;
  /** The NVA's address, for a route that an NVA advertised. Other routes lead to the speaker that advertised them. */
  readonly nextHop?: string;
  readonly communities: readonly string[];
  /** Stations so far, the origin first: "vm-nva100 (AS 65001)". */
  readonly stations: readonly string[];
  /** The neighbor that it was learned from; absent for the speaker's own. */
  readonly neighbor?: SpeakerId;
  /** The neighbor's name where it differs from the component's: a Route Server has two instances. */
  readonly neighborName?: string;
  /** Id of the connection that it came in by. */
  readonly connection?: string;
  /** Links of the circuit over which a customer's edge announces it: 1, 2. @default both */
  readonly links?: readonly (1 | 2)[];
  /** Id of the NVA that was the last to advertise it. */
  readonly advertiser?: string;
  /** Where a route of a virtual hub leads to. */
  readonly via?: HubNextHop;
  /** What the NVA that has it prefers it by, besides its AS path. */
  readonly preference?: RoutePreference;
}

/** Where a virtual hub sends packets along a route. */
export type HubNextHop =
  /** To the network of a connection. */
  | { readonly kind: "network"; readonly connection: string }
  /** To an address in the network of a connection: of an NVA. */
  | { readonly kind: "address"; readonly connection: string; readonly address: string; readonly static: boolean }
  /** To what a static route of a route table names by its id. */
  | { readonly kind: "resource"; readonly resource: string }
  /** To another hub of the Virtual WAN. */
  | { readonly kind: "hub"; readonly hub: string }
  | { readonly kind: "circuit"; readonly circuit: string; readonly connection: string }
  | { readonly kind: "site"; readonly connection: string };

/** A route that an NVA sends on: what it came by before is behind the NVA. */
export function asNvaRoute({ prefix, asPath, origin, communities, stations, nextHop, advertiser }: Route): Route {
  return {
    prefix,
    asPath,
    kind: "nva",
    origin,
    communities,
    stations,
    ...(nextHop !== undefined && { nextHop }),
    ...(advertiser !== undefined && { advertiser }),
  };
}

/** What FRR compares before AS paths, and after them. */
export interface RoutePreference {
  readonly weight: number;
  readonly localPreference: number;
  /** A neighbor of the same AS has sent it. */
  readonly internal: boolean;
  /** Its next hop resolves: it is not used otherwise. */
  readonly reachable: Truth;
}

/** Why a route, or a whole session, is not learned. */
export interface Rejection {
  readonly prefix: string;
  readonly origin: string;
  /** Id of the component that would have to change. */
  readonly at: string;
  /** The network that does not learn the route, where only that one misses it. */
  readonly towards?: string;
  readonly cause: NotLearnedCause;
  readonly text: string;
  /** The part of the text that tells why a session is down. */
  readonly because?: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** The topology with that mended; absent where no single change would. */
  readonly repair?: (topology: Topology) => Topology;
}
