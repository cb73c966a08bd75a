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
import { notesOf, printNotes } from "../render/notes";
import { nothingToCheck } from "./nothing-to-check";
import { docsFile, version } from "../input/package-folder";
import { painter } from "../render/paint";
import { placesOf } from "../render/places";
import { printable } from "../render/terminal-text";
import { parseAcceptance, readProject } from "../input/project-file";
import { loadWithFiles, type Loaded } from "./load-topology";
import { layOutText, print, terminalWidth } from "./print-answer";
import { repeatable, type TopologyOptions, withTopologyOptions } from "./topology-options";

interface Options extends TopologyOptions {
  readonly format: "text" | "json" | "sarif" | "junit";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly allowUndecided?: boolean;
  readonly accept?: readonly string[];
  readonly accepted?: boolean;
  readonly undecided?: boolean;
  readonly why?: boolean;
}

/** `forced-tunnel check`: findings of every rule. */
export function checkCommand(): Command {
  const command = new Command("check")
    .description("Checks the topology against every rule, and shows what happens if one component fails.")
    .argument("[file...]", "files or folders; - for standard input")
    .addOption(
      new Option("--format <format>", "output format").choices(["text", "json", "sarif", "junit"]).default("text"),
    )
    .option("--json", "the same as --format json (docs/json.md)")
    .option("--strict", "treat warnings as errors")
    .option("--allow-undecided", "exit with 0 although something is undecided");
  repeatable(
    command,
    "--accept <rule=reason>",
    'accept a finding, with the reason; on one component: single-nva@vm-nva100="…"; repeatable (or "accept" in forced-tunnel.json)',
  )
    .option("--accepted", "also show accepted findings")
    .option("--undecided", "also show rules that cannot be decided")
    .option("--why", "also show the facts about Azure that findings are based on")
    .addHelpText(
      "after",
      '\nExit codes: 0 no errors, and everything is decided; 1 errors, or with --strict warnings; 2 no answer; 3 undecided: a verdict, a rule, or a resource that is not modelled.\n\nExamples:\n  npx forced-tunnel check\n  npx forced-tunnel check --strict --accept single-nva="one NVA is enough until March"\n  npx forced-tunnel check --format sarif > forced-tunnel.sarif',
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
  process.exitCode = exitCode(report, options);
  if (!options.quiet) printNotes(topology);
  print(answer(report, loaded, options));
}

/** 0: no errors, and everything is decided; 1: errors, or if strict warnings; 3: something is undecided. */
function exitCode({ outcome, findings }: CheckReport, { strict, allowUndecided }: Options): 0 | 1 | 3 {
  if (outcome === "failed" || (strict && findings.some(({ severity }) => severity === "warning"))) return 1;
  return outcome === "undecided" && !allowUndecided ? 3 : 0;
}

function answer(report: CheckReport, { topology, files }: Loaded, options: Options): string {
  const places = placesOf(topology);
  const shown = printable(report);
  const notes = notesOf(topology);
  switch (options.json ? "json" : options.format) {
    case "json":
      return toJson({ without: options.without ?? [], notes, ...report } satisfies Unversioned<CheckJson>);
    case "sarif":
      return checkSarif(shown, {
        places,
        notes: printable(notes),
        locate: (id) => locate(files, id),
        version: version(),
        help: (id) => docsFile(`rules/${id}.md`),
      });
    case "junit":
      return checkJunit(shown, { places, notes: printable(notes), strict: options.strict ?? false });
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
