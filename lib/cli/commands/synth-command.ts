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
import { printableText } from "../render/terminal-text";
import { synthVerdicts } from "./synth-verdicts";
import { oneLine, UserError } from "../input/user-error";

interface Options {
  readonly app?: string;
  readonly output?: string;
}

/** `forced-tunnel synth`: runs the app of the folder it is called in, and prints what the app made. */
export function synthCommand(): Command {
  return new Command("synth")
    .description(
      "Synthesizes the app of this folder to Terraform JSON, and lists its resources and verdicts. Nothing is deployed.",
    )
    .option("-a, --app <command>", "command that runs the app (default: app in cdktf.json)")
    .option("-o, --output <folder>", "folder for the Terraform JSON (default: output in cdktf.json, or cdktf.out)")
    .addHelpText("after", '\nExample:\n  npx forced-tunnel synth --app "node main.js" --output cdktf.out')
    .action(synth);
}

async function synth(options: Options): Promise<void> {
  const config = readConfig();
  const app = options.app ?? config.app;
  if (!app) {
    throw new UserError(
      {
        text: "this folder has no app to run",
        got: 'no cdktf.json with "app", and no --app',
        fix: 'npx forced-tunnel synth --app "node main.js"',
      },
      2,
    );
  }
  const output = options.output ?? config.output ?? "cdktf.out";
  checkOutput(output);
  // The app writes to a temporary folder: a run that fails or is interrupted leaves the output as it was.
  const temporary = makeTemporary();
  const clear = (): void => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", clear);
  await runApp(app, temporary);
  const stacks = inventory(temporary);
  if (stacks.length === 0) {
    throw new UserError(
      {
        // The app prints to stderr itself: whether it has printed anything is not known here.
        text: "the app exited without an error, but wrote no Terraform; see its output above, if any",
        got: "nothing in the folder of CDKTF_OUTDIR",
        want: "an app that calls app.synth() and writes to CDKTF_OUTDIR",
        fix: "call app.synth(), remove outdir from new App({ outdir }), and do not change CDKTF_OUTDIR",
        more: `app: ${app}`,
      },
      1,
    );
  }
  const old = staleStacks(output, stacks);
  copyTo(output, temporary);
  // The copy is not interrupted; a signal that arrived meanwhile is handled here.
  await setImmediate();
  for (const warning of warningsOf(temporary)) process.stderr.write(`${warning}\n\n`);
  for (const path of old) process.stderr.write(`note  ${path} is from an earlier run; no stack has that name now\n`);
  const made = stacks.map((stack) => shown(stack, output));
  process.stdout.write(`${listing(made)}\n`);
  const verdicts = verdictsOf(
    made.map(({ file }) => file),
    resolve(output) === resolve(defaultInput()) ? undefined : output,
  );
  if (verdicts.length > 0) process.stdout.write(`\n${verdicts.join("\n")}\n`);
}

/** The Terraform is written already: a topology that cannot be analysed is no reason to fail. */
function verdictsOf(files: readonly string[], folder: string | undefined): string[] {
  try {
    return synthVerdicts(files, folder);
  } catch (error) {
    process.stderr.write(`note  the verdicts could not be computed: ${printableText(oneLine(error))}\n`);
    return [];
  }
}

const shown = (stack: StackInventory, output: string): StackInventory => ({
  ...stack,
  file: join(relative("", output) || ".", stack.file),
});
