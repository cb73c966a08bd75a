import { DEFAULT_HOLD_SECONDS, DEFAULT_KEEPALIVE_SECONDS } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** The hold time of a Route Server; the lower one of both sides is used. */
const MAX_HOLD = 180;
/** RFC 4271, 4.2. */
const MIN_HOLD = 3;

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
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_HOLD / 3)) return undefined;
  const at = { path, prop: "keepaliveSeconds" };
  const sentence = `keepaliveSeconds must be between 1 and ${MAX_HOLD / 3}, got ${seconds}`;
  const want = `a whole number from 1 to ${MAX_HOLD / 3}, a third of the hold time (RFC 4271, Route Server)`;
  return [{ at, text: sentence, got: String(seconds), want, fix: edit(at, DEFAULT_KEEPALIVE_SECONDS) }];
}

function hold({ path, keepaliveSeconds, holdSeconds: seconds }: NvaDeclaration): ConstructReported[] | undefined {
  if (seconds === undefined) return undefined;
  const at = { path, prop: "holdSeconds" };
  const shortest = Math.max(MIN_HOLD, 3 * (keepaliveSeconds ?? 0));
  const want = `a whole number from ${shortest} to ${MAX_HOLD} (RFC 4271, Route Server)`;
  const finding = (sentence: string, better: number): ConstructReported[] => [
    { at, text: sentence, got: String(seconds), want, fix: edit(at, better) },
  ];
  if (!Number.isInteger(seconds) || seconds < MIN_HOLD) {
    return finding(`holdSeconds must be at least 3, got ${seconds}`, Math.max(DEFAULT_HOLD_SECONDS, shortest));
  }
  if (seconds > MAX_HOLD)
    return finding(`the Route Server reduces a hold time of ${seconds} seconds to ${MAX_HOLD}`, MAX_HOLD);
  if (seconds >= shortest) return undefined;
  return finding(
    `holdSeconds must be at least three keepalives of ${keepaliveSeconds} seconds, got ${seconds}`,
    shortest,
  );
}
