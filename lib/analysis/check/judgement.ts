import { type FactId, facts } from "../facts";
import type { Fault, MachineVerdict } from "../results";
import type { Verdict } from "../verdict";
import { shown } from "../unknown/value";
import type { Cause, CauseKind } from "./causes";
import type { Context } from "./check-context";
import { findingsOr, type Judgement, type TopologyRule } from "./rule";
import { list, places, verb } from "./grammar";

/** What a judgement says; `rows` and `also` may be left out. */
interface Said {
  readonly at: string;
  readonly also?: readonly string[];
  readonly text: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  readonly rows?: readonly FactId[];
}

/** A judgement from its parts. */
export const judgement = ({ at, also = [], text, got, want, fix, rows = [] }: Said): Judgement => ({
  text: shown(text),
  at: places(at, also),
  got: shown(got),
  want: shown(want),
  fix: shown(fix),
  facts: facts(...rows),
});

/** A cause as a judgement: the machines first, then what spoils their traffic. */
const fromCause = ({ fault, machines }: Cause): Judgement => ({
  text: `${outcome(machines)}: ${impersonal(fault)}`,
  at: places(
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

/** The causes of one kind that no other rule has taken over. */
export const causesIn = (context: Context, kind: CauseKind): Judgement[] =>
  context.unclaimed.filter((cause) => cause.kind === kind).map(fromCause);

/** Judges by the causes of one kind. */
export const causesOf =
  (kind: CauseKind): TopologyRule["judge"] =>
  (_, context) =>
    findingsOr(causesIn(context, kind), context.waitsFor);

const SAYS: Readonly<Partial<Record<Verdict, readonly [string, string]>>> = {
  direct: ["goes out directly, past the NVA", "go out directly, past the NVA"],
  dropped: ["does not reach the internet", "do not reach the internet"],
  loop: ["sends packets in a circle", "send packets in a circle"],
  mixed: ["reaches the internet by some next hops only", "reach the internet by some next hops only"],
};

/** What becomes of the machines of a cause: "vm-hub00 goes out directly, past the NVA". */
export function outcome(machines: readonly MachineVerdict[]): string {
  const said = [...new Set(machines.map(({ verdict }) => verdict))].map((verdict) => {
    const names = machines.filter((one) => one.verdict === verdict).map(({ machine }) => machine);
    const [one, several] = SAYS[verdict] ?? ["is not tunnelled", "are not tunnelled"];
    return `${list(names)} ${verb(names, one, several)}`;
  });
  return said.join(", ");
}
