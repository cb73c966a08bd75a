import { Command, Option } from "commander";
import { diff } from "../../analysis/diff/diff";
import type { Difference } from "../../analysis/diff/difference";
import type { DiffJson, Unversioned } from "../render/json-answers";
import { diffMarkdown, diffText } from "../render/diff-text";
import { defaultInput } from "../input/read-input";
import { toJson } from "../render/json-output";
import { painter } from "../render/paint";
import { printable } from "../render/printable";
import {
  layOutText,
  loadAll,
  print,
  scenarioText,
  terminalWidth,
  type TopologyOptions,
  withTopologyOptions,
} from "./topology-options";
import { UserError } from "../input/user-error";

interface Options extends TopologyOptions {
  readonly format: "text" | "markdown" | "json";
  readonly json?: boolean;
}

/** `forced-tunnel diff`: what two topologies do differently. */
export function diffCommand(): Command {
  const command = new Command("diff")
    .description(
      "What two topologies do differently: verdicts, routes, what is open to the internet, findings. Lines do not count.",
    )
    .argument("<before>", "a file or folder; - is standard input")
    .argument("[after]", "the same (default: cdktf.out/stacks/*/cdk.tf.json)")
    .addOption(
      new Option("--format <format>", "how it is printed").choices(["text", "markdown", "json"]).default("text"),
    )
    .option("--json", "the same as --format json (docs/json.md)")
    .addHelpText(
      "after",
      "\nExit codes: 0 the same behaviour; 1 it differs; 2 could not be compared; 3 a value known only after apply decides.\n\nExamples:\n  npx forced-tunnel diff before.tf.json after.tf.json\n  git show main:plan.json | npx forced-tunnel diff - plan.json --format markdown",
    )
    .action(run);
  return withTopologyOptions(command, { file: false });
}

async function run(before: string, after: string | undefined, options: Options): Promise<void> {
  if (before === "-" && after === "-")
    throw new UserError(
      {
        text: "standard input can be read only once",
        got: "- and -",
        want: "a file on one side",
        fix: "npx forced-tunnel diff - after.tf.json",
      },
      2,
    );
  const [first, second] = await loadAll([[before], [after ?? defaultInput()]], options);
  const difference = diff(first!.topology, second!.topology);
  process.exitCode = exitCode(difference);
  print(text(difference, options));
}

/**
 * 0: the same; 1: differs for certain; 3: only the apply tells. Routes and findings of what is undecided are undecided,
 * too.
 */
function exitCode({ same, undecided, verdicts, exposure, machines }: Difference): 0 | 1 | 3 {
  if (same) return 0;
  const certain = [verdicts, exposure.opened, exposure.closed, machines.added, machines.removed].some(
    (list) => list.length > 0,
  );
  return certain || undecided.length === 0 ? 1 : 3;
}

function text(difference: Difference, options: Options): string {
  const { format, json = false, quiet, color, without = [] } = options;
  if (json || format === "json") return toJson({ without, ...difference } satisfies Unversioned<DiffJson>);
  const shown = printable(difference);
  if (format === "markdown") return diffMarkdown(shown, scenarioText(options).trimEnd());
  return layOutText(diffText(shown, { quiet, paint: painter(color), width: terminalWidth() }), options);
}
