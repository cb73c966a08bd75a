import type { Variables } from "./expansion";
import type { ShellCommand, Status } from "./shell-command";
import type { ShellNode } from "./shell-syntax";
import type { PathExists } from "./test-command";

/** What a script runs on. */
export interface Machine {
  /** Runs a program. */
  run(command: ShellCommand): Status;
  readonly exists: PathExists;
  /** Says that a part of the script cannot be followed. */
  leave(line: string): void;
}

/** How certain it is that a part runs, and what it is in. */
export interface Context {
  readonly conditional: boolean;
  readonly repeated: boolean;
  /** What `return` ends; each is `doubtful` once it may have ended. */
  readonly frame: { doubtful: boolean };
  readonly calls: number;
  readonly pipedFrom: readonly ShellCommand[];
}

/** What a part of a script leaves: how it ended, and what it leaves with it. */
export interface Completion {
  readonly status: Status;
  readonly leaves?: "script" | "function" | "loop";
}

export const ASSUMED: Completion = { status: "assumed" };

/** What a script has set up so far. */
export interface ScriptState {
  variables: Variables;
  readonly functions: Map<string, ShellNode>;
  /** True once it may have ended: what follows runs only if it has not. */
  doubtful: boolean;
  /** Commands and rounds of loops so far. */
  count: number;
}

/** Whether only the running machine knows that a part runs. */
export const isConditional = ({ conditional, frame }: Context, { doubtful }: ScriptState): boolean =>
  conditional || frame.doubtful || doubtful;
