#!/usr/bin/env node
import { Command, type CommanderError } from "commander";
import { TopologyError } from "../analysis/model/topology-error";
import { checkCommand } from "./commands/check-command";
import { diffCommand } from "./commands/diff-command";
import { drawCommand } from "./commands/draw-command";
import { explainCommand } from "./commands/explain-command";
import { version } from "./input/package-folder";
import { pathCommand } from "./commands/path-command";
import { printableLines } from "./render/printable";
import { routesCommand } from "./commands/routes-command";
import { synthCommand } from "./commands/synth-command";
import { writeRefusal } from "./input/system-error";
import { oneLine, UserError } from "./input/user-error";

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
  for (const command of [
    synthCommand(),
    routesCommand(),
    pathCommand(),
    checkCommand(),
    diffCommand(),
    drawCommand(),
    explainCommand(),
  ])
    program.addCommand(command.exitOverride(exit).showSuggestionAfterError());
  // Whoever reads with head has seen enough.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    error.code === "EPIPE" ? process.exit() : failed(notPrinted(error)),
  );
  // There is nobody left to tell.
  process.stderr.on("error", () => undefined);
  try {
    await program.parseAsync();
  } catch (error) {
    failed(error);
  }
}

function failed(error: unknown): void {
  process.stderr.write(
    `${shortened(printableLines(error instanceof UserError || error instanceof TopologyError ? error.message : ownBug(error)))}\n`,
  );
  process.exitCode =
    error instanceof UserError ? error.exitCode : error instanceof TopologyError ? COULD_NOT_ASK : OWN_BUG;
}

/** What nobody can read at a glance is told by its beginning. */
const shortened = (message: string): string =>
  message.replaceAll(/[^\s"]{201,}/g, (word) => `${word.slice(0, 100)}… (${word.length} characters)`);

function notPrinted(error: Error): UserError {
  const { got, fix = "write it elsewhere" } = writeRefusal("standard output", error);
  return new UserError(
    {
      text: "the answer cannot be written to standard output",
      got,
      want: "a terminal, a pipe, or a file with room for it",
      fix,
    },
    COULD_NOT_ASK,
  );
}

const ownBug = (error: unknown): string =>
  `error: ${oneLine(error)}\n  This is a mistake in forced-tunnel itself. Please report it with the command that you ran.`;

function exit(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : COULD_NOT_ASK);
}

void main();
