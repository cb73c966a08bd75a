import type { Fault, MachineVerdict } from "../results";
import type { Verdict } from "../verdict";
import type { Cause, CauseKind } from "./cause";
import type { CheckContext } from "./context";
import { list, otherPlaces, verb } from "./sentence";
import { findingsOrUndecided, type TopologyReported, type TopologyRule } from "./topology-rule";

/** A cause as a finding: the machines first, then what is wrong. */
const fromCause = ({ fault, machines }: Cause): TopologyReported => ({
  text: `${outcome(machines)}: ${impersonal(fault)}`,
  at: fault.at,
  also: otherPlaces(
    fault.at,
    machines.map(({ id }) => id),
  ),
  got: fault.got,
  want: fault.want,
  fix: fault.fix,
  facts: fault.facts,
});

/** Several machines share the cause: the one that was asked is not named. */
const impersonal = ({ text, hop }: Fault): string =>
  text.startsWith(`${hop} has no `) ? text.slice(hop.length + " has ".length) : text;

/** The causes of one kind that are not part of another finding. */
export const causesIn = (context: CheckContext, kind: CauseKind): TopologyReported[] =>
  context.unclaimedCauses.filter((cause) => cause.kind === kind).map(fromCause);

/** The check of a rule that reports the causes of one kind. */
export const causesOf =
  (kind: CauseKind): TopologyRule["check"] =>
  (context) =>
    findingsOrUndecided(causesIn(context, kind), context.waitsFor);

const OUTCOMES: Readonly<Partial<Record<Verdict, readonly [string, string]>>> = {
  direct: ["reaches the internet directly", "reach the internet directly"],
  dropped: ["does not reach the internet", "do not reach the internet"],
  loop: ["sends packets into a loop", "send packets into a loop"],
  mixed: ["reaches the internet through some next hops only", "reach the internet through some next hops only"],
};

/** What happens to the machines of a cause: "vm-hub00 reaches the internet directly". */
export function outcome(machines: readonly MachineVerdict[]): string {
  const outcomes = [...new Set(machines.map(({ verdict }) => verdict))].map((verdict) => {
    const names = machines.filter((one) => one.verdict === verdict).map(({ machine }) => machine);
    const [one, several] = OUTCOMES[verdict] ?? ["is not tunnelled", "are not tunnelled"];
    return `${list(names)} ${verb(names, one, several)}`;
  });
  return outcomes.join(", ");
}
