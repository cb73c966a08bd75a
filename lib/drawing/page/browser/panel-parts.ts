import type { PathResult } from "../../../analysis/results";
import type { TopologyError } from "../../../analysis/model/topology-error";
import { type CommandArguments, commandLine, shortestName } from "../command-line";
import { type Content, html, type Html } from "../html";
import type { PageData } from "../page-data";
import type { PageState } from "../page-state";
import type { PlaceOf } from "../views/path-view";
import type { LinkTo } from "../views/verdicts-view";
import type { Scenarios } from "./scenarios";

/** What the panel is written from. */
export interface PanelInput {
  readonly data: PageData;
  readonly scenarios: Scenarios;
  readonly state: PageState;
  readonly placeOf: PlaceOf;
}

/** A button; `action`: what it does, as a word and its argument. */
export const button = (action: string, label: Content): Html =>
  html`<button type="button" data-act="${action}">${label}</button>`;

/** A component's name as a button that selects it. */
export const linkTo: LinkTo = (id, name) =>
  html`<button type="button" class="link" data-act="select ${id}">${name}</button>`;

/** The command that prints the same answer. */
export function commandView({ data, state }: Pick<PanelInput, "data" | "state">, question: CommandArguments): Html {
  const failed = state.without.map((id) => shortestName(data.topology, id));
  const text = commandLine(question, failed, data.words);
  return html`<code class="command" tabindex="0" aria-label="The command that prints the same">${text}</code>`;
}

/** Buttons that step through the hops of a path. */
export const hopButtons = ({ out }: PathResult): Content =>
  out.some(({ hops }) => hops.length > 1) &&
  html`<p>${button("hop -1", "◀ Previous hop")} ${button("hop 1", "Next hop ▶")}</p>`;

/** Why there is no answer. */
export const errorView = ({ message }: TopologyError): Html => html`<pre class="refusal" role="alert">${message}</pre>`;
