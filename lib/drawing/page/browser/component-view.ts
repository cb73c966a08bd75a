import { bgpTable } from "../../../analysis/bgp/bgp-table";
import { components } from "../../../analysis/model/find";
import type { Component, Topology } from "../../../analysis/model/azure";
import { effectiveRoutes } from "../../../analysis/routes/effective-routes";
import { TopologyError } from "../../../analysis/model/topology-error";
import { isUnknown, shown } from "../../../analysis/unknown/value";
import { INTERNET } from "../../scene/graph";
import { SortedTopology } from "../../scene/sorted-topology";
import { type Content, html, type Html } from "../html";
import { findingsView } from "../views/findings-view";
import { exposuresView, type LinkTo, verdictsView } from "../views/verdicts-view";
import { type PlaceOf } from "../views/path-view";
import { bgpView, routesView } from "../views/routes-view";
import { type TopologyAnswers, orError } from "./scenarios";

const WORDS: Readonly<Partial<Record<keyof Topology, string>>> = {
  machines: "VM",
  nics: "Network interface",
  networks: "VNet",
  subnets: "Subnet",
  routeServers: "Route Server",
  gateways: "Gateway",
  circuits: "Circuit",
  connections: "Connection",
  peerings: "Peering",
  publicIps: "Public IP",
  natGateways: "NAT gateway",
  loadBalancers: "Load balancer",
  privateEndpoints: "Private endpoint",
  localNetworkGateways: "Site",
  securityGroups: "Security group",
  routeTables: "Route table",
  bgpConnections: "BGP session",
};

/** What a component is, and its name. */
export function componentTitle(
  topology: Topology,
  id: string,
): { readonly word: string; readonly name: string } | undefined {
  if (id === INTERNET) return { word: "", name: "Internet" };
  if (id.startsWith("on-premises:")) return { word: "On premises", name: id.slice("on-premises:".length) };
  for (const key of Object.keys(WORDS) as (keyof Topology)[]) {
    const found = (topology[key] as readonly Component[]).find((component) => component.id === id);
    if (found)
      return { word: WORDS[key]!, name: key === "bgpConnections" ? sessionName(topology, id) : shown(found.name) };
  }
  return undefined;
}

/** "vm-nva100 - rs-hub100", as `--without` takes it. */
function sessionName(topology: Topology, id: string): string {
  const session = topology.bgpConnections.find((one) => one.id === id)!;
  const server = topology.routeServers.find((one) => one.id === session.routeServer);
  return `${shown(new SortedTopology(topology).peerOf(session)?.name ?? session.peerAddress)} - ${shown(server?.name ?? session.routeServer)}`;
}

/** Components that refer to this one, or that it refers to; of a VM what its interfaces hang on, too. */
export function relatedComponents(topology: Topology, id: string): string[] {
  const all = components(topology);
  const ids = new Set(all.map((component) => component.id));
  const known = new SortedTopology(topology);
  const near = (one: string): string[] =>
    all.flatMap((component) =>
      component.id === one
        ? references(component, ids)
        : references(component, ids).includes(one)
          ? [component.id]
          : [],
    );
  const nics = topology.machines.find((machine) => machine.id === id)?.nics ?? [];
  const sessions = topology.bgpConnections
    .filter((session) => known.peerOf(session)?.id === id)
    .map((session) => session.id);
  const subnets = topology.nics.filter((nic) => nics.includes(nic.id)).map(({ subnet }) => subnet);
  const onSubnets = topology.subnets
    .filter((subnet) => subnets.includes(subnet.id))
    .flatMap(({ routeTable, securityGroup, natGateway }) =>
      [routeTable, securityGroup, natGateway].flatMap((one) => one ?? []),
    );
  return [...new Set([...near(id), ...nics.flatMap(near), ...onSubnets, ...sessions])].filter(
    (one) => one !== id && ids.has(one),
  );
}

/** Ids that stand in a component's own fields. */
function references(component: Component, ids: ReadonlySet<string>): string[] {
  const texts = Object.entries(component).flatMap(([key, value]: [string, unknown]) =>
    key === "id" ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return texts.filter((text): text is string => typeof text === "string" && ids.has(text));
}

/** What the panel says of a selection below its title. */
export function componentView(id: string, answers: TopologyAnswers, linked: LinkTo, placeOf: PlaceOf): Html {
  const { topology, report } = answers;
  const about = report.findings.filter(({ at }) => at.includes(id));
  return html`${facts(topology, id, placeOf)}${id === INTERNET && html`${verdictsView(answers.verdicts, linked, { narrow: true })}${exposuresView(answers.exposures, linked)}`}
${routesOf(topology, id)}${bgpOf(topology, id)}
${id !== INTERNET && html`<h3>Findings</h3>${about.length === 0 ? html`<p>No rule finds anything here.</p>` : findingsView(about, placeOf)}`}`;
}

const HIDDEN = new Set(["id", "name", "path", "guest", "rules", "routes", "nics", "exists"]);

function facts(topology: Topology, id: string, placeOf: PlaceOf): Content {
  const component = components(topology).find((one) => one.id === id);
  if (!component) return false;
  const rows = Object.entries(component)
    .flatMap(([key, value]: [string, unknown]) =>
      HIDDEN.has(key) ? [] : [[wordsOf(key), text(topology, value)] as const],
    )
    .filter(([, value]) => value !== "");
  return html`<dl><dt>at</dt><dd>${placeOf(id)}</dd>${rows.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>${rules(topology, id)}`;
}

/** "addressSpace" as "address space". */
const wordsOf = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function text(topology: Topology, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isUnknown(value)) return `waits for ${value.unknown}`;
  if (typeof value === "string") return componentTitle(topology, value)?.name ?? value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) ? (value as unknown[]).map((one) => text(topology, one)).join(", ") : "";
}

/** The rows of a route table, the rules of a security group. */
function rules({ routeTables, securityGroups }: Topology, id: string): Content {
  const routes = routeTables.find((one) => one.id === id)?.routes ?? [];
  const group = securityGroups.find((one) => one.id === id)?.rules ?? [];
  const value = (maybe: unknown): string => (isUnknown(maybe) ? `(${maybe.unknown})` : String(maybe));
  return html`${routes.length > 0 && html`<ul>${routes.map(({ prefix, nextHopType, nextHopAddress }) => html`<li>${prefix} → ${nextHopType} ${nextHopAddress}</li>`)}</ul>`}
${group.length > 0 && html`<ul>${[...group].map((rule) => html`<li>${value(rule.priority)} ${value(rule.direction)} ${value(rule.access)} ${rule.name}: ${rule.protocol} ${rule.sources.join(", ")} → ${rule.destinations.join(", ")} port ${rule.destinationPorts.join(", ")}</li>`)}</ul>`}`;
}

function routesOf(topology: Topology, id: string): Content {
  const { machines, nics, subnets } = topology;
  if (![...machines, ...nics, ...subnets].some((one) => one.id === id)) return false;
  const routes = orError(() => effectiveRoutes(topology, id));
  return html`<h3>Effective routes</h3>${routes instanceof TopologyError ? errorView(routes) : routesView(routes, { narrow: true })}`;
}

function bgpOf(topology: Topology, id: string): Content {
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

/** The engine's words on why there is no answer. */
export const errorView = ({ message }: TopologyError): Html => html`<pre class="refusal" role="alert">${message}</pre>`;
