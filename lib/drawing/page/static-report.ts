import { check } from "../../analysis/check/check";
import type { RuleConfiguration } from "../../findings/configuration";
import { exposures } from "../../analysis/forwarding/exposure";
import type { Topology } from "../../analysis/model/azure";
import { coverageText } from "../../analysis/model/coverage";
import { hasNic } from "../../analysis/model/find";
import { path } from "../../analysis/forwarding/path";
import { allRoutes } from "../../analysis/routes/effective-routes";
import { INTERNET } from "../scene/graph";
import { type Content, html, type Html } from "./html";
import { componentPlaces } from "./component-places";
import { checkCount, findingsView } from "./views/findings-view";
import { exposuresView, sortByName, type LinkTo, verdictsView, whatIfView } from "./views/verdicts-view";
import { pathView } from "./views/path-view";
import { routesView } from "./views/routes-view";

/** Verdicts, findings, paths and routes of a whole topology: for print, and for browsers without scripts. */
export function report(topology: Topology, rules: RuleConfiguration): Html {
  const checked = check(topology, rules);
  const routes = allRoutes(topology);
  const placeOf = componentPlaces(topology);
  const machines = sortByName(checked.machines);
  const linkTo: LinkTo = (id, name) => html`<a href="#path-${machines.findIndex((one) => one.id === id)}">${name}</a>`;
  const paths = machines.map(
    ({ id, machine, summary }, at) =>
      html`<section class="keep" id="path-${at}"><h3>${machine} to the internet</h3>${hasNic(topology, id) ? pathView(path(topology, { from: id, to: INTERNET }), placeOf) : html`<p>Undetermined: ${summary}.</p>`}</section>`,
  );
  const tables = routes.map(
    (subnet) => html`<section class="keep"><h3>${subnet.subnet}</h3>${routesView(subnet, { all: true })}</section>`,
  );
  return html`<section id="verdicts"><h2>Verdicts</h2><p>${coverageText(checked.coverage)}.</p>${verdictsView(machines, linkTo)}${exposuresView(exposures(topology, routes), linkTo)}${whatIfView(checked.whatIf)}</section>
<section id="findings"><h2>Findings</h2><p>${checkCount(checked)}.</p>${findingsView([...checked.findings, ...checked.accepted], placeOf)}${undecided(checked.undecided)}</section>
<section id="paths"><h2>Paths</h2>${paths}</section>
<section id="routes"><h2>Effective routes</h2>${tables}</section>
${notRead(topology)}`;
}

function undecided(rules: ReturnType<typeof check>["undecided"]): Content {
  return (
    rules.length > 0 &&
    html`<h3>Undecided</h3><ul>${rules.map(({ id, name, waitsFor }) => html`<li>${id} ${name} depends on ${waitsFor.map(({ unknown }) => unknown).join(", ")}</li>`)}</ul>`
  );
}

function notRead({ notes }: Topology): Content {
  return (
    notes.length > 0 &&
    html`<section id="notes"><h2>Assumed or not read</h2><ul>${notes.map(({ kind, at, text }) => html`<li>${kind}: ${text} <span class="as">${at}</span></li>`)}</ul></section>`
  );
}
