import type { Redirections } from "./shell-syntax";

/** A command as it is run: words are expanded as far as the script says what they are. */
export interface ShellCommand extends Redirections {
  readonly words: readonly string[];
  /** As written, for people. */
  readonly line: string;
  /** The commands before it in the same pipe, nearest last. */
  readonly pipedFrom: readonly ShellCommand[];
  /** True where only the running script knows whether it runs. */
  readonly conditional: boolean;
  /** True in a loop that may go on while the machine runs. */
  readonly repeated: boolean;
}

/** How a command ends. `assumed`: it succeeds, unless the first boot fails; `unknown`: it asks the machine something. */
export type Status = boolean | "assumed" | "unknown";
