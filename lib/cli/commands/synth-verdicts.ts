import { readFileSync } from "node:fs";
import { check } from "../../analysis/check/check";
import { exposures } from "../../analysis/forwarding/exposure";
import { readTopology } from "../../analysis/kinds/read-topology";
import { allRoutes } from "../../analysis/routes/effective-routes";
import { painter } from "../render/paint";
import { printable } from "../render/terminal-text";
import { ruleConfiguration } from "../input/rule-configuration";
import { readProject } from "../input/project-file";
import { runnableCommands } from "../render/runnable-commands";
import { shellWord } from "../render/shell-word";
import { verdictLines } from "../render/verdict-lines";

/**
 * What becomes of the traffic of what was synthesized, in a few lines; none where there is no machine.
 * @param files paths of the stacks' JSON: they are one topology
 * @param folder where they are, if it is not where other commands look by themselves
 * @throws whatever keeps it from being read
 */
export function synthVerdicts(files: readonly string[], folder?: string): string[] {
  const { assume, ...rules } = readProject();
  const topology = readTopology(
    files.map((name) => ({ name, text: readFileSync(name, "utf8") })),
    assume,
  );
  if (topology.machines.length === 0) return [];
  const report = check(topology, { ...ruleConfiguration(topology, rules), whatIf: false });
  const open = exposures(topology, allRoutes(topology));
  return [
    "After deployment",
    ...verdictLines(printable(report), printable(open), painter(true)),
    runnableCommands(
      `more  npx forced-tunnel routes${folder === undefined ? "" : ` -f ${shellWord(folder)}`}; also path, check, diff, draw`,
    ),
  ];
}
