import { claim, or, type Truth } from "../unknown/truth";
import { isOpen, symbolsIn } from "../unknown/value";

/* What rules of security groups and of firewalls have in common. */

/** A rule that matches a packet, or may. */
export interface Candidate<R> {
  readonly rule: R;
  readonly match: Exclude<Truth, false>;
}

/** Of rules in their order, those that may match, up to the first that does for certain. */
export function candidatesOf<R>(rules: readonly R[], matches: (rule: R) => Truth): readonly Candidate<R>[] {
  const candidates: Candidate<R>[] = [];
  for (const rule of rules) {
    const match = matches(rule);
    if (match === false) continue;
    candidates.push({ rule, match });
    if (match === true) break;
  }
  return candidates;
}

/** Whether one of the ports and ranges ("443", "8000-8080", "*") contains a port. */
export const anyPortMatches = (ports: readonly string[], port: number): Truth =>
  or(...ports.map((text) => portMatches(text, port)));

function portMatches(text: string, port: number): Truth {
  if (text === "*") return true;
  if (isOpen(text)) return claim(symbolsIn(text), `contains port ${port}`);
  const [from = "", to = from] = text.split("-");
  return Number(from) <= port && port <= Number(to);
}
