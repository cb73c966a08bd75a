import type { BgpEntry } from "../../../analysis/bgp/bgp-table";
import type { EffectiveRoute, SubnetRoutes } from "../../../analysis/results";
import { type Content, html, type Html, table } from "../html";
import { factsView, unknownsView } from "./fragments";

const NARROW_HEAD = ["Address prefix", "Next hop type", "Next hop IP", "Source"];
const HEAD = ["Source", "State", "Address prefix", "Next hop type", "Next hop IP", "Why"];

/** How a table of routes is written. */
export interface RoutesViewOptions {
  /** Also system routes with next hop None. @default false */
  readonly all?: boolean;
  /** The reason is below its row, not beside it. @default false */
  readonly narrow?: boolean;
}

/** A subnet's effective routes in Azure's columns, with the reason for each. */
export function routesView(subnet: SubnetRoutes, { all = false, narrow = false }: RoutesViewOptions = {}): Html {
  const rows = subnet.routes.filter((route) => all || !isNone(route));
  const nics = subnet.nics.length === 0 ? "no NIC" : subnet.nics.map(({ nic }) => nic).join(", ");
  const left = subnet.routes.length - rows.length;
  const caption = `Effective routes of ${subnet.subnet}`;
  const classOf = (index: number): string => rowClass(rows[index]!);
  const shown = narrow
    ? table(caption, NARROW_HEAD, rows.map(narrowCells), { classOf, below: (index) => whyOf(rows[index]!) })
    : table(caption, HEAD, rows.map(cells), { classOf });
  return html`<p>${subnet.summary}.</p>
${shown}
<p class="note">${nics}; ${subnet.routeTable === null ? "no route table" : `route table ${subnet.routeTable}`}; gateway routes ${subnet.propagation ? "propagate" : "do not propagate"}.${left > 0 && ` ${left} system routes with next hop None are not shown.`}</p>
${unknownsView(subnet.waitsFor)}${factsView(rows.flatMap(({ facts }) => facts))}`;
}

const isNone = ({ source, nextHop }: EffectiveRoute): boolean => source === "Default" && nextHop.kind === "none";

const cells = (route: EffectiveRoute): Content[] => [
  route.source,
  route.state,
  html`<b>${route.prefix}</b>`,
  route.nextHopType,
  route.nextHopAddress ?? "-",
  whyOf(route),
];

/** The state is left out where it is Active, as it nearly always is. */
const narrowCells = ({ source, state, prefix, nextHopType, nextHopAddress }: EffectiveRoute): Content[] => [
  html`<b>${prefix}</b>`,
  nextHopType,
  nextHopAddress ?? "-",
  `${source}${state === "Active" ? "" : `, ${state}`}`,
];

const whyOf = ({ why, learned }: EffectiveRoute): Html =>
  html`${why}${learned && html`<span class="learned-from">${learned.from.join(" → ")}</span>`}`;

const rowClass = ({ state, prefix }: EffectiveRoute): string =>
  state === "Invalid" ? "invalid" : prefix === "0.0.0.0/0" ? "default" : "";

/** The routes that a BGP speaker has learned. */
export function bgpView(speaker: string, entries: readonly BgpEntry[]): Html {
  if (entries.length === 0) return html`<p>${speaker} learns no BGP routes.</p>`;
  const rows = entries.map(({ prefix, asPath, from, neighbor, best }) => [
    html`<b>${prefix}</b>`,
    best ? "best" : "",
    neighbor,
    asPath.join(" "),
    from.join(" → "),
  ]);
  return table(`BGP routes of ${speaker}`, ["Prefix", "Best", "Neighbour", "AS path", "Learned from"], rows, {
    classOf: (index) => (entries[index]!.best ? "" : "invalid"),
  });
}
