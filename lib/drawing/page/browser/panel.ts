import { TopologyError } from "../../../analysis/model/topology-error";
import { pathArguments } from "../command-line";
import { type Content, html, type Html } from "../html";
import type { PageData } from "../page-data";
import { coverageText } from "../../../analysis/model/coverage";
import { checkCount, findingsView } from "../views/findings-view";
import { pathDetails, pathSummary } from "../views/path-view";
import { changesView, exposuresView, verdictsView } from "../views/verdicts-view";
import { componentTitle } from "./component-title";
import { button, commandView, errorView, hopButtons, linkTo, type PanelInput } from "./panel-parts";
import type { TopologyAnswers } from "./scenarios";
import { selectionView } from "./selection-view";

/** The panel below its form: the simulated failures, the path that was asked for, and the selection or all VMs. */
export function panelView(input: PanelInput): Html {
  const { scenarios, state } = input;
  const { answers, errors } = scenarios.without(state.without);
  const last = state.selected === undefined ? overviewSections(input, answers) : selectionView(input, answers);
  return html`${failuresView(input, answers, errors)}${pathSection(input, answers)}${last}`;
}

function failuresView(input: PanelInput, answers: TopologyAnswers, errors: readonly TopologyError[]): Content {
  const { data, scenarios, state } = input;
  if (state.without.length === 0) return false;
  const nameOf = (id: string): string => componentTitle(data.topology, id)?.name ?? id;
  const restore = state.without.map((id) => button(`restore ${id}`, `Restore ${nameOf(id)}`));
  return html`<section><h2 tabindex="-1">Simulated failure of ${state.without.map(nameOf).join(", ")}</h2>${errors.map(errorView)}<div class="buttons">${restore}</div>
${changesView(scenarios.whole.verdicts, answers.verdicts, linkTo)}${commandView(input, ["routes"])}</section>`;
}

function pathSection(input: PanelInput, answers: TopologyAnswers): Content {
  const { path } = input.state;
  if (!path) return false;
  const result = answers.path(path);
  const body =
    result instanceof TopologyError
      ? errorView(result)
      : html`<p class="answer">${pathSummary(result)}</p>${hopButtons(result)}${pathDetails(result, input.placeOf)}`;
  return html`<section id="path"><h2 tabindex="-1">Path</h2>${body}${commandView(input, pathArguments(path))}${button("close-path", "Close path")}</section>`;
}

function overviewSections(input: PanelInput, answers: TopologyAnswers): Html {
  const { report, verdicts, exposures } = answers;
  return html`<section class="screen-only"><p class="note">Select a component in the picture, or enter a path above. Press ? for keyboard shortcuts.</p><h2 tabindex="-1">All VMs</h2><p>${coverageText(report.coverage)}.</p>${verdictsView(verdicts, linkTo, { narrow: true })}${exposuresView(exposures, linkTo)}${input.state.without.length === 0 && commandView(input, ["routes"])}</section>
${criticalComponentsView(input.data, answers)}
<section class="screen-only"><h2>Findings</h2><p>${checkCount(report)}.</p>${findingsView(report.findings, input.placeOf)}${commandView(input, ["check"])}</section>`;
}

const MAX_CRITICAL_COMPONENTS = 8;

/** Buttons that simulate the failure of a critical component; any other component can fail where it is selected. */
function criticalComponentsView({ topology, layout }: PageData, { topology: working }: TopologyAnswers): Content {
  const drawn = layout.boxes.filter(({ kind }) => kind === "nva" || kind === "route-server" || kind === "circuit");
  const criticalComponents = [...drawn, ...topology.bgpConnections]
    .map(({ id }) => id)
    .filter((id) => componentTitle(working, id) !== undefined)
    .slice(0, MAX_CRITICAL_COMPONENTS);
  if (criticalComponents.length === 0) return false;
  const buttons = criticalComponents.map((id) => button(`fail ${id}`, componentTitle(topology, id)?.name ?? id));
  return html`<section class="screen-only"><h2>Critical components</h2><p>Simulate a failure of:</p><p class="buttons">${buttons}</p></section>`;
}
