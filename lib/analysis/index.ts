/**
 * Routes, paths and verdicts computed from the Terraform JSON that would be deployed (docs/analysis.md).
 * @packageDocumentation
 */
export {
  acceptUnmodelled,
  allRoutes,
  bgpTable,
  check,
  diff,
  effectiveRoutes,
  overview,
  path,
  readTopology,
  without,
} from "./pipeline";
export { TopologyError } from "./model/topology-error";

// What goes in.
export type { InputFile } from "./terraform/input-file";
export type { AssumedGuest, Assumptions } from "./model/assumptions";
export type { PathQuery } from "./results";
export type { CheckOptions } from "./check/check";

// A topology is passed on as it is; what is in it may change with any version.
export type { Topology } from "./model/azure";

// What comes out.
export type { BgpEntry } from "./bgp/bgp-table";
export type { Difference } from "./diff/difference";
export type { Fact, FactId } from "./facts";
export type {
  CheckReport,
  Decision,
  EffectiveRoute,
  Egress,
  Fault,
  Finding,
  Hop,
  MachineVerdict,
  NextHop,
  PathResult,
  SubnetRoutes,
  Trace,
  Warning,
  WhatIf,
} from "./results";
export type { Unknown } from "./unknown/value";
export type { Reason, Verdict } from "./verdict";
