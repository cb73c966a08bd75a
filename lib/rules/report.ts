import { renderFinding, renderReport } from "../findings/report";
import type { Place } from "./declaration";
import type { ConstructFinding } from "./rule";

/** Where a value is shortened: a key or a list that fills the screen hides the line that says what to do. */
const LIMITS = { maxValue: 120, maxText: 300 };

/** "main/hub00  client.subnetPrefix". */
const placeText = ({ path, prop }: Place): string => `${path}  ${prop}`;

/** Every finding with where, got, want and fix, errors first; last the count. */
export const report = (findings: readonly ConstructFinding[]): string => renderReport(findings, placeText, LIMITS);

/** One finding, as a report prints it. */
export const renderConstructFinding = (finding: ConstructFinding): string => renderFinding(finding, placeText, LIMITS);
