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
  /** Advertises one of the best routes to a prefix, however many are equal. */
  readonly single?: true;
  /** What `from` advertises over this link besides what it has learned. */
  readonly origination?: Origination;
  /** Whether a route is meant for this link, by the route alone: asks nothing. */
  readonly carries: (route: Route) => boolean;
  /** What `from` makes of one of its best routes before it sends it. @default it sends the route */
  readonly sends?: (route: Route, scenario: Scenario) => Sent;
  /** Why a route is not learned over it: a reason to tell, or none worth telling. */
  readonly keepsBack?: (route: Route, scenario: Scenario) => Rejection | "filtered" | undefined;
  /** Why `to` rejects what `from` sent: decided by what `from` made of the route. */
  readonly rejects?: (route: Route) => Rejection | undefined;
  /** The route as `to` has it. */
  readonly pass: (route: Route) => Route;
  /** What `to` makes of it. @default it accepts the route */
  readonly accepts?: (route: Route, scenario: Scenario) => Route | undefined;
}

/** What a speaker sends of one route: several, where its sessions differ; or why none. */
export interface Sent {
  readonly routes: readonly Route[];
  readonly rejections: readonly Rejection[];
}

/** What a speaker originates. */
export interface Origination {
  /** One route for each prefix that it may originate, with no AS path yet. */
  readonly possible: readonly Route[];
  /** What it does originate. */
  readonly routes: (scenario: Scenario) => readonly Route[];
  /** Why it does not: sessions that do not come up, or what it withholds. */
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
  const meant = best.filter(link.carries);
  const own = originated(link, prefix, scenario).filter(link.carries);
  if (meant.length + own.length === 0 || !scenario.isTrue(link.exists)) return NOTHING;
  const sent = (link.single ? meant.slice(0, 1) : meant).map(
    (route) => link.sends?.(route, scenario) ?? { routes: [route], rejections: [] },
  );
  const routes = [...sent.flatMap((one) => one.routes), ...own];
  const learned: Route[] = [];
  const rejections: Rejection[] = sent.flatMap((one) => one.rejections);
  for (const route of routes) {
    const kept = link.keepsBack?.(route, scenario) ?? link.rejects?.(route);
    if (kept !== undefined) rejections.push(...(kept === "filtered" ? [] : [kept]));
    else learned.push(...accepted(link, route, scenario));
  }
  return { learned, rejections };
}

function accepted({ pass, accepts }: Link, route: Route, scenario: Scenario): readonly Route[] {
  const passed = pass(route);
  const result = accepts ? accepts(passed, scenario) : passed;
  return result ? [result] : [];
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
