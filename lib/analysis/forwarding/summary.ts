import { isUnreadSentence } from "../model/unread-changes";
import type { Explored } from "../unknown/explore";
import type { Unknown } from "../unknown/value";
import { exitNames } from "./exit-names";
import type { FlowResult } from "./flow/result";

/** One line: what becomes of the packet. @param waitsFor the values that the verdict depends on */
export function summaryOf(result: FlowResult, explored: Explored<FlowResult>, waitsFor: readonly Unknown[]): string {
  return waitsFor.length > 0 ? dependsOn(explored, waitsFor) : outcomeOf(result);
}

function dependsOn({ results, complete }: Explored<FlowResult>, waitsFor: readonly Unknown[]): string {
  const all = [...new Set(results.map(({ result }) => result.verdict))].sort();
  // What is not modelled leaves the verdict open: the others say more.
  const known = all.filter((verdict) => verdict !== "undetermined");
  const verdicts = known.length > 0 && waitsFor.some((value) => isUnreadSentence(value.unknown)) ? known : all;
  const values = waitsFor.map((one) => one.unknown).join("; ");
  if (verdicts.length === 1) return `${verdicts[0]!} as far as the network is modelled; depends on ${values}`;
  return `depends on ${values}: ${verdicts.join(" or ")}${complete ? "" : "; not all combinations were tried"}`;
}

function outcomeOf(result: FlowResult): string {
  const names = exitNames(result.egress).join(" or ");
  switch (result.verdict) {
    case "tunnelled":
      return `leaves as ${names}, and the answer comes back`;
    case "on-premises":
      return `leaves by ${names}, and an answer from there comes back`;
    case "firewall":
      return `leaves through ${[...new Set(result.egress.map(({ machine }) => machine))].join(" or ")} as ${names}, and the answer comes back`;
    case "exempt":
      return `leaves as ${names}, via a UDR of its own subnet`;
    case "direct":
      return names === "" ? "goes to the service directly" : `leaves as ${names}, via the system's default route`;
    case "delivered":
      return result.back.length > 0 ? "arrives, and the answer comes back" : "arrives";
    case "mixed":
      return `equal next hops disagree: ${outcomesOf(result)}`;
    case "loop":
      return `loops at ${result.fault?.hop ?? "a station"}${result.reason === "own-default" ? ": own-default" : ""}`;
    default:
      return stopOf(result);
  }
}

const outcomesOf = ({ out }: FlowResult): string =>
  [...new Set(out.map(({ verdict, reason }) => (reason ? `${verdict} (${reason})` : verdict)))].join(", ");

function stopOf({ fault, reason }: FlowResult): string {
  const forWantOfRoute = fault?.reason === "no-route" && reason !== "no-route";
  return `stops at ${fault?.hop ?? "?"}: ${reason ?? "unknown"}${forWantOfRoute ? ", without a route from an NVA" : ""}`;
}
