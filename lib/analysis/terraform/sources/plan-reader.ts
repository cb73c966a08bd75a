import type { Scope } from "../expressions/scope";

/** The resource, output or variable whose value is read from a plan. */
export interface PlanReader {
  readonly id: string;
  readonly scope: Scope;
  /** The instance's key, with `count` or `for_each`. */
  readonly key?: string | number;
  /** References of the `for_each` that makes the instance. */
  readonly repeatedFor?: readonly string[];
  /** An output or a variable: its name only hints at what it is. */
  readonly passedOn?: boolean;
}
