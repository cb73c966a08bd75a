import type { Fault } from "../results";
import { groupBy } from "../../domain/group-by";
import type { Verdict } from "../verdict";
import type { AffectedMachine, Cause, CauseKind } from "./cause";
import type { CheckContext } from "./context";
import { list, otherPlaces, verb } from "./sentence";
import { type TopologyReported, type TopologyRule } from "./topology-rule";

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
    causesIn(context, kind);

const OUTCOMES: Readonly<Partial<Record<Verdict, (to: string) => readonly [one: string, several: string]>>> = {
  direct: (to) => [`reaches ${to} directly`, `reach ${to} directly`],
  dropped: (to) => [`does not reach ${to}`, `do not reach ${to}`],
  loop: (to) =>
    to === INTERNET
      ? ["sends packets into a loop", "send packets into a loop"]
      : [`sends packets to ${to} into a loop`, `send packets to ${to} into a loop`],
  mixed: (to) => [`reaches ${to} through some next hops only`, `reach ${to} through some next hops only`],
};

const INTERNET = "the internet";

/** What happens to the machines of a cause: "vm-hub00 reaches the internet directly". */
export function outcome(machines: readonly AffectedMachine[]): string {
  const alike = groupBy(machines, ({ verdict, part = INTERNET }) => `${verdict}\n${part}`);
  return alike
    .map((group) => {
      const [{ verdict, part = INTERNET }] = group;
      const names = group.map(({ machine }) => machine);
      const [one, several] = OUTCOMES[verdict]?.(part) ?? ["is not tunnelled", "are not tunnelled"];
      return `${list(names)} ${verb(names, one, several)}`;
    })
    .join(", ");
}
