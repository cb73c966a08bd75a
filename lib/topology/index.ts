/**
 * Routes, paths and verdicts computed from the Terraform JSON that would be deployed (docs/topology.md).
 * @packageDocumentation
 */
export type * from "./model";
export type * from "./results";
export type { Maybe, Unknown } from "./unknown";
