import type { BgpEntry } from "../../../bgp-table";
import type { EffectiveRoute, SubnetRoutes } from "../../../results";
import { html, type Html, table } from "../html";
import { restsOn, waiting } from "./words";

const HEAD = ["Source", "State", "Address prefix", "Next hop type", "Next hop IP", "Why"];

/** A subnet's effective routes in Azure's columns, and why each is as it is. */
export function routesView(subnet: SubnetRoutes, { all = false }: { readonly all?: boolean } = {}): Html {
  const rows = subnet.routes.filter((route) => all || !isNone(route));
  const nics = subnet.nics.length === 0 ? "no NIC" : subnet.nics.map(({ nic }) => nic).join(", ");
  const left = subnet.routes.length - rows.length;
  return html`<p>${subnet.summary}.</p>
${table(`Effective routes of ${subnet.subnet}`, HEAD, rows.map(cells), (index) => rowClass(rows[index]!))}
<p class="note">${nics}; ${subnet.routeTable === null ? "no route table" : `route table ${subnet.routeTable}`}; gateway routes ${subnet.propagation ? "propagate" : "do not propagate"}.${left > 0 && ` System routes to None (${left}) are left out.`}</p>
${waiting(subnet.waitsFor)}${restsOn(rows.flatMap(({ facts }) => facts))}`;
}

const isNone = ({ source, nextHop }: EffectiveRoute): boolean => source === "Default" && nextHop.kind === "none";

function cells({ source, state, prefix, nextHopType, nextHopAddress, why, learned }: EffectiveRoute): (string | Html)[] {
  const way = learned && html`<span class="way">${learned.from.join(" → ")}</span>`;
  return [source, state, html`<b>${prefix}</b>`, nextHopType, nextHopAddress ?? "-", html`${why}${way}`];
}

const rowClass = ({ state, prefix }: EffectiveRoute): string => (state === "Invalid" ? "invalid" : prefix === "0.0.0.0/0" ? "default" : "");

/** What a speaker of BGP has learned. */
export function bgpView(speaker: string, entries: readonly BgpEntry[]): Html {
  if (entries.length === 0) return html`<p>${speaker} learns nothing by BGP.</p>`;
  const rows = entries.map(({ prefix, asPath, from, neighbor, best }) => [html`<b>${prefix}</b>`, best ? "best" : "", neighbor, asPath.join(" "), from.join(" → ")]);
  return table(`Learned by BGP at ${speaker}`, ["Prefix", "Used", "From", "AS path", "Way"], rows, (index) => (entries[index]!.best ? "" : "invalid"));
}
