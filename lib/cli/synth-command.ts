import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Command } from "commander";
import { readConfig } from "./config";
import { checkOutput, copyTo, makeTemporary } from "./folders";
import { inventory, type StackInventory, warningsOf } from "./inventory";
import { listing } from "./listing";
import { runApp } from "./run-app";
import { UserError } from "./user-error";

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
      'error: no app to run in this folder\n  got   no cdktf.json with "app", and no --app\n  fix   npx forced-tunnel synth --app "node main.js"',
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
      `error: the app wrote no Terraform\n  got   nothing in the folder that CDKTF_OUTDIR names\n  want  new App() without outdir, and app.synth() at the end\n  more  the app is: ${app}`,
      1,
    );
  }
  copyTo(output, beside);
  // The copy is not broken off half-way; a signal that came meanwhile is heard here.
  await setImmediate();
  for (const warning of warningsOf(beside)) process.stderr.write(`${warning}\n\n`);
  process.stdout.write(`${listing(stacks.map((stack) => shown(stack, output)))}\n`);
}

const shown = (stack: StackInventory, output: string): StackInventory => ({ ...stack, file: join(relative("", output) || ".", stack.file) });
