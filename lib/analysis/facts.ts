import type { Fact } from "./results";

/** Rows of docs/how-azure-routes.md that no page of Microsoft's documents: seen in published output. */
const SEEN = new Set([
  "1.2",
  "1.4",
  "1.6",
  "1.7",
  "1.8",
  "1.11",
  "1.12",
  "1.14",
  "1.16",
  "2.3",
  "2.7",
  "3.11",
  "3.13",
  "3.14",
  "3.16",
  "4.2",
  "4.4",
  "6.6",
  "6.9",
  "8.1",
  "8.2",
  "8.3",
  "8.5",
  "10.3",
  "10.4",
  "10.6",
]);
/** Rows that were joined from others. */
const INFERRED = new Set(["0", "2.11", "4.8", "8.9"]);
/** What the model takes for granted where neither Terraform nor Azure says. */
const ASSUMED = new Set(["A1", "A2", "A3"]);

/** The rows that an answer rests on, each with how well it is attested. */
export function facts(...rows: readonly string[]): Fact[] {
  return rows.map((row) => ({
    row,
    basis: INFERRED.has(row) ? "inferred" : SEEN.has(row) ? "seen" : ASSUMED.has(row) ? "assumed" : "documented",
  }));
}

/** Each row once, in the order of first use. */
export function joinFacts(lists: readonly (readonly Fact[])[]): Fact[] {
  return [...new Map(lists.flat().map((fact) => [fact.row, fact])).values()];
}
