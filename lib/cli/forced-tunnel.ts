#!/usr/bin/env node
import { Command, type CommanderError, type OutputConfiguration } from "commander";
import { TopologyError } from "../analysis/model/topology-error";
import { checkCommand } from "./commands/check-command";
import { diffCommand } from "./commands/diff-command";
import { drawCommand } from "./commands/draw-command";
import { explainCommand } from "./commands/explain-command";
import { initCommand } from "./commands/init-command";
import { version } from "./input/package-folder";
import { pathCommand } from "./commands/path-command";
import { runnableCommands } from "./render/runnable-commands";
import { printableLines } from "./render/terminal-text";
import { routesCommand } from "./commands/routes-command";
import { synthCommand } from "./commands/synth-command";
import { writeRefusal } from "./input/system-error";
import { oneLine, UserError } from "./input/user-error";

/** Wrong usage, or an input is missing: there is no answer. */
const NO_ANSWER = 2;
/** A bug in this program (EX_SOFTWARE of sysexits.h). */
const BUG = 70;

const HELP_OUTPUT: OutputConfiguration = {
  writeOut: (text) => process.stdout.write(runnableCommands(text)),
};

async function main(): Promise<void> {
  const program = new Command("forced-tunnel")
    .description(
      "Checks Azure forced tunnelling before deployment: effective routes, packet paths and findings from Terraform JSON.",
    )
    .version(version())
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .configureOutput(HELP_OUTPUT)
    .exitOverride(exit);
  for (const command of [
    initCommand(),
    synthCommand(),
    routesCommand(),
    pathCommand(),
    checkCommand(),
    diffCommand(),
    drawCommand(),
    explainCommand(),
  ])
    program.addCommand(command.exitOverride(exit).configureOutput(HELP_OUTPUT).showSuggestionAfterError());
  // A reader such as head may close the pipe early.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    error.code === "EPIPE" ? process.exit() : reportError(stdoutError(error)),
  );
  // Nothing can be reported any more.
  process.stderr.on("error", () => undefined);
  try {
    await program.parseAsync();
  } catch (error) {
    reportError(error);
  }
}

function reportError(error: unknown): void {
  const message = error instanceof UserError || error instanceof TopologyError ? error.message : bugReport(error);
  process.stderr.write(`${runnableCommands(shortened(printableLines(message)))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : error instanceof TopologyError ? NO_ANSWER : BUG;
}

/** Shortens very long words, such as a key that was pasted as a name. */
const shortened = (message: string): string =>
  message.replaceAll(/[^\s"]{201,}/g, (word) => `${word.slice(0, 100)}… (${word.length} characters)`);

function stdoutError(error: Error): UserError {
  const { got, fix = "write to another disk" } = writeRefusal("standard output", error);
  return new UserError(
    {
      text: "cannot write the answer to standard output",
      got,
      want: "a terminal, a pipe, or a file on a disk with free space",
      fix,
    },
    NO_ANSWER,
  );
}

const bugReport = (error: unknown): string =>
  `error: ${oneLine(error)}\n  This is a bug in forced-tunnel. Please report it with the command that you ran.`;

function exit(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : NO_ANSWER);
}

void main();
