import type { Command } from "commander";

/** Options of every command that reads a topology. */
export interface TopologyOptions {
  readonly file?: readonly string[];
  readonly assume?: string;
  readonly var?: readonly string[];
  readonly without?: readonly string[];
  /** False with `--no-color`. */
  readonly color: boolean;
  readonly quiet?: boolean;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds an option that can be repeated: its value is a list. */
export const repeatable = (command: Command, flags: string, description: string): Command =>
  command.option(flags, description, collect);

/** Adds the options of every command that reads a topology; `file`: also `--file`, where it reads a single one. */
export function withTopologyOptions(command: Command, { file = true }: { readonly file?: boolean } = {}): Command {
  if (file)
    repeatable(
      command,
      "-f, --file <file>",
      "read this file or folder, - for standard input; repeatable (default: cdktf.out/stacks/*/cdk.tf.json)",
    );
  command.option(
    "--assume <file>",
    "values, machines and on-premises routers that the Terraform does not describe (docs/commands.md)",
  );
  repeatable(command, "--var <name=value>", "set a variable that is known only after apply; repeatable");
  repeatable(
    command,
    "--without <name>",
    'simulate a failure of a component, or of a BGP session such as "vm-nva100 - rs-hub100"; repeatable',
  );
  return command
    .option("-q, --quiet", "print only the answer")
    .option("--no-color", "no colours (also off in a pipe and with NO_COLOR)");
}
