import { withName } from "../../domain/by-name";
import { Command } from "commander";
import { bgpTable } from "../../analysis/bgp/bgp-table";
import type { Component, Topology } from "../../analysis/model/azure";
import { overview } from "../../analysis/forwarding/overview";
import { coverageOf } from "../../analysis/model/coverage";
import { allRoutes, effectiveRoutes } from "../../analysis/routes/effective-routes";
import { bgpText } from "../render/bgp-text";
import { splitArguments } from "../input/read-input";
import { toJson } from "../render/json-output";
import { notesOf, printNotes } from "../render/notes";
import { overviewText } from "../render/overview-text";
import { painter } from "../render/paint";
import { printable, printableText } from "../render/terminal-text";
import type { BgpTable, RoutesAnswer, RoutesJson, Unversioned } from "../render/json-answers";
import { routesText } from "../render/routes-text";
import { loadTopology } from "./load-topology";
import { layOutText, print, terminalWidth } from "./print-answer";
import { type TopologyOptions, withTopologyOptions } from "./topology-options";

interface Options extends TopologyOptions {
  readonly all?: boolean;
  readonly why?: boolean;
  readonly bgp?: boolean;
  readonly json?: boolean;
}

/**
 * `forced-tunnel routes`: effective routes and BGP tables; without a name, where each machine's internet traffic goes.
 */
export function routesCommand(): Command {
  const command = new Command("routes")
    .description(
      "Effective routes of a VM, NIC or subnet; BGP tables of a Route Server, gateway or circuit; without a name, where each VM's internet traffic goes.",
    )
    .usage("[options] [name|file...]")
    .argument(
      "[name|file...]",
      "Azure names, Terraform addresses or construct paths; files, folders and *.json are input",
    )
    .option("--all", "also show system routes with next hop None")
    .option("--bgp", "for a VM that speaks BGP: the routes that it learns")
    .option("--why", "also show the facts about Azure that the routes are based on")
    .option("--json", "print JSON (docs/json.md)")
    .addHelpText(
      "after",
      "\nExamples:\n  npx forced-tunnel routes\n  npx forced-tunnel routes vm-hub00\n  terraform show -json x.tfplan | npx forced-tunnel routes - vm-hub00",
    )
    .action(routes);
  return withTopologyOptions(command);
}

async function routes(words: readonly string[], options: Options): Promise<void> {
  const { names, inputs } = splitArguments([...new Set(words)]);
  const topology = await loadTopology(inputs, options);
  const answer = answerOf(topology, names, options);
  // Without a VM there is no answer: the exit code must say so.
  if (names.length === 0 && topology.machines.length === 0) process.exitCode = 2;
  if (!options.quiet) printNotes(topology);
  print(
    options.json
      ? toJson({
          without: options.without ?? [],
          notes: notesOf(topology),
          ...answer,
        } satisfies Unversioned<RoutesJson>)
      : layOutText(text(answer, names, options), options),
  );
}

function answerOf(topology: Topology, names: readonly string[], { bgp = false, json = false }: Options): RoutesAnswer {
  // Only the JSON holds the tables of all subnets.
  const coverage = coverageOf(topology);
  if (names.length === 0)
    return { machines: overview(topology), subnets: json ? allRoutes(topology) : [], bgp: [], coverage };
  const speakers = names.filter((name) => bgp || speaksOnly(topology, name));
  const others = names.filter((name) => !speakers.includes(name));
  return {
    machines: [],
    subnets: others.map((name) => effectiveRoutes(topology, name)),
    bgp: speakers.map((speaker): BgpTable => ({ speaker, entries: bgpTable(topology, speaker) })),
    coverage,
  };
}

/** True of what has a BGP table, and no NIC: a Route Server, a gateway, a circuit, an edge on premises. */
function speaksOnly({ onPremises, routeServers, gateways, circuits }: Topology, name: string): boolean {
  const namesOf = ({ id, path, name: own }: Component): (string | undefined)[] => [id, path, printableText(own)];
  return (
    withName(onPremises, name, (edge) => [edge.name]).length > 0 ||
    withName([...routeServers, ...gateways, ...circuits], name, namesOf).length > 0
  );
}

function text(answer: RoutesAnswer, names: readonly string[], { all, why, quiet, color }: Options): string {
  const width = terminalWidth();
  const { machines, subnets, bgp, coverage } = printable(answer);
  if (names.length === 0) return overviewText(machines, coverage, { quiet, paint: painter(color), width });
  const tables = names.filter((name) => !bgp.some(({ speaker }) => speaker === name));
  const options = { all, why, quiet, width };
  return [
    ...subnets.map((subnet, at) => routesText(subnet, { ...options, of: tables[at] })),
    ...bgp.map(({ speaker, entries }) => bgpText(speaker, entries, { quiet, width })),
  ].join(quiet ? "" : "\n");
}
