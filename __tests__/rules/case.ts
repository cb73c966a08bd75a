import type { Finding } from "../../lib/findings/finding";
import type { Article } from "./declaration-builder";

/** The article's topology with something changed, and what a rule says of it. */
export interface Case {
  readonly rule: string;
  readonly what: string;
  readonly change: (parts: Article) => void;
  /** Empty: the rule accepts it, and so does every other. */
  readonly findings: readonly Expected[];
}

/** A finding with its places as "path prop": the one to change, and the other one where there are two. */
export interface Expected extends Partial<Omit<Finding, "at">> {
  readonly at: string;
  readonly also?: string;
}

export function passes(rule: string, what: string, change: Case["change"]): Case {
  return { rule, what, change, findings: [] };
}

export function fails(rule: string, what: string, change: Case["change"], findings: readonly Expected[]): Case {
  return { rule, what, change, findings };
}
