import type { Stroke } from "../scene/highlights";
import type { Line } from "./placed-layout";

/** The line that a stroke takes: that of its own kind, or an egress. */
export function lineForStroke({ style, from, to }: Stroke, lines: readonly Line[]): Line | undefined {
  const joins = (line: Line): boolean =>
    (line.from === from && line.to === to) || (line.from === to && line.to === from);
  const kinds = style === "announced" ? ["announcement"] : ["egress", "traffic"];
  return lines.find((line) => kinds.includes(line.kind) && joins(line));
}
