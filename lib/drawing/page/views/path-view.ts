import type { Decision, Fault, Hop, PathResult, Trace } from "../../../analysis/results";
import { type Content, html, type Html } from "../html";
import { warningsView, factsView, verdictView, unknownsView } from "./fragments";

/** Says where a component is: its construct path and Terraform address. */
export type PlaceOf = (id: string) => string;

/** A packet's path: the verdict, the decisions at each hop, the return path, and the faults. */
export function pathView(result: PathResult, placeOf: PlaceOf): Html {
  return html`<p class="answer">${pathSummary(result)}</p>${pathDetails(result, placeOf)}`;
}

/** The verdict in one line. */
export function pathSummary(result: PathResult): Html {
  const { from, verdict, reason, summary } = result;
  const because = reason !== undefined && verdict !== "undetermined" && !summary.includes(reason) && `: ${reason}`;
  return html`${verdictView(verdict)} ${from} to ${target(result)} ${summary}${because}`;
}

function target({ to, destination, port, protocol }: PathResult): string {
  const where = to === "internet" ? destination : to;
  const also = where === destination || destination.startsWith("(") ? "" : ` (${destination})`;
  return `${where}${port === null ? "" : `:${port}`}${also}${protocol === "tcp" ? "" : `, ${protocol}`}`;
}

/** All but the verdict. `data-hop` numbers the hops of all branches one after the other. */
export function pathDetails(result: PathResult, placeOf: PlaceOf): Html {
  const { out, back, faults, warnings, waitsFor, facts } = result;
  const starts = out.map((_, at) => out.slice(0, at).reduce((sum, { hops }) => sum + hops.length, 0));
  return html`${out.map((trace, at) => branchView(trace, branchTitle(trace, at, result), starts[at]!))}
${back.map(({ hops }, at) => html`<p><b>${back.length > 1 ? `Return path ${at + 1} of ${back.length}` : "Return path"}</b> ${hops.map(({ name }) => name).join(" → ")}</p>`)}
${faults.map((fault, at) => faultView(fault, at, placeOf))}
${unknownsView(waitsFor)}${warningsView(warnings)}${factsView(facts)}`;
}

function branchTitle({ verdict, reason, egress }: Trace, at: number, { out, verdict: whole }: PathResult): Content {
  if (out.length === 1 && whole !== "undetermined") return false;
  return html`<p><b>${out.length === 1 ? "Possible path" : `Path ${at + 1} of ${out.length}`}</b>: ${verdictView(verdict, reason)}${egress && ` as ${egress.name}`}</p>`;
}

function branchView({ hops, cycle }: Trace, head: Content, start: number): Html {
  return html`${head}<ol class="hops">${hops.map((hop, at) => hopView(hop, start + at))}</ol>${cycle && html`<p><b>Loop</b> ${cycle.join(" → ")}</p>`}`;
}

function hopView({ name, detail, decisions }: Hop, number: number): Html {
  return html`<li data-hop="${number}"><b>${name}</b> <span class="as">${detail}</span>${decisions.length > 0 && html`<ul>${decisions.map(decisionView)}</ul>`}</li>`;
}

const decisionView = ({ kind, text, because, ok }: Decision): Html =>
  html`<li class="${ok ? "ok" : "stops"}"><span class="kind">${kind}</span> <span>${!ok && html`<b>✕ stops:</b> `}${text} <span class="as">${because}</span></span></li>`;

function faultView({ reason, text, at, got, want, fix }: Fault, index: number, placeOf: PlaceOf): Html {
  const rows = [
    ["at", placeOf(at)],
    ["got", got],
    ["want", want],
    ["fix", fix],
  ].filter(([, value]) => value !== "");
  return html`<section class="finding error"><h4>${index > 0 && "Next fault, once the first is fixed: "}${reason}</h4><p>${text}.</p><dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
}
