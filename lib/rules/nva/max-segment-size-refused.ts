import { DEFAULT_MAX_SEGMENT_SIZE } from "../../nva/nat-ruleset";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** Every host accepts so much (RFC 9293, 3.7.1). */
const SMALLEST = 536;
/** The MTU of Azure's network, less 40 bytes of headers. */
const LARGEST = 1460;

/** FT081. */
export const maxSegmentSizeRefused: ConstructRule = {
  id: "FT081",
  name: "max-segment-size-refused",
  severity: "error",
  summary: "The largest TCP segment of an NVA is not from 536 to 1460 bytes.",
  why: "Below 536 bytes hosts may refuse connections. Above 1460 bytes the limit has no effect, and large packets are lost.",
  sources: [
    "https://www.rfc-editor.org/rfc/rfc9293#section-3.7.1",
    "https://learn.microsoft.com/azure/virtual-network/virtual-network-tcpip-performance-tuning",
  ],
  check: (app) =>
    app.nvas.flatMap(({ path, maxSegmentSize: size }) => {
      if (size === undefined || (Number.isInteger(size) && size >= SMALLEST && size <= LARGEST)) return [];
      const at = { path, prop: "maxSegmentSize" };
      const want = `a whole number from ${SMALLEST} to ${LARGEST}`;
      const fix = edit(at, DEFAULT_MAX_SEGMENT_SIZE);
      return [{ at, text: `maxSegmentSize is ${size}`, got: String(size), want, fix }];
    }),
};
