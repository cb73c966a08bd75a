import { groupsByKey } from "../../domain/group-by";
import { certainly } from "../unknown/explore";
import type { Link } from "./link";
import type { Route, SpeakerId } from "./route";

/** Speakers that may learn a prefix from each other, directly or not: their routes are settled together. */
export interface SpeakerGroup {
  readonly id: number;
  readonly speakers: readonly SpeakerId[];
  /** The links by which a speaker of the group may learn the prefix, from within and from without. */
  readonly into: readonly Link[];
}

/** Which speakers may have a route to one prefix, whatever the values known only after apply are. */
export interface RouteGraph {
  /** The group of every speaker that may have a route. */
  readonly groupOf: ReadonlyMap<SpeakerId, SpeakerGroup>;
}

/** Where a prefix begins. */
export interface RouteSources {
  /** Speakers that have it from the start. */
  readonly own: readonly { readonly speaker: SpeakerId; readonly route: Route }[];
  /** Links over which it may be originated. */
  readonly originated: readonly { readonly link: Link; readonly route: Route }[];
}

/** The links of each speaker. */
export type LinksFrom = ReadonlyMap<SpeakerId, readonly Link[]>;

/** Follows a prefix over all links that may carry it. */
export function routeGraph(sources: RouteSources, linksFrom: LinksFrom): RouteGraph {
  const used = follow(sources, linksFrom, (link, route) => !isClosed(link, route));
  const speakers = [
    ...new Set([...sources.own.map(({ speaker }) => speaker), ...[...used].flatMap(({ from, to }) => [from, to])]),
  ];
  const into = groupsByKey(used, ({ to }) => to);
  const groupOf = new Map<SpeakerId, SpeakerGroup>();
  stronglyConnected(speakers, (speaker) => (into.get(speaker) ?? []).map(({ from }) => from)).forEach((members, id) => {
    const group = { id, speakers: members, into: members.flatMap((speaker) => into.get(speaker) ?? []) };
    for (const speaker of members) groupOf.set(speaker, group);
  });
  return { groupOf };
}

/** The links to each speaker that are meant for the prefix, those included that keep it back. */
export const linksMeantFor = (sources: RouteSources, linksFrom: LinksFrom): ReadonlyMap<SpeakerId, readonly Link[]> =>
  groupsByKey(
    follow(sources, linksFrom, () => true),
    ({ to }) => to,
  );

/** True where a link keeps a route back whatever the values known only after apply are. */
const isClosed = (link: Link, route: Route): boolean =>
  certainly((scenario) => link.keepsBack?.(route, scenario))?.result !== undefined;

/** The links that a prefix crosses, as far as `crosses` lets it. */
function follow(
  { own, originated }: RouteSources,
  linksFrom: LinksFrom,
  crosses: (link: Link, route: Route) => boolean,
): ReadonlySet<Link> {
  const used = new Set<Link>();
  const seen = new Set<string>();
  const waiting: { readonly speaker: SpeakerId; readonly route: Route }[] = [];
  const arrive = (speaker: SpeakerId, route: Route): void => {
    const key = `${speaker}\n${route.origin}\n${route.neighbor}\n${route.connection}`;
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push({ speaker, route });
  };
  const cross = (link: Link, route: Route): void => {
    if (!link.carries(route) || !crosses(link, route)) return;
    used.add(link);
    arrive(link.to, link.pass(route));
  };
  for (const { speaker, route } of own) arrive(speaker, route);
  for (const { link, route } of originated) cross(link, route);
  // What is found on the way is followed too.
  for (const { speaker, route } of waiting) for (const link of linksFrom.get(speaker) ?? []) cross(link, route);
  return used;
}

/** Tarjan's algorithm: groups of nodes that reach each other, each after those that it depends on. */
function stronglyConnected<T>(nodes: readonly T[], dependsOn: (node: T) => readonly T[]): T[][] {
  const order = new Map<T, number>();
  const low = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();
  const groups: T[][] = [];
  const visit = (node: T): void => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    stack.push(node);
    onStack.add(node);
    for (const other of dependsOn(node)) {
      if (!order.has(other)) visit(other);
      if (onStack.has(other)) low.set(node, Math.min(low.get(node)!, low.get(other)!));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    for (const member of group) onStack.delete(member);
    groups.push(group);
  };
  for (const node of nodes) if (!order.has(node)) visit(node);
  return groups;
}
