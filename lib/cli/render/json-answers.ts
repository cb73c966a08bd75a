import type { BgpEntry } from "../../analysis/bgp/bgp-table";
import type { Difference } from "../../analysis/diff/difference";
import type { CheckReport, Coverage, MachineVerdict, PathResult, SubnetRoutes } from "../../analysis/results";

/* The output of `--json`, before its keys are converted to snake_case: docs/schema is generated from these types. */

/** An answer without its version. */
export type Unversioned<T extends JsonAnswer> = Omit<T, "formatVersion">;

/** Keys of every command. */
export interface JsonAnswer {
  /** "1.0": minor versions add keys, major ones change them. */
  readonly formatVersion: string;
  /** Names of the components whose failure `--without` simulates. */
  readonly without: readonly string[];
  /** What was assumed or could not be read, as on stderr. */
  readonly notes: readonly AnswerNote[];
}

/** A note on the reading of the input. */
export interface AnswerNote {
  /** What it is about: a Terraform address or expression. */
  readonly at: string;
  readonly text: string;
}

/** The BGP table of one speaker. */
export interface BgpTable {
  readonly speaker: string;
  readonly entries: readonly BgpEntry[];
}

/** The answer of `routes`. */
export interface RoutesAnswer {
  /** Every machine; empty if names are given. */
  readonly machines: readonly MachineVerdict[];
  /** The subnets of the given names, in that order; all subnets if no name is given. */
  readonly subnets: readonly SubnetRoutes[];
  /** BGP tables of the given names. */
  readonly bgp: readonly BgpTable[];
  /** How much of the input the analysis follows. */
  readonly coverage: Coverage;
}

/** `routes --json`. */
export interface RoutesJson extends JsonAnswer, RoutesAnswer {}

/** `path --json`. */
export interface PathJson extends JsonAnswer, PathResult {}

/** `check --json`. */
export interface CheckJson extends JsonAnswer, CheckReport {}

/** `diff --json`. */
export interface DiffJson extends JsonAnswer, Difference {}
