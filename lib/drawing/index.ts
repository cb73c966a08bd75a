/**
 * Pictures and pages of a topology (docs/topology.md).
 * @packageDocumentation
 */
export { draw, type DrawOptions } from "./draw";
