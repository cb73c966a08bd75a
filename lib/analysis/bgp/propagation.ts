import { groupsByKey } from "../../domain/group-by";
import type { Truth } from "../unknown/truth";
import { Memo } from "../unknown/memo";
import type { Scenario } from "../unknown/scenario";
import { longestFirst } from "../model/prefix-length";
import { advertise, type Link } from "./link";
import type { Rejection, Route, SpeakerId } from "./route";
import {
  type LinksFrom,
  linksMeantFor,
  type RouteGraph,
  routeGraph,
  type RouteSources,
  type SpeakerGroup,
} from "./route-graph";

/** More rounds than any chain of speakers is long: what has not settled by then does not settle. */
const MAX_ROUNDS = 40;

/** A route that a speaker has from the start, and whether it has it. */
export interface OwnRoute {
  readonly speaker: SpeakerId;
  readonly route: Route;
  readonly exists: Truth;
  /** What else it depends on. @default nothing */
  readonly condition?: (scenario: Scenario) => boolean;
}

/** Which of the routes to one prefix a speaker uses. */
export type BestPath = (speaker: SpeakerId, routes: readonly Route[], scenario: Scenario) => readonly Route[];

/** The routes of a group of speakers to one prefix. */
interface Settled {
  /** All routes that a speaker has accepted, its own included. */
  readonly received: ReadonlyMap<SpeakerId, readonly Route[]>;
  readonly best: ReadonlyMap<SpeakerId, readonly Route[]>;
}

const NO_ROUTES: readonly Route[] = [];

/**
 * Who learns what (rows 3.1 to 3.18), prefix by prefix and only as far as somebody asks: a speaker's routes depend on
 * what may lead to it, and on nothing else.
 */
export class Propagation {
  /** Every prefix that somebody may advertise, longest first. */
  public readonly prefixes: readonly string[];
  private readonly own: ReadonlyMap<string, readonly OwnRoute[]>;
  private readonly originated: ReadonlyMap<string, RouteSources["originated"]>;
  private readonly linksFrom: LinksFrom;
  private readonly graphs = new Map<string, RouteGraph>();
  private readonly settled = new Memo<SpeakerGroup, Settled>();

  public constructor(
    own: readonly OwnRoute[],
    links: readonly Link[],
    private readonly bestPath: BestPath,
  ) {
    const possible = links.flatMap((link) => (link.origination?.possible ?? []).map((route) => ({ link, route })));
    this.own = groupsByKey(own, ({ route }) => route.prefix);
    this.originated = groupsByKey(possible, ({ route }) => route.prefix);
    this.linksFrom = groupsByKey(links, ({ from }) => from);
    this.prefixes = longestFirst([...new Set([...this.own.keys(), ...this.originated.keys()])]);
  }

  /** True where a speaker may have a route to the prefix: asks nothing. */
  public mayHave(speaker: SpeakerId, prefix: string): boolean {
    return this.graph(prefix).groupOf.has(speaker);
  }

  /** A speaker's best routes to a prefix; several where they are equal. */
  public best(speaker: SpeakerId, prefix: string, scenario: Scenario): readonly Route[] {
    return this.settle(speaker, prefix, scenario)?.best.get(speaker) ?? NO_ROUTES;
  }

  /** All routes to a prefix that a speaker has accepted. */
  public received(speaker: SpeakerId, prefix: string, scenario: Scenario): readonly Route[] {
    return this.settle(speaker, prefix, scenario)?.received.get(speaker) ?? NO_ROUTES;
  }

  /** Why routes to a prefix did not get to these speakers: what was rejected on the way, the first rejection first. */
  public rejections(speakers: readonly SpeakerId[], prefix: string, scenario: Scenario): readonly Rejection[] {
    const into = linksMeantFor(this.sources(prefix), this.linksFrom);
    const found: Rejection[] = [];
    const visited = new Set<SpeakerId>();
    const visit = (speaker: SpeakerId): void => {
      if (visited.has(speaker)) return;
      visited.add(speaker);
      const links = into.get(speaker) ?? [];
      for (const { from } of links) visit(from);
      for (const link of links) found.push(...this.rejectedBy(link, prefix, scenario));
    };
    speakers.forEach(visit);
    return found;
  }

  private rejectedBy(link: Link, prefix: string, scenario: Scenario): readonly Rejection[] {
    const own = link.origination?.rejections?.(scenario) ?? [];
    return [
      // A session that is down brings no prefix.
      ...own.flatMap((one) => (one.cause === "session-down" || one.prefix === prefix ? { ...one, prefix } : [])),
      ...advertise(link, prefix, this.best(link.from, prefix, scenario), scenario).rejections,
    ];
  }

  private sources(prefix: string): RouteSources {
    return { own: this.own.get(prefix) ?? [], originated: this.originated.get(prefix) ?? [] };
  }

  private graph(prefix: string): RouteGraph {
    const known = this.graphs.get(prefix);
    if (known) return known;
    const graph = routeGraph(this.sources(prefix), this.linksFrom);
    this.graphs.set(prefix, graph);
    return graph;
  }

  private settle(speaker: SpeakerId, prefix: string, scenario: Scenario): Settled | undefined {
    const group = this.graph(prefix).groupOf.get(speaker);
    return group && this.settled.get(group, scenario, () => this.compute(group, prefix, scenario));
  }

  /** Rounds of advertisements within the group, to a fixed point. */
  private compute(group: SpeakerGroup, prefix: string, scenario: Scenario): Settled {
    const members = new Set(group.speakers);
    const own = this.ownRoutes(group, prefix, scenario);
    let best = new Map<SpeakerId, readonly Route[]>();
    let received = new Map<SpeakerId, Route[]>();
    for (let round = 0, before = ""; round < MAX_ROUNDS; round++) {
      received = new Map(group.speakers.map((speaker) => [speaker, [...(own.get(speaker) ?? [])]]));
      for (const link of group.into) {
        const from = members.has(link.from) ? best.get(link.from) : this.best(link.from, prefix, scenario);
        received.get(link.to)!.push(...advertise(link, prefix, from ?? NO_ROUTES, scenario).learned);
      }
      best = new Map([...received].map(([speaker, routes]) => [speaker, this.bestPath(speaker, routes, scenario)]));
      const now = signature(best);
      if (now === before) break;
      before = now;
    }
    return { received, best };
  }

  private ownRoutes(group: SpeakerGroup, prefix: string, scenario: Scenario): ReadonlyMap<SpeakerId, Route[]> {
    const members = new Set(group.speakers);
    const own = (this.own.get(prefix) ?? []).filter(
      ({ speaker, exists, condition }) =>
        members.has(speaker) && scenario.isTrue(exists) && (condition?.(scenario) ?? true),
    );
    return new Map(
      [...groupsByKey(own, ({ speaker }) => speaker)].map(([speaker, all]) => [speaker, all.map(({ route }) => route)]),
    );
  }
}

/** What tells whether a round changed anything. */
const signature = (best: ReadonlyMap<SpeakerId, readonly Route[]>): string =>
  JSON.stringify(
    [...best].map(([speaker, routes]) => [
      speaker,
      routes.map(({ asPath, neighbor, origin, nextHop }) => [asPath, neighbor, origin, nextHop]),
    ]),
  );
