import { renderFinding, renderReport } from "../findings/report";
import type { Place } from "./declaration";
import type { ConstructFinding } from "./rule";

/** Maximum lengths in characters: a value that fills the screen hides the line with the fix. */
const LIMITS = { maxValue: 120, maxText: 300 };

/** "main/hub00  client.subnetPrefix". */
const placeText = ({ path, prop }: Place): string => `${path}  ${prop}`;

/**
 * A report of findings, as synthesis prints it: for each finding what is wrong, where, the value, what is accepted and
 * the fix; errors first. The last line is the count.
 */
export const report = (findings: readonly ConstructFinding[]): string => renderReport(findings, placeText, LIMITS);

/** One finding, as a report prints it. */
export const renderConstructFinding = (finding: ConstructFinding): string => renderFinding(finding, placeText, LIMITS);
