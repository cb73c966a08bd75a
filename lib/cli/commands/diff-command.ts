import { Command, Option } from "commander";
import { diff } from "../../analysis/diff/diff";
import type { Difference } from "../../analysis/diff/difference";
import type { AnswerNote, DiffJson, Unversioned } from "../render/json-answers";
import { notesOf } from "../render/notes";
import { diffMarkdown, diffText } from "../render/diff-text";
import { defaultInput } from "../input/read-input";
import { toJson } from "../render/json-output";
import { painter } from "../render/paint";
import { printable } from "../render/terminal-text";
import { loadAll } from "./load-topology";
import { layOutText, print, scenarioText, terminalWidth } from "./print-answer";
import { type TopologyOptions, withTopologyOptions } from "./topology-options";
import { UserError } from "../input/user-error";

interface Options extends TopologyOptions {
  readonly format: "text" | "markdown" | "json";
  readonly json?: boolean;
}

/** `forced-tunnel diff`: how the behaviour of two topologies differs. */
export function diffCommand(): Command {
  const command = new Command("diff")
    .description(
      "Compares the behaviour of two topologies: verdicts, routes, internet exposure and findings. Formatting and order are ignored.",
    )
    .argument("<before>", "file or folder; - for standard input")
    .argument("[after]", "file or folder to compare with (default: cdktf.out/stacks/*/cdk.tf.json)")
    .addOption(new Option("--format <format>", "output format").choices(["text", "markdown", "json"]).default("text"))
    .option("--json", "the same as --format json (docs/json.md)")
    .addHelpText(
      "after",
      "\nExit codes: 0 same behaviour; 1 different behaviour; 2 no answer; 3 it depends on a value known after apply.\n\nExamples:\n  npx forced-tunnel diff before.tf.json after.tf.json\n  git show main:plan.json | npx forced-tunnel diff - plan.json --format markdown",
    )
    .action(run);
  return withTopologyOptions(command, { file: false });
}

async function run(before: string, after: string | undefined, options: Options): Promise<void> {
  if (before === "-" && after === "-")
    throw new UserError(
      {
        text: "standard input cannot be read twice",
        got: "- and -",
        want: "a file or folder for at least one side",
        fix: "npx forced-tunnel diff - after.tf.json",
      },
      2,
    );
  const [first, second] = await loadAll([[before], [after ?? defaultInput()]], options);
  const difference = diff(first!.topology, second!.topology);
  process.exitCode = exitCode(difference);
  print(text(difference, notesOf(first!.topology, second!.topology), options));
}

/**
 * 0: same; 1: different; 3: depends on a value known after apply. Routes and findings of an undecided VM are undecided,
 * too.
 */
function exitCode({ same, undecided, verdicts, exposure, machines, replaced }: Difference): 0 | 1 | 3 {
  if (same) return 0;
  const certain = [
    verdicts,
    exposure.opened,
    exposure.closed,
    machines.added,
    machines.removed,
    replaced?.machines ?? [],
  ].some((list) => list.length > 0);
  return certain || undecided.length === 0 ? 1 : 3;
}

function text(difference: Difference, notes: readonly AnswerNote[], options: Options): string {
  const { format, json = false, quiet, color, without = [] } = options;
  if (json || format === "json") return toJson({ without, notes, ...difference } satisfies Unversioned<DiffJson>);
  const shown = printable(difference);
  if (format === "markdown") return diffMarkdown(shown, scenarioText(options).trimEnd());
  return layOutText(diffText(shown, { quiet, paint: painter(color), width: terminalWidth() }), options);
}
