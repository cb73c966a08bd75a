import type { Explored } from "../unknown/explore";
import type { Answer } from "./answer";
import type { Egress } from "../results";
import type { Unknown } from "../unknown/value";

/** One line for an answer: what becomes of the packet. */
export function summaryOf(answer: Answer, explored: Explored<Answer>, waitsFor: readonly Unknown[]): string {
  if (waitsFor.length > 0) {
    const verdicts = [...new Set(explored.results.map(({ result }) => result.verdict))].sort();
    return `depends on ${waitsFor.map((one) => one.unknown).join("; ")}: ${verdicts.join(" or ")}${explored.complete ? "" : ", and more cases than were tried"}`;
  }
  const names = egressNames(answer.egress);
  switch (answer.verdict) {
    case "tunnelled":
      return `leaves as ${names}, and the answer comes back`;
    case "exempt":
      return `leaves as ${names}, by a UDR of its own subnet`;
    case "direct":
      return answer.egress.length > 0 ? `leaves as ${names}, and nothing asks for it` : "goes to the service directly";
    case "delivered":
      return answer.back.length > 0 ? "arrives, and the answer comes back" : "arrives";
    case "mixed":
      return `equal next hops disagree: ${[...new Set(answer.out.map(({ verdict, reason }) => (reason ? `${verdict} (${reason})` : verdict)))].join(", ")}`;
    case "loop":
      return `comes again to ${answer.fault?.hop ?? "the same station"}${answer.reason === "own-default" ? ": own-default" : ""}`;
    default:
      return `stops at ${answer.fault?.hop ?? "?"}: ${answer.reason ?? "unknown"}${answer.fault?.reason === "no-route" && answer.reason !== "no-route" ? ", having no route from an NVA" : ""}`;
  }
}

/** "pip-a or pip-b". */
const egressNames = (egress: readonly Egress[]): string => egress.map(({ name }) => name).join(" or ");
