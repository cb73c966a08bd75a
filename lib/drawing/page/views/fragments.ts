import { type Content, html, type Html } from "../html";
import type { Fact } from "../../../analysis/facts";
import type { Egress, Warning } from "../../../analysis/results";
import { gradeOf, type Reason, type Verdict } from "../../../analysis/verdict";
import { isUnreadSentence } from "../../../analysis/model/unread-changes";
import type { Unknown } from "../../../analysis/unknown/value";

/** A verdict with its reason. The colour only repeats the word. */
export function verdictView(verdict: Verdict, reason?: Reason): Html {
  const grade = gradeOf(verdict);
  return html`<b class="verdict ${grade}">${verdict}</b>${reason !== undefined && html`: ${reason}`}`;
}

/** "pip-a, pip-b". */
export const egressNames = (egress: readonly Egress[]): string =>
  egress.map(({ name, address }) => (address === null ? name : `${name} (${address})`)).join(", ");

/** What an answer depends on: values known after apply, and what is not modelled. */
export function unknownsView(waitsFor: readonly Unknown[]): Content {
  const all = [...new Set(waitsFor.map(({ unknown }) => unknown))];
  const expressions = all.filter((one) => !isUnreadSentence(one));
  return [
    expressions.length > 0 &&
      html`<p>Depends on values known after apply: ${expressions.map((one, index) => html`${index > 0 && ", "}<code>${one}</code>`)}.</p>`,
    ...all.filter(isUnreadSentence).map((one) => html`<p>Depends on ${one}.</p>`),
  ];
}

/** Warnings, each with its row of docs/how-azure-routes.md. */
export const warningsView = (warnings: readonly Warning[]): Content =>
  warnings.map(({ text, row }) => html`<p class="note">Note: ${text} (row ${row}).</p>`);

const BASES = ["documented", "seen", "inferred", "assumed"] as const;

/** The facts about Azure that an answer is based on, by basis. */
export function factsView(facts: readonly Fact[]): Content {
  const distinct = [...new Map(facts.map((fact) => [fact.row, fact])).values()].sort((a, b) =>
    a.row.localeCompare(b.row, "en", { numeric: true }),
  );
  const groups = BASES.map((basis) => ({
    basis,
    rows: distinct.filter((fact) => fact.basis === basis).map(({ row }) => row),
  })).filter(({ rows }) => rows.length > 0);
  return (
    groups.length > 0 &&
    html`<p class="facts">Based on ${groups.map(({ basis, rows }, index) => html`${index > 0 && "; "}${rows.length} ${basis} (row ${rows.join(", ")})`)}.</p>`
  );
}
