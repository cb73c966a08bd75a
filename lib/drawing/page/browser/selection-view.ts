import { TopologyError } from "../../../analysis/model/topology-error";
import { INTERNET } from "../../scene/graph";
import { shortestName } from "../command-line";
import { type Content, html, type Html } from "../html";
import type { PageData } from "../page-data";
import { pathDetails, pathSummary, type PlaceOf } from "../views/path-view";
import { componentTitle } from "./component-title";
import { componentView } from "./component-view";
import { button, commandView, errorView, hopButtons, linkTo, type PanelInput } from "./panel-parts";
import { relatedComponents } from "./related-components";
import type { TopologyAnswers } from "./scenarios";

/** The panel's section on the selected component. */
export function selectionView(input: PanelInput, answers: TopologyAnswers): Html {
  const { data, state, placeOf } = input;
  const id = state.selected ?? "";
  const title = componentTitle(data.topology, id);
  if (!title) return html`<section><h2 tabindex="-1">No component with the id ${id}</h2></section>`;
  const isWorking = componentTitle(answers.topology, id) !== undefined;
  const isWorkingMachine = isWorking && isMachine(data, id);
  return html`<section><h2 tabindex="-1">${title.word} ${title.name}</h2>${!isWorking && html`<p><b>Failed (simulated).</b></p>`}${isWorkingMachine && verdictView(answers, id)}<p class="buttons">${actionButtons(input, id)}</p>
${isWorking && componentView(id, answers, linkTo, placeOf)}${isWorkingMachine && !state.path && internetPathView(answers, id, placeOf)}${relatedView(data, id)}${commandsView(input, id)}</section>`;
}

const isMachine = ({ topology }: PageData, id: string): boolean => topology.machines.some((one) => one.id === id);

function actionButtons({ data, state }: PanelInput, id: string): Content[] {
  const isComponent = id !== INTERNET && !id.startsWith("on-premises:");
  const failure = state.without.includes(id) ? button(`restore ${id}`, "Restore") : button(`fail ${id}`, "Fail");
  return [
    isMachine(data, id) && button(`from ${id}`, "Path from here"),
    (isMachine(data, id) || id === INTERNET) && button(`to ${id}`, "Path to here"),
    isComponent && failure,
    button("unselect", "Close"),
  ];
}

function verdictView(answers: TopologyAnswers, id: string): Content {
  const result = answers.path({ from: id, to: INTERNET });
  return result instanceof TopologyError ? errorView(result) : html`<p class="answer">${pathSummary(result)}</p>`;
}

function internetPathView(answers: TopologyAnswers, id: string, placeOf: PlaceOf): Content {
  const result = answers.path({ from: id, to: INTERNET });
  if (result instanceof TopologyError) return false;
  return html`<h3>Path to the internet</h3>${hopButtons(result)}${pathDetails(result, placeOf)}`;
}

function relatedView({ topology }: PageData, id: string): Content {
  const items = relatedComponents(topology, id).flatMap((one) => {
    const title = componentTitle(topology, one);
    return title ? [html`<li><span class="as">${title.word}</span> ${linkTo(one, title.name)}</li>`] : [];
  });
  return items.length > 0 && html`<h3>Related components</h3><ul class="related">${items}</ul>`;
}

function commandsView(input: PanelInput, id: string): Content {
  const { machines, nics, subnets, routeServers, gateways, circuits } = input.data.topology;
  const withRoutes = [...machines, ...nics, ...subnets, ...routeServers, ...gateways, ...circuits];
  const name = shortestName(input.data.topology, id);
  const hasRoutes = withRoutes.some((one) => one.id === id);
  return html`${hasRoutes && commandView(input, ["routes", name])}${isMachine(input.data, id) && commandView(input, ["path", name])}`;
}
