/** A word as written; `$` and backquotes are those that the shell expands. */
export interface Word {
  readonly text: string;
  /** True where a part of it is quoted: then it is not split into words. */
  readonly quoted: boolean;
}

/** Where a command's output goes. */
export interface Redirect {
  readonly append: boolean;
  readonly target: string;
}

/** Where a command writes to and reads from. */
export interface Redirections {
  readonly redirects: readonly Redirect[];
  /** File behind `<`. */
  readonly inputFile?: string;
  /** Text of a here-document or here-string. */
  readonly input?: string;
}

/** A command with its words, before they are expanded. */
export interface SimpleCommand extends Redirections {
  readonly kind: "command";
  readonly words: readonly Word[];
  /** As written, for people. */
  readonly line: string;
  /** Commands in `<(…)`. */
  readonly inner: readonly ShellNode[];
}

/** A part of a script. */
export type ShellNode =
  | SimpleCommand
  | { readonly kind: "list"; readonly nodes: readonly ShellNode[] }
  | { readonly kind: "subshell"; readonly body: ShellNode }
  | { readonly kind: "redirected"; readonly body: ShellNode; readonly command: SimpleCommand }
  | { readonly kind: "pipe"; readonly parts: readonly ShellNode[] }
  | { readonly kind: "and" | "or"; readonly left: ShellNode; readonly right: ShellNode }
  | { readonly kind: "not"; readonly body: ShellNode }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise?: ShellNode }
  | { readonly kind: "while"; readonly until: boolean; readonly condition: ShellNode; readonly body: ShellNode }
  | { readonly kind: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: ShellNode }
  | { readonly kind: "case"; readonly word: Word; readonly cases: readonly Case[] }
  /** `((…))`: what it gives is not computed. */
  | { readonly kind: "arithmetic"; readonly assigned: readonly string[] }
  /** A block that is not closed: the shell runs nothing of it, and nothing after it. */
  | { readonly kind: "broken"; readonly line: string }
  | { readonly kind: "function"; readonly name: string; readonly body: ShellNode };

/** A condition with what follows it: of `if` and `elif`. */
export interface Branch {
  readonly condition: ShellNode;
  readonly body: ShellNode;
}

/** The patterns of a `case`, and what follows them. */
export interface Case {
  readonly patterns: readonly Word[];
  readonly body: ShellNode;
}
