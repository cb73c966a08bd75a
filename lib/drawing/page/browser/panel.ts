import type { PathResult } from "../../../analysis/results";
import { TopologyError } from "../../../analysis/model/topology-error";
import { INTERNET } from "../../scene/graph";
import { commandLine, shortestName, pathArguments } from "../command-line";
import type { PageData } from "../page-data";
import { type Content, html, type Html } from "../html";
import type { PageState } from "../page-state";
import { checkCount, findingsView } from "../views/findings-view";
import { changesView, exposuresView, type LinkTo, verdictsView } from "../views/verdicts-view";
import { pathSummary, pathDetails, type PlaceOf } from "../views/path-view";
import type { TopologyAnswers, Scenarios } from "./scenarios";
import { componentView, errorView, relatedComponents, componentTitle } from "./component-view";

/** What the panel is written from. */
export interface PanelInput {
  readonly data: PageData;
  readonly worlds: Scenarios;
  readonly state: PageState;
  readonly placeOf: PlaceOf;
}

// What an element does when it is pressed: a word, and what with.
const button = (act: string, label: Content): Html => html`<button type="button" data-act="${act}">${label}</button>`;
const linked: LinkTo = (id, name) => html`<button type="button" class="link" data-act="select ${id}">${name}</button>`;

/** The panel below its form: what is taken away, the path that was asked for, and the selection or all VMs. */
export function panelView(input: PanelInput): Html {
  const { worlds, state } = input;
  const { answers, refused } = worlds.less(state.without);
  return html`${takenAway(input, answers, refused)}${asked(input, answers)}${state.selected === undefined ? everything(input, answers) : selection(input, answers, state.selected)}`;
}

function takenAway(
  { data, worlds, state }: PanelInput,
  answers: TopologyAnswers,
  refused: readonly TopologyError[],
): Content {
  if (state.without.length === 0) return false;
  const chips = state.without.map((id) =>
    button(`back ${id}`, html`Put ${componentTitle(data.topology, id)?.name ?? id} back`),
  );
  return html`<section><h2 tabindex="-1">Without ${state.without.map((id) => componentTitle(data.topology, id)?.name ?? id).join(", ")}</h2>${refused.map(errorView)}<div class="taken">${chips}</div>
${changesView(worlds.whole.verdicts, answers.verdicts, linked)}${command(input(data, state), ["routes"])}</section>`;
}

const input = (
  { topology, words }: PageData,
  { without }: PageState,
): { words: readonly string[]; without: readonly string[] } => ({
  words,
  without: without.map((id) => shortestName(topology, id)),
});

const command = ({ words, without }: ReturnType<typeof input>, rest: readonly string[]): Html =>
  html`<code class="command" tabindex="0" aria-label="The command that prints the same">${commandLine(rest, without, words)}</code>`;

function asked({ data, state, placeOf }: PanelInput, answers: TopologyAnswers): Content {
  if (!state.path) return false;
  const result = answers.path(state.path);
  const body =
    result instanceof TopologyError
      ? errorView(result)
      : html`<p class="answer">${pathSummary(result)}</p>${walk(result)}${pathDetails(result, placeOf)}`;
  return html`<section id="path"><h2 tabindex="-1">Path</h2>${body}${command(input(data, state), pathArguments(state.path))}${button("forget", "Close the path")}</section>`;
}

const walk = ({ out }: PathResult): Content =>
  out.some(({ hops }) => hops.length > 1) &&
  html`<p>${button("hop -1", "◀ Hop back")} ${button("hop 1", "Next hop ▶")}</p>`;

function everything({ data, state, placeOf }: PanelInput, answers: TopologyAnswers): Html {
  const { report } = answers;
  const from = input(data, state);
  return html`<section class="screen-only"><p class="note">Choose anything in the picture, or ask for a path above. All keys: ?</p><h2 tabindex="-1">All VMs</h2>${verdictsView(answers.verdicts, linked, { narrow: true })}${exposuresView(answers.exposures, linked)}${state.without.length === 0 && command(from, ["routes"])}</section>
${failures(data, answers)}
<section class="screen-only"><h2>Findings</h2><p>${checkCount(report)}.</p>${findingsView(report.findings, placeOf)}${command(from, ["check"])}</section>`;
}

const MOST_FAILURES = 8;

/** What most hangs on: whatever else is there can be taken away where it is chosen. */
function failures({ topology, layout }: PageData, now: TopologyAnswers): Content {
  const pillars = layout.boxes
    .filter(({ kind }) => kind === "nva" || kind === "route-server" || kind === "circuit")
    .map(({ id }) => id);
  const left = [...pillars, ...topology.bgpConnections.map(({ id }) => id)]
    .filter((id) => componentTitle(now.topology, id) !== undefined)
    .slice(0, MOST_FAILURES);
  return (
    left.length > 0 &&
    html`<section class="screen-only"><h2>What if it were gone?</h2><p class="taken">${left.map((id) => button(`away ${id}`, componentTitle(topology, id)?.name ?? id))}</p></section>`
  );
}

function selection({ data, state, placeOf }: PanelInput, answers: TopologyAnswers, id: string): Html {
  const title = componentTitle(data.topology, id);
  if (!title) return html`<section><h2 tabindex="-1">Nothing is called ${id}</h2></section>`;
  const gone = state.without.includes(id);
  const isComponent = id !== INTERNET && !id.startsWith("on-premises:");
  const isMachine = data.topology.machines.some((machine) => machine.id === id);
  const acts = [
    isMachine && button(`from ${id}`, "Path from here"),
    (isMachine || id === INTERNET) && button(`to ${id}`, "Path to here"),
    isComponent && (gone ? button(`back ${id}`, "Put back") : button(`away ${id}`, "Take away")),
    button("unselect", "Close"),
  ];
  const there = componentTitle(answers.topology, id) !== undefined;
  return html`<section><h2 tabindex="-1">${title.word} ${title.name}</h2>${!there && html`<p><b>It is taken away.</b></p>`}${isMachine && there && verdictOf(answers, id)}<p class="taken">${acts}</p>
${there && componentView(id, answers, linked, placeOf)}${isMachine && there && !state.path && pathOf(answers, id, placeOf)}${parts(data, id)}${commands(data, state, id)}</section>`;
}

function verdictOf(answers: TopologyAnswers, id: string): Content {
  const result = answers.path({ from: id, to: INTERNET });
  return result instanceof TopologyError ? errorView(result) : html`<p class="answer">${pathSummary(result)}</p>`;
}

function pathOf(answers: TopologyAnswers, id: string, placeOf: PlaceOf): Content {
  const result = answers.path({ from: id, to: INTERNET });
  return (
    !(result instanceof TopologyError) &&
    html`<h3>Path to the internet</h3>${walk(result)}${pathDetails(result, placeOf)}`
  );
}

function parts({ topology }: PageData, id: string): Content {
  const near = relatedComponents(topology, id).flatMap((one) => {
    const title = componentTitle(topology, one);
    return title ? [html`<li><span class="as">${title.word}</span> ${linked(one, title.name)}</li>`] : [];
  });
  return near.length > 0 && html`<h3>Connected with</h3><ul class="parts">${near}</ul>`;
}

function commands(data: PageData, state: PageState, id: string): Content {
  const { machines, nics, subnets, routeServers, gateways, circuits } = data.topology;
  const name = shortestName(data.topology, id);
  const from = input(data, state);
  const hasRoutes = [...machines, ...nics, ...subnets, ...routeServers, ...gateways, ...circuits].some(
    (one) => one.id === id,
  );
  const isMachine = machines.some((machine) => machine.id === id);
  return html`${hasRoutes && command(from, ["routes", name])}${isMachine && command(from, ["path", name])}`;
}
