import type { StrokeStyle } from "./highlights";

/** Label of a packet's last stretch: the public IP or service that it leaves as, and whether that was intended. */
export function egressLabel(egress: string, style: StrokeStyle | undefined): string {
  if (style === "path") return `leaves as ${egress}`;
  return style === "direct" ? `direct as ${egress}` : egress;
}
