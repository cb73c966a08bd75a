import { Command, InvalidArgumentError, Option } from "commander";
import type { Topology } from "../../analysis/model/azure";
import { path } from "../../analysis/forwarding/path";
import type { PathQuery, PathResult } from "../../analysis/results";
import type { PathJson, Unversioned } from "../render/json-answers";
import { checkPathEndpoint } from "../input/check-endpoint";
import { splitArguments } from "../input/read-input";
import { toJson } from "../render/json-output";
import { notesOf, printNotes } from "../render/notes";
import { hasArrived, type Verdict, VERDICTS } from "../../analysis/verdict";
import { painter } from "../render/paint";
import { pathText } from "../render/path-text";
import { placesOf } from "../render/places";
import { printable } from "../render/terminal-text";
import { loadTopology } from "./load-topology";
import { layOutText, print, terminalWidth } from "./print-answer";
import { type TopologyOptions, withTopologyOptions } from "./topology-options";
import { UserError } from "../input/user-error";

interface Options extends TopologyOptions {
  readonly tcp?: number;
  readonly udp?: number;
  readonly icmp?: boolean;
  readonly expect?: Verdict;
  readonly allFaults?: boolean;
  readonly why?: boolean;
  readonly json?: boolean;
}

/** `forced-tunnel path`: the path of a packet, hop by hop, with faults and fixes. */
export function pathCommand(): Command {
  const command = new Command("path")
    .description(
      "Traces a packet from a VM, the internet or an on-premises address to a VM, an address or the internet, and its answer back. A subnet (vnet-hub00/default) stands for a VM in it.",
    )
    .usage("[options] <from> [to] [file...]")
    .argument(
      "[name|file...]",
      'source and destination (default: internet): names, addresses or "internet"; files, folders and *.json are input',
    )
    .addOption(
      new Option("--tcp <port>", "TCP with this destination port (default: 443)")
        .argParser(port)
        .conflicts(["udp", "icmp"]),
    )
    .addOption(new Option("--udp <port>", "UDP with this destination port").argParser(port).conflicts("icmp"))
    .option("--icmp", "ICMP echo (ping)")
    .addOption(expectOption())
    .option("--all-faults", "print every fault in full, also those behind the first one")
    .option("--why", "also show the facts about Azure that the answer is based on")
    .option("--json", "print JSON (docs/json.md)")
    .addHelpText(
      "after",
      "\nExit codes: 0 the packet arrives, or the verdict is as expected; 1 otherwise; 2 no answer; 3 it depends on a value known after apply.\n\nExamples:\n  npx forced-tunnel path vm-hub00 203.0.113.10 --tcp 443\n  npx forced-tunnel path vm-hub00 internet --expect tunnelled --without vm-nva100",
    )
    .action(run);
  return withTopologyOptions(command);
}

/** In any case: answers print verdicts in capitals. */
function expectOption(): Option {
  const option = new Option("--expect <verdict>", "exit with 0 only if this is the verdict").choices(VERDICTS);
  const parse = option.parseArg!;
  return option.argParser((word, previous) => parse(word.toLowerCase(), previous));
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const { names, inputs } = splitArguments(words);
  const query = queryOf(names, options);
  const topology = await loadTopology(inputs, options);
  const result = path(topology, query);
  process.exitCode = exitCode(result, options.expect);
  if (!options.quiet) printNotes(topology);
  print(
    options.json
      ? toJson({ without: options.without ?? [], notes: notesOf(topology), ...result } satisfies Unversioned<PathJson>)
      : layOutText(text(topology, result, options), options),
  );
}

function text(
  topology: Topology,
  result: PathResult,
  { expect: expected, allFaults, why, quiet, color }: Options,
): string {
  return pathText(printable(result), {
    places: placesOf(topology),
    expected,
    allFaults,
    why,
    quiet,
    paint: painter(color),
    width: terminalWidth(),
  });
}

function queryOf([from, to = "internet", ...more]: readonly string[], { tcp, udp, icmp }: Options): PathQuery {
  if (from === undefined || more.length > 0) {
    const sentence = from === undefined ? "path needs a source" : "path accepts one source and one destination";
    throw new UserError(
      {
        text: sentence,
        got: from === undefined ? "no name" : [from, to, ...more].join(" "),
        want: "<from> [to]",
        fix: "npx forced-tunnel path vm-hub00 203.0.113.10",
      },
      2,
    );
  }
  for (const end of [from, to]) checkPathEndpoint(end);
  if (icmp) return { from, to, protocol: "icmp" };
  return udp === undefined ? { from, to, protocol: "tcp", port: tcp ?? 443 } : { from, to, protocol: "udp", port: udp };
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535)
    throw new InvalidArgumentError("A port must be between 1 and 65535.");
  return number;
}

/** 0: arrives, or as expected; 1: otherwise; 3: depends on a value known after apply. */
function exitCode({ verdict }: Pick<PathResult, "verdict">, expected?: Verdict): 0 | 1 | 3 {
  if (expected !== undefined && verdict === expected) return 0;
  if (verdict === "undetermined") return 3;
  return expected === undefined && hasArrived(verdict) ? 0 : 1;
}
