import type { GuestPart } from "../../model/guest";
import type { Boot } from "../cloud-init/boot";
import type { ShellCommand, Status } from "../shell/shell-command";

/** A script with what it is started with. */
export interface Script {
  /** "runcmd", or its path. */
  readonly file: string;
  readonly text: string;
  /** @default none */
  readonly args?: readonly string[];
  /** True where only the machine knows whether it runs. @default false */
  readonly conditional?: boolean;
  /** True where it runs again and again. @default false */
  readonly repeated?: boolean;
  /** True in a network namespace other than the machine's. @default that of the script that starts it */
  readonly elsewhere?: boolean;
}

/** Where a command is, and what it can start. */
export interface Place {
  readonly boot: Boot;
  /** "runcmd", or a script's path. */
  readonly file: string;
  /** True in a network namespace other than the machine's: what changes a network does not change the machine's. */
  readonly elsewhere: boolean;
  /** Runs a script that the command starts. */
  runScript(script: Script): void;
  /** What a program with its arguments may change; undefined for an unknown program. */
  affectedBy(words: readonly string[], command: ShellCommand): readonly GuestPart[] | undefined;
}

/** What a program does to the machine, as far as packets and routes depend on it. */
export interface Program {
  /** What it may change, where only the machine knows whether it runs. */
  affects(place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[];
  /** Runs it. @returns how it ends, where that is not simply with success */
  run(place: Place, args: readonly string[], command: ShellCommand): Status | undefined;
  /** Reads it where only the machine knows whether it runs. @default what it affects is left unread */
  runConditionally?(place: Place, args: readonly string[], command: ShellCommand): void;
}

/** Programs by their names. */
export type Programs = Readonly<Record<string, Program | undefined>>;

export const named = (names: readonly string[], program: Program): Programs =>
  Object.fromEntries(names.map((name) => [name, program]));

/** The arguments that are not options. */
export const operands = (args: readonly string[]): string[] => args.filter((word) => !word.startsWith("-"));

/** The command's place, for what is left unread. */
export const at = ({ file }: Place, { line }: ShellCommand): { readonly file: string; readonly line: string } => ({
  file,
  line,
});

export const FILTER: readonly GuestPart[] = ["forward", "postrouting"];
