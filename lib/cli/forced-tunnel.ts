#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, type CommanderError } from "commander";
import { UserError } from "./user-error";
import { synthCommand } from "./synth-command";

/** Wrong use, or something to work with is missing: the answer could not be had. */
const COULD_NOT_ASK = 2;
/** A mistake of this program's own (EX_SOFTWARE of sysexits.h). */
const OWN_BUG = 70;

async function main(): Promise<void> {
  const program = new Command("forced-tunnel")
    .description("Forced tunnelling on Azure that can be trusted before it is deployed.")
    .version(version())
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride(exit);
  program.addCommand(synthCommand().exitOverride(exit).showSuggestionAfterError());
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
      return;
    }
    const what = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${what}\n  This is a mistake in forced-tunnel itself. Please report it with the command that you ran.\n`);
    process.exitCode = OWN_BUG;
  }
}

/** Of the nearest package.json: the sources are two folders below it, the built file three. */
function version(folder = __dirname): string {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
  return folder === dirname(folder) ? "unknown" : version(dirname(folder));
}

function exit(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : COULD_NOT_ASK);
}

void main();
