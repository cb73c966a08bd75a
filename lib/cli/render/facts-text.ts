import type { Fact, FactId } from "../../analysis/facts";
import { textOf } from "../../analysis/facts/texts";
import { columns } from "./columns";

const BASES = ["documented", "seen", "inferred", "assumed"] as const;

/** "10 documented facts, 1 inferred, 0 assumed (--why)"; each fact counts once. */
export function factCount(facts: readonly Fact[]): string {
  const distinct = unique(facts);
  const counts = BASES.map((basis) => ({
    basis,
    count: distinct.filter((fact) => fact.basis === basis).length,
  })).filter(({ basis, count }) => basis !== "seen" || count > 0);
  const [first, ...others] = counts.map(({ basis, count }) => `${count} ${basis}`);
  return `${first} ${first!.startsWith("1 ") ? "fact" : "facts"}, ${others.join(", ")} (--why)`;
}

/** Every fact with its id, basis and statement. */
export function factList(facts: readonly Fact[], width?: number): string[] {
  if (facts.length === 0) return ["Based on no fact about Azure."];
  const rows = unique(facts).map(({ row, basis }) => [row, basis, statement(row)]);
  return ["Based on (docs/how-azure-routes.md)", ...columns(rows, { indent: 2, width })];
}

/** One fact with its evidence: what `explain 2.1` prints. */
export function factText(id: FactId): string {
  const { evidence, seen, modelled, remark } = textOf(id);
  const details = [
    ...evidence.flatMap(({ basis, sources, about }) => [
      [about === undefined ? basis : `${basis} (${about})`, ...sources.slice(0, 1).map(sourceText)],
      ...sources.slice(1).map((source) => ["", sourceText(source)]),
    ]),
    ...(seen ? [["dates", seen.from === seen.to ? seen.from : `${seen.from} to ${seen.to}`]] : []),
    ["modelled", [modelled, ...(remark === undefined ? [] : [remark])].join(": ").replaceAll("`", "")],
    ["more", "docs/how-azure-routes.md"],
  ];
  return [`${id}  ${statement(id)}`, "", ...columns(details, { width: Infinity })].join("\n");
}

const sourceText = ({ title, url }: { readonly title: string; readonly url?: string }): string =>
  url === undefined ? title : `${title} ${url}`;

/** Without the marks that only a page shows. */
const statement = (id: FactId): string => textOf(id).statement.replaceAll("`", "");

/** Each fact once, in the order of their numbers. */
function unique(facts: readonly Fact[]): Fact[] {
  const byId = new Map(facts.map((fact) => [fact.row, fact]));
  return [...byId.values()].sort((a, b) => a.row.localeCompare(b.row, "en", { numeric: true }));
}
