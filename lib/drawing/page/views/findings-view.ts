import { countsOf } from "../../../analysis/check/outcome";
import type { Finding } from "../../../analysis/results";
import { plural } from "../../../findings/report";
import { SEVERITIES } from "../../../findings/rule";
import { html, type Html } from "../html";
import type { PlaceOf } from "./path-view";
import { factsView } from "./fragments";

/** Findings: errors first. */
export function findingsView(findings: readonly Finding[], placeOf: PlaceOf): Html {
  const sorted = [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
  return html`${sorted.map((finding) => findingView(finding, placeOf))}`;
}

function findingView(
  { id, name, severity, text, at, got, want, fix, facts, accepted }: Finding,
  placeOf: PlaceOf,
): Html {
  const [first, ...others] = at.map(placeOf);
  const rows = [
    ["at", first],
    ...others.map((other) => ["also", other]),
    ["got", got],
    ["want", want],
    ["fix", fix],
    ["accepted", accepted ?? ""],
  ].filter(([, value]) => value !== "" && value !== undefined);
  return html`<section class="finding ${accepted === undefined ? severity : "accepted"}"><h4>${accepted === undefined ? severity : "accepted"} ${id} ${name}</h4><p>${text}.</p><dl>${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>${factsView(facts)}</section>`;
}

/** "1 error, 0 warnings; 33 rules passed, 2 undecided, 1 accepted". */
export function checkCount(report: Parameters<typeof countsOf>[0]): string {
  const { errors, warnings, passed, undecided, accepted } = countsOf(report);
  return `${plural(errors, "error")}, ${plural(warnings, "warning")}; ${plural(passed, "rule")} passed, ${undecided} undecided, ${accepted} accepted`;
}
