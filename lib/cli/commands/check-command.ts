import { Command, Option } from "commander";
import { check } from "../../analysis/check/check";
import type { CheckReport } from "../../analysis/results";
import type { CheckJson, Unversioned } from "../render/json-answers";
import { ruleConfiguration } from "../input/rule-configuration";
import { checkJunit } from "../render/check-junit";
import { checkSarif } from "../render/check-sarif";
import { checkText } from "../render/check-text";
import { toJson } from "../render/json-output";
import { locate } from "../input/source-location";
import { printNotes } from "../render/notes";
import { nothingToCheck } from "./nothing-to-check";
import { docsFile, version } from "../input/package-folder";
import { painter } from "../render/paint";
import { placesOf } from "../render/places";
import { printable } from "../render/printable";
import { parseAcceptance, readProject } from "../input/project-file";
import {
  layOutText,
  loadWithFiles,
  type Loaded,
  print,
  repeatable,
  terminalWidth,
  type TopologyOptions,
  withTopologyOptions,
} from "./topology-options";

interface Options extends TopologyOptions {
  readonly format: "text" | "json" | "sarif" | "junit";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly accept?: readonly string[];
  readonly accepted?: boolean;
  readonly undecided?: boolean;
  readonly why?: boolean;
}

/** `forced-tunnel check`: every rule on what a topology does. */
export function checkCommand(): Command {
  const command = new Command("check")
    .description(
      "Holds the topology against every rule: what does not work, leaks, or is fragile; and what happens when one thing fails.",
    )
    .argument("[file...]", "files or folders; - is standard input")
    .addOption(
      new Option("--format <format>", "how it is printed").choices(["text", "json", "sarif", "junit"]).default("text"),
    )
    .option("--json", "the same as --format json (docs/json.md)")
    .option("--strict", "warnings count as errors, and rules that cannot be decided exit with 3");
  repeatable(
    command,
    "--accept <rule=reason>",
    'a finding that may stay, and why; of one component: single-nva@vm-nva100="…"; repeatable (or "accept" in forced-tunnel.json)',
  )
    .option("--accepted", "the findings that are accepted, too")
    .option("--undecided", "the rules that wait for values, too")
    .option("--why", "the facts that findings rest on")
    .addHelpText(
      "after",
      '\nExit codes: 0 no error; 1 an error, with --strict a warning; 2 could not be checked; 3 with --strict: not decided.\n\nExamples:\n  npx forced-tunnel check\n  npx forced-tunnel check --strict --accept single-nva="one NVA is enough until March"\n  npx forced-tunnel check --format sarif > forced-tunnel.sarif',
    )
    .action(run);
  return withTopologyOptions(command);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const loaded = await loadWithFiles(files, options);
  const { topology } = loaded;
  if (topology.networks.length + topology.machines.length === 0) throw nothingToCheck(topology);
  const accepted = (options.accept ?? []).map(parseAcceptance);
  const report = check(topology, ruleConfiguration(topology, readProject(), accepted));
  process.exitCode = exitCode(report, options.strict);
  if (!options.quiet) printNotes(topology);
  print(answer(report, loaded, options));
}

/** 0: no error; 1: an error, if strict a warning; 3: if strict, not decided. */
function exitCode({ findings, undecided }: Pick<CheckReport, "findings" | "undecided">, strict = false): 0 | 1 | 3 {
  if (findings.some(({ severity }) => strict || severity === "error")) return 1;
  return strict && undecided.length > 0 ? 3 : 0;
}

function answer(report: CheckReport, { topology, files }: Loaded, options: Options): string {
  const places = placesOf(topology);
  const shown = printable(report);
  switch (options.json ? "json" : options.format) {
    case "json":
      return toJson({ without: options.without ?? [], ...report } satisfies Unversioned<CheckJson>);
    case "sarif":
      return checkSarif(shown, {
        places,
        locate: (id) => locate(files, id),
        version: version(),
        help: (id) => docsFile(`rules/${id}.md`),
      });
    case "junit":
      return checkJunit(shown, { places, strict: options.strict ?? false });
    case "text": {
      const { accepted, undecided, why, quiet, color } = options;
      return layOutText(
        checkText(shown, {
          places,
          accepted,
          undecided,
          why,
          quiet,
          paint: painter(color),
          width: terminalWidth(),
        }),
        options,
      );
    }
  }
}
