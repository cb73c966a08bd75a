import { bgpTable } from "../../../analysis/bgp/bgp-table";
import { components } from "../../../analysis/model/find";
import type { Topology } from "../../../analysis/model/azure";
import { effectiveRoutes } from "../../../analysis/routes/effective-routes";
import { TopologyError } from "../../../analysis/model/topology-error";
import { isUnknown } from "../../../analysis/unknown/value";
import { INTERNET } from "../../scene/graph";
import { type Content, html, type Html } from "../html";
import { findingsView } from "../views/findings-view";
import { exposuresView, type LinkTo, verdictsView } from "../views/verdicts-view";
import { type PlaceOf } from "../views/path-view";
import { bgpView, routesView } from "../views/routes-view";
import { componentTitle } from "./component-title";
import { errorView } from "./panel-parts";
import { orError, type TopologyAnswers } from "./scenarios";

/** A component below its title: its properties, routes, BGP table and findings. */
export function componentView(id: string, answers: TopologyAnswers, linkTo: LinkTo, placeOf: PlaceOf): Html {
  const { topology, report } = answers;
  const about = report.findings.filter(({ at }) => at.includes(id));
  return html`${propertiesView(topology, id, placeOf)}${id === INTERNET && html`${verdictsView(answers.verdicts, linkTo, { narrow: true })}${exposuresView(answers.exposures, linkTo)}`}
${routesSection(topology, id)}${bgpSection(topology, id)}
${id !== INTERNET && html`<h3>Findings</h3>${about.length === 0 ? html`<p>No findings.</p>` : findingsView(about, placeOf)}`}`;
}

const HIDDEN = new Set(["id", "name", "path", "guest", "rules", "routes", "nics", "exists"]);

function propertiesView(topology: Topology, id: string, placeOf: PlaceOf): Content {
  const component = components(topology).find((one) => one.id === id);
  if (!component) return false;
  const rows = Object.entries(component)
    .flatMap(([key, value]: [string, unknown]) =>
      HIDDEN.has(key) ? [] : [[propertyName(key), valueText(topology, value)] as const],
    )
    .filter(([, value]) => value !== "");
  return html`<dl><dt>at</dt><dd>${placeOf(id)}</dd>${rows.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>${rulesView(topology, id)}`;
}

/** "addressSpace" as "address space". */
const propertyName = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueText(topology: Topology, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isUnknown(value)) return `${value.unknown}, known after apply`;
  if (typeof value === "string") return componentTitle(topology, value)?.name ?? value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) ? (value as unknown[]).map((one) => valueText(topology, one)).join(", ") : "";
}

/** The routes of a route table, or the rules of a security group. */
function rulesView({ routeTables, securityGroups }: Topology, id: string): Content {
  const routes = routeTables.find((one) => one.id === id)?.routes ?? [];
  const group = securityGroups.find((one) => one.id === id)?.rules ?? [];
  const text = (maybe: unknown): string => (isUnknown(maybe) ? `(${maybe.unknown})` : String(maybe));
  return html`${routes.length > 0 && html`<ul>${routes.map(({ prefix, nextHopType, nextHopAddress }) => html`<li>${prefix} → ${nextHopType} ${nextHopAddress}</li>`)}</ul>`}
${group.length > 0 && html`<ul>${[...group].map((rule) => html`<li>${text(rule.priority)} ${text(rule.direction)} ${text(rule.access)} ${rule.name}: ${rule.protocol} ${rule.sources.join(", ")} → ${rule.destinations.join(", ")} port ${rule.destinationPorts.join(", ")}</li>`)}</ul>`}`;
}

function routesSection(topology: Topology, id: string): Content {
  const { machines, nics, subnets } = topology;
  if (![...machines, ...nics, ...subnets].some((one) => one.id === id)) return false;
  const routes = orError(() => effectiveRoutes(topology, id));
  return html`<h3>Effective routes</h3>${routes instanceof TopologyError ? errorView(routes) : routesView(routes, { narrow: true })}`;
}

function bgpSection(topology: Topology, id: string): Content {
  const { routeServers, gateways, circuits, machines, onPremises } = topology;
  const speaker =
    onPremises.find(({ name }) => id === `on-premises:${name}`)?.name ??
    [...routeServers, ...gateways, ...circuits, ...machines.filter(({ guest }) => guest?.bgp)].find(
      (one) => one.id === id,
    )?.id;
  if (speaker === undefined) return false;
  const entries = orError(() => bgpTable(topology, speaker));
  return html`<h3>BGP</h3>${entries instanceof TopologyError ? errorView(entries) : bgpView(componentTitle(topology, id)?.name ?? id, entries)}`;
}
