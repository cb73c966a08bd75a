import { DEFAULT_HOLD_SECONDS, DEFAULT_KEEPALIVE_SECONDS } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { Finding, Rule } from "../rule";

/** What a Route Server offers; of both sides' hold times the lower one is used. */
const LONGEST_HOLD = 180;
/** RFC 4271, 4.2. */
const SHORTEST_HOLD = 3;

/** FT046. */
export const timersRefused: Rule = {
  id: "FT046",
  name: "timers-refused",
  severity: "error",
  reason:
    "A hold time is at least 3 seconds and three keepalives; beyond the Route Server's 180 seconds it has no effect.",
  source: "RFC 4271, 4.2 and 4.4",
  otherwise: "nobody tells",
  check: (app) => app.nvas.flatMap((nva) => keepalive(nva) ?? hold(nva) ?? []),
};

function keepalive({ path, keepaliveSeconds: seconds }: NvaDeclaration): Finding[] | undefined {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_HOLD / 3))
    return undefined;
  const at = { path, prop: "keepaliveSeconds" };
  const sentence = `a keepalive every ${seconds} seconds is none from 1 to ${LONGEST_HOLD / 3}`;
  const want = `a whole number from 1 to ${LONGEST_HOLD / 3}, a third of the hold time (RFC 4271, Route Server)`;
  return [{ at, sentence, got: String(seconds), want, fix: edit(at, DEFAULT_KEEPALIVE_SECONDS) }];
}

function hold({ path, keepaliveSeconds, holdSeconds: seconds }: NvaDeclaration): Finding[] | undefined {
  if (seconds === undefined) return undefined;
  const at = { path, prop: "holdSeconds" };
  const shortest = Math.max(SHORTEST_HOLD, 3 * (keepaliveSeconds ?? 0));
  const want = `a whole number from ${shortest} to ${LONGEST_HOLD} (RFC 4271, Route Server)`;
  const finding = (sentence: string, better: number): Finding[] => [
    { at, sentence, got: String(seconds), want, fix: edit(at, better) },
  ];
  if (!Number.isInteger(seconds) || seconds < SHORTEST_HOLD) {
    return finding(`a hold time of ${seconds} seconds is none of 3 or more`, Math.max(DEFAULT_HOLD_SECONDS, shortest));
  }
  if (seconds > LONGEST_HOLD)
    return finding(`the Route Server lowers a hold time of ${seconds} seconds to ${LONGEST_HOLD}`, LONGEST_HOLD);
  if (seconds >= shortest) return undefined;
  return finding(`a hold time of ${seconds} seconds is less than three keepalives of ${keepaliveSeconds}`, shortest);
}
