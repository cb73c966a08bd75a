import { DEFAULT_HOLD_SECONDS, DEFAULT_KEEPALIVE_SECONDS } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** What a Route Server offers; of both sides' hold times the lower one is used. */
const LONGEST_HOLD = 180;
/** RFC 4271, 4.2. */
const SHORTEST_HOLD = 3;

/** FT046. */
export const timersRefused: ConstructRule = {
  id: "FT046",
  name: "timers-refused",
  severity: "error",
  summary: "The BGP timers of an NVA are out of range.",
  why: "A hold time is at least 3 seconds and three keepalives. Above the 180 seconds of the Route Server it has no effect.",
  sources: ["RFC 4271, 4.2 and 4.4"],
  check: (app) => app.nvas.flatMap((nva) => keepalive(nva) ?? hold(nva) ?? []),
};

function keepalive({ path, keepaliveSeconds: seconds }: NvaDeclaration): ConstructReported[] | undefined {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_HOLD / 3))
    return undefined;
  const at = { path, prop: "keepaliveSeconds" };
  const sentence = `a keepalive every ${seconds} seconds is none from 1 to ${LONGEST_HOLD / 3}`;
  const want = `a whole number from 1 to ${LONGEST_HOLD / 3}, a third of the hold time (RFC 4271, Route Server)`;
  return [{ at, text: sentence, got: String(seconds), want, fix: edit(at, DEFAULT_KEEPALIVE_SECONDS) }];
}

function hold({ path, keepaliveSeconds, holdSeconds: seconds }: NvaDeclaration): ConstructReported[] | undefined {
  if (seconds === undefined) return undefined;
  const at = { path, prop: "holdSeconds" };
  const shortest = Math.max(SHORTEST_HOLD, 3 * (keepaliveSeconds ?? 0));
  const want = `a whole number from ${shortest} to ${LONGEST_HOLD} (RFC 4271, Route Server)`;
  const finding = (sentence: string, better: number): ConstructReported[] => [
    { at, text: sentence, got: String(seconds), want, fix: edit(at, better) },
  ];
  if (!Number.isInteger(seconds) || seconds < SHORTEST_HOLD) {
    return finding(`a hold time of ${seconds} seconds is none of 3 or more`, Math.max(DEFAULT_HOLD_SECONDS, shortest));
  }
  if (seconds > LONGEST_HOLD)
    return finding(`the Route Server lowers a hold time of ${seconds} seconds to ${LONGEST_HOLD}`, LONGEST_HOLD);
  if (seconds >= shortest) return undefined;
  return finding(`a hold time of ${seconds} seconds is less than three keepalives of ${keepaliveSeconds}`, shortest);
}
