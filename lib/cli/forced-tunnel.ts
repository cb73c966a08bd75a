#!/usr/bin/env node
import { Command, type CommanderError } from "commander";
import { TopologyError } from "../topology/topology-error";
import { checkCommand } from "./check-command";
import { diffCommand } from "./diff-command";
import { drawCommand } from "./draw-command";
import { explainCommand } from "./explain-command";
import { version } from "./package-folder";
import { pathCommand } from "./path-command";
import { printableLines } from "./printable";
import { routesCommand } from "./routes-command";
import { synthCommand } from "./synth-command";
import { oneLine, UserError } from "./user-error";

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
  for (const command of [synthCommand(), routesCommand(), pathCommand(), checkCommand(), diffCommand(), drawCommand(), explainCommand()]) program.addCommand(command.exitOverride(exit).showSuggestionAfterError());
  // Whoever reads with head has seen enough.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" ? process.exit() : failed(error)));
  try {
    await program.parseAsync();
  } catch (error) {
    failed(error);
  }
}

function failed(error: unknown): void {
  process.stderr.write(`${printableLines(error instanceof UserError || error instanceof TopologyError ? error.message : ownBug(error))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : error instanceof TopologyError ? COULD_NOT_ASK : OWN_BUG;
}

const ownBug = (error: unknown): string => `error: ${oneLine(error)}\n  This is a mistake in forced-tunnel itself. Please report it with the command that you ran.`;

function exit(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : COULD_NOT_ASK);
}

void main();
