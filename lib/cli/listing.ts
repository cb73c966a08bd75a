import Table from "cli-table3";
import { BORDERLESS } from "./borderless";
import type { StackInventory } from "./inventory";

/** Columns of a listing: what fits a terminal that nobody has widened, and a CI log. */
const WIDTH = 100;

/** What was synthesized, and what can be done with it. */
export function listing(stacks: readonly StackInventory[]): string {
  const first = stacks[0]!;
  const variables = [...new Set(stacks.flatMap((stack) => stack.variables))];
  return [
    ...stacks.map(paragraph),
    variables.length > 0 ? `A deployment asks for\n${variables.map((name) => `  ${name}\n`).join("")}` : "",
    "Nothing is deployed, nothing costs anything yet.",
    `next  terraform -chdir=${first.file.replace(/\/cdk\.tf\.json$/, "")} init`,
    `      terraform -chdir=${first.file.replace(/\/cdk\.tf\.json$/, "")} plan`,
    "more  what a deployment costs, how long it takes and how to take it down: README.md",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function paragraph({ name, file, resources }: StackInventory): string {
  const kinds = Object.entries(resources).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = kinds.reduce((sum, [, { count }]) => sum + count, 0);
  const typeWidth = Math.max(...kinds.map(([type]) => type.length)) + 2;
  const table = new Table({
    chars: BORDERLESS,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: ["right", "left", "left"],
    colWidths: [6, typeWidth, WIDTH - 6 - typeWidth],
    wordWrap: true,
  });
  table.push(...kinds.map(([type, { count, names }]) => [String(count), type, names.join(", ")]));
  const rows = table.toString().split("\n").map((line) => line.trimEnd());
  return `${name}: ${total} resources -> ${file}\n${rows.join("\n")}\n`;
}
