import { writeFileSync } from "node:fs";
import { extname } from "node:path";
import { Command, Option } from "commander";
import { draw, type DrawOptions } from "../../drawing/draw";
import type { Topology } from "../../analysis/model/azure";
import { ruleConfiguration } from "../input/rule-configuration";
import { readProject } from "../input/project-file";
import { loadTopology } from "./load-topology";
import { print, scenarioText } from "./print-answer";
import { type TopologyOptions, withTopologyOptions } from "./topology-options";
import { writeRefusal } from "../input/system-error";
import { UserError } from "../input/user-error";

interface Options extends TopologyOptions {
  readonly output: string;
  readonly path?: string;
  readonly to?: string;
  readonly theme?: DrawOptions["theme"];
}

const FORMATS: Readonly<Record<string, DrawOptions["format"]>> = {
  ".svg": "svg",
  ".png": "png",
  ".mmd": "mmd",
  ".html": "html",
};

/** `forced-tunnel draw`: the topology as a picture or page. */
export function drawCommand(): Command {
  const command = new Command("draw")
    .description(
      "Draws the topology with the advertised default route and a packet's path. The file name extension sets the format.",
    )
    .argument("[file...]", "files or folders; - for standard input")
    .requiredOption("-o, --output <file>", "output file: .svg, .html (interactive page), .png or .mmd (Mermaid)")
    .option("--path <vm>", "highlight the path from this VM (default: the first tunnelled VM)")
    .option("--to <where>", "destination of the path: a name or an address (default: internet)")
    .addOption(
      new Option("--theme <theme>", "auto follows the reader's setting (svg and html only)").choices([
        "auto",
        "light",
        "dark",
      ]),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  npx forced-tunnel draw -o topology.svg\n  npx forced-tunnel draw plan.json --path vm-hub00 -o topology.png --theme dark",
    )
    .action(run);
  return withTopologyOptions(command);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const { output, path: from, to = "internet", theme, quiet } = options;
  const format = FORMATS[extname(output).toLowerCase()];
  if (format === undefined)
    throw cannotWrite(output, `the extension "${extname(output)}"`, ".svg, .html, .png or .mmd", "-o topology.svg");
  if (format === "png" && theme === "auto")
    throw cannotWrite(
      output,
      "--theme auto",
      "light or dark: a png cannot follow the reader's setting",
      "--theme light",
    );
  if (from === undefined && options.to !== undefined)
    throw new UserError(
      {
        text: "--to needs --path",
        got: `--to ${to}`,
        want: "a source for the path",
        fix: `--path vm-hub00 --to ${to}`,
      },
      2,
    );
  const topology = await loadTopology(files, options);
  const forPage =
    format === "html"
      ? { rules: ruleConfiguration(topology, readProject()), words: inputArguments(files, options) }
      : {};
  const picture = await draw(topology, {
    format,
    theme,
    ...(from === undefined ? {} : { path: { from, to } }),
    ...forPage,
  });
  try {
    writeFileSync(output, picture);
  } catch (error) {
    const { got, fix = "-o topology.svg" } = writeRefusal(output, error);
    throw cannotWrite(output, got, "a file in a folder that you can write to", fix);
  }
  const marked = from === undefined ? [] : [`path from ${from} highlighted`];
  if (!quiet)
    print(
      `${output}  ${[contents(topology), ...marked, ...shades(format, theme)].join("; ")}\n${scenarioText(options)}`,
    );
}

/** Arguments with which other commands read the same topology; a page prints them. */
function inputArguments(
  files: readonly string[],
  { file = [], assume, var: values = [], without = [] }: Options,
): string[] {
  const repeated = (flag: string, given: readonly string[]): string[] => given.flatMap((value) => [flag, value]);
  return [
    ...files,
    ...repeated("-f", file),
    ...(assume === undefined ? [] : ["--assume", assume]),
    ...repeated("--var", values),
    ...repeated("--without", without),
  ];
}

function shades(
  format: DrawOptions["format"],
  theme: DrawOptions["theme"] = format === "svg" || format === "html" ? "auto" : "light",
): string[] {
  if (format === "mmd") return [];
  return [theme === "auto" ? "light and dark theme" : `${theme} theme`];
}

function contents({ networks, subnets, machines, circuits }: Topology): string {
  const counts: [number, string][] = [
    [networks.length, "VNet"],
    [subnets.length, "subnet"],
    [machines.length, "VM"],
    [circuits.length, "circuit"],
  ];
  return counts.map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`).join(", ");
}

const cannotWrite = (output: string, got: string, want: string, fix: string): UserError =>
  new UserError({ text: `${output} cannot be drawn`, got, want, fix }, 2);
