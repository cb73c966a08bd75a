import type { Scenario } from "../unknown/scenario";
import { and, type Truth } from "../unknown/truth";
import type { Component } from "../model/azure";
import type { Rejection, Route, SpeakerId } from "./route";

/** One direction of an adjacency: what `to` learns from `from`. */
export interface Link {
  readonly from: SpeakerId;
  readonly to: SpeakerId;
  /** Id of the connection that it runs over. */
  readonly connection?: string;
  /** Whether the adjacency is there at all. */
  readonly exists: Truth;
  /** Advertises one route a prefix, however many are equal. */
  readonly single?: true;
  /** What `from` advertises over this link besides what it has learned. */
  readonly origination?: Origination;
  /** Whether a route is meant for this link, by the route alone: asks nothing. */
  readonly carries: (route: Route) => boolean;
  /** Why a route is not learned over it: a reason to tell, or none worth telling. */
  readonly keepsBack?: (route: Route, scenario: Scenario) => Rejection | "filtered" | undefined;
  /** The route as `to` has it. */
  readonly pass: (route: Route) => Route;
}

/** What a speaker originates. */
export interface Origination {
  /** One route for each prefix that it may originate, with no AS path yet. */
  readonly possible: readonly Route[];
  /** What it does originate. */
  readonly routes: (scenario: Scenario) => readonly Route[];
  /** Why it does not: sessions that do not come up. */
  readonly rejections?: (scenario: Scenario) => readonly Rejection[];
}

/** A route on its way over a link: learned, or kept back for a reason. */
export interface Advertised {
  readonly learned: readonly Route[];
  readonly rejections: readonly Rejection[];
}

const NOTHING: Advertised = { learned: [], rejections: [] };

/** What goes over a link for one prefix. Whatever makes no difference is not asked. @param best `from`'s best routes */
export function advertise(link: Link, prefix: string, best: readonly Route[], scenario: Scenario): Advertised {
  const routes = [...best, ...originated(link, prefix, scenario)].filter(link.carries);
  if (routes.length === 0 || !scenario.isTrue(link.exists)) return NOTHING;
  const learned: Route[] = [];
  const rejections: Rejection[] = [];
  for (const route of link.single ? routes.slice(0, 1) : routes) {
    const kept = link.keepsBack?.(route, scenario);
    if (kept === undefined) learned.push(link.pass(route));
    else if (kept !== "filtered") rejections.push(kept);
  }
  return { learned, rejections };
}

function originated({ origination }: Link, prefix: string, scenario: Scenario): readonly Route[] {
  if (!origination?.possible.some((route) => route.prefix === prefix)) return [];
  return origination.routes(scenario).filter((route) => route.prefix === prefix);
}

/** True where all of these components are there. */
export const existsWith = (...components: readonly (Component | undefined)[]): Truth =>
  and(...components.map((component) => component?.exists ?? true));

/** A rejection of a route. */
export const rejected = (reason: Omit<Rejection, "prefix" | "origin">, { prefix, origin }: Route): Rejection => ({
  ...reason,
  prefix,
  origin,
});
