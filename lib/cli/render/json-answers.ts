import type { BgpEntry } from "../../analysis/bgp/bgp-table";
import type { Difference } from "../../analysis/diff/difference";
import type { CheckReport, MachineVerdict, PathResult, SubnetRoutes } from "../../analysis/results";

/* What the commands print with `--json`, before its keys are snake_case: docs/schema is made from these types. */

/** An answer before its version is added. */
export type Unversioned<T extends JsonAnswer> = Omit<T, "formatVersion">;

/** Of every command. */
export interface JsonAnswer {
  /** "1.0": minor versions add keys, major ones change them. */
  readonly formatVersion: string;
  /** What `--without` took away. */
  readonly without: readonly string[];
}

/** What one speaker has learned. */
export interface BgpTable {
  readonly speaker: string;
  readonly entries: readonly BgpEntry[];
}

/** What `routes` found. */
export interface RoutesAnswer {
  /** Every machine; none where something is named. */
  readonly machines: readonly MachineVerdict[];
  /** Those of what is named, in that order; else all of them. */
  readonly subnets: readonly SubnetRoutes[];
  /** BGP tables of what is named. */
  readonly bgp: readonly BgpTable[];
}

/** `routes --json`. */
export interface RoutesJson extends JsonAnswer, RoutesAnswer {}

/** `path --json`. */
export interface PathJson extends JsonAnswer, PathResult {}

/** `check --json`. */
export interface CheckJson extends JsonAnswer, CheckReport {}

/** `diff --json`. */
export interface DiffJson extends JsonAnswer, Difference {}
