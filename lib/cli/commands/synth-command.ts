import { rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Command } from "commander";
import { readConfig } from "../input/cdktf-config";
import { checkOutput, copyTo, makeTemporary } from "../input/folders";
import { defaultInput } from "../input/read-input";
import { inventory, staleStacks, type StackInventory, warningsOf } from "../input/inventory";
import { listing } from "../render/stack-listing";
import { runApp } from "./run-app";
import { printableText } from "../render/printable";
import { synthVerdicts } from "./synth-verdicts";
import { oneLine, UserError } from "../input/user-error";

interface Options {
  readonly app?: string;
  readonly output?: string;
}

/** `forced-tunnel synth`: runs the app of the folder it is called in, and prints what the app made. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("Synthesize the app of this folder to Terraform JSON, and print what it made. Nothing is deployed.")
    .option("-a, --app <command>", "the command that runs the app (default: app in cdktf.json)")
    .option("-o, --output <folder>", "where the Terraform goes (default: output in cdktf.json, or cdktf.out)")
    .addHelpText("after", '\nExample:\n  npx forced-tunnel synth --app "node main.js" --output cdktf.out')
    .action(synth);
}

async function synth(options: Options): Promise<void> {
  const config = readConfig();
  const app = options.app ?? config.app;
  if (!app) {
    throw new UserError(
      {
        text: "no app to run in this folder",
        got: 'no cdktf.json with "app", and no --app',
        fix: 'npx forced-tunnel synth --app "node main.js"',
      },
      2,
    );
  }
  const output = options.output ?? config.output ?? "cdktf.out";
  checkOutput(output);
  // The app writes beside, so that a run that fails half-way, or is broken off, leaves what was there as it was.
  const beside = makeTemporary();
  const clear = (): void => rmSync(beside, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", clear);
  await runApp(app, beside);
  const stacks = inventory(beside);
  if (stacks.length === 0) {
    throw new UserError(
      {
        // The app prints to where this is printed, past this program: whether it has printed anything is not known here.
        text: "the app ended without an error, but wrote no Terraform; what it printed above, if anything, may say why",
        got: "nothing in the folder that CDKTF_OUTDIR names",
        want: "app.synth() at the end, and what the app makes in CDKTF_OUTDIR",
        fix: "take outdir out of new App({ outdir }), and leave CDKTF_OUTDIR as the app gets it",
        more: `the app is: ${app}`,
      },
      1,
    );
  }
  const old = staleStacks(output, stacks);
  copyTo(output, beside);
  // The copy is not broken off half-way; a signal that came meanwhile is heard here.
  await setImmediate();
  for (const warning of warningsOf(beside)) process.stderr.write(`${warning}\n\n`);
  for (const path of old) process.stderr.write(`note  ${path} is of an earlier run; no stack has that name any more\n`);
  const made = stacks.map((stack) => shown(stack, output));
  process.stdout.write(`${listing(made)}\n`);
  const verdicts = verdictsOf(
    made.map(({ file }) => file),
    resolve(output) === resolve(defaultInput()) ? undefined : output,
  );
  if (verdicts.length > 0) process.stdout.write(`\n${verdicts.join("\n")}\n`);
}

/** The Terraform is written: that nobody can say what it does is no reason to fail. */
function verdictsOf(files: readonly string[], folder: string | undefined): string[] {
  try {
    return synthVerdicts(files, folder);
  } catch (error) {
    process.stderr.write(`note  what becomes of the traffic could not be computed: ${printableText(oneLine(error))}\n`);
    return [];
  }
}

const shown = (stack: StackInventory, output: string): StackInventory => ({
  ...stack,
  file: join(relative("", output) || ".", stack.file),
});
