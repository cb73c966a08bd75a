/**
 * Pictures and pages of a topology (docs/analysis.md).
 * @packageDocumentation
 */
export { draw, type DrawOptions } from "./draw";
