import { dirname } from "node:path";
import Table from "cli-table3";
import { BORDERLESS } from "./borderless";
import type { StackInventory } from "../input/inventory";
import { shellWord } from "./shell-word";

/** Columns of a listing: what fits a terminal that nobody has widened, and a CI log. */
const WIDTH = 100;

/** What was synthesized (each stack after those that it depends on), and what can be done with it. */
export function listing(stacks: readonly StackInventory[]): string {
  const variables = [...new Set(stacks.flatMap((stack) => stack.variables))];
  return [
    ...stacks.map(paragraph),
    variables.length > 0 ? `Variables to set at deployment\n${variables.map((name) => `  ${name}\n`).join("")}` : "",
    "Nothing is deployed yet, and nothing costs anything.",
    nextSteps(stacks.map(({ file }) => `terraform -chdir=${shellWord(dirname(file))}`)),
    "more  cost, duration and removal of a deployment: README.md",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** Several stacks are deployed one after the other: a plan may need what an earlier one has made. */
function nextSteps(calls: readonly string[]): string {
  const steps =
    calls.length === 1
      ? ["init", "plan"].map((command) => `${calls[0]} ${command}`)
      : calls.map((call) => `${call} init && ${call} apply`);
  return `next  ${steps.join("\n      ")}`;
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
  const rows = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  return `${name}: ${total} resources -> ${file}\n${rows.join("\n")}\n`;
}
