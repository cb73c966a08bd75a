/**
 * Routes, paths and verdicts computed from the Terraform JSON that would be deployed (docs/analysis.md).
 * @packageDocumentation
 */
export type * from "./model/assumptions";
export type * from "./model/azure";
export type * from "./model/guest";
export type { Fact, FactId } from "./facts";
export type * from "./results";
export type * from "./verdict";
export type { Unknown } from "./unknown/value";
export { type BgpEntry, bgpTable } from "./bgp/bgp-table";
export { check, type CheckOptions } from "./check/check";
export { diff } from "./diff/diff";
export type { Difference } from "./diff/difference";
export { overview } from "./forwarding/overview";
export { path } from "./forwarding/path";
export type { InputFile } from "./terraform/input-file";
export { readTopology } from "./kinds/read-topology";
export { allRoutes, effectiveRoutes } from "./routes/effective-routes";
export { TopologyError } from "./model/topology-error";
export { without } from "./model/removal";
