/**
 * Routes, paths and verdicts computed from the Terraform JSON that would be deployed (docs/topology.md).
 * @packageDocumentation
 */
export type * from "./model";
export type * from "./results";
export type { Maybe, Unknown } from "./unknown";
export { type BgpEntry, bgpTable } from "./bgp-table";
export { check, type CheckOptions } from "./check/check";
export { diff } from "./diff/diff";
export type { Difference } from "./diff/difference";
export { draw, type DrawOptions } from "./draw/draw";
export { overview } from "./overview";
export { path } from "./path";
export { type InputFile, readTopology } from "./read/read-topology";
export { allRoutes, effectiveRoutes } from "./routes";
export { TopologyError } from "./topology-error";
export { without } from "./without";
