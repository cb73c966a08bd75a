import type { Fact } from "../../analysis/results";
import { columns } from "./columns";

const BASES = ["documented", "seen", "inferred", "assumed"] as const;

/** What a row says, by its id: of docs/how-azure-routes.md. */
export type Statements = ReadonlyMap<string, string>;

/** "10 documented facts, 1 inferred, 0 assumed (--why)"; each row counts once. */
export function factCount(facts: readonly Fact[]): string {
  const distinct = unique(facts);
  const counts = BASES.map((basis) => ({
    basis,
    count: distinct.filter((fact) => fact.basis === basis).length,
  })).filter(({ basis, count }) => basis !== "seen" || count > 0);
  const [first, ...others] = counts.map(({ basis, count }) => `${count} ${basis}`);
  return `${first} ${first!.startsWith("1 ") ? "fact" : "facts"}, ${others.join(", ")} (--why)`;
}

/** Every fact with its id and basis, and its sentence where it is known. */
export function factList(facts: readonly Fact[], statements: Statements, width?: number): string[] {
  if (facts.length === 0) return ["This rests on no fact about Azure."];
  const rows = unique(facts).map(({ row, basis }) => [row, basis, statements.get(row) ?? ""]);
  return ["This rests on (docs/how-azure-routes.md)", ...columns(rows, { indent: 2, width })];
}

/** Each row once, in the order of their numbers. */
function unique(facts: readonly Fact[]): Fact[] {
  const byRow = new Map(facts.map((fact) => [fact.row, fact]));
  return [...byRow.values()].sort((a, b) => a.row.localeCompare(b.row, "en", { numeric: true }));
}
