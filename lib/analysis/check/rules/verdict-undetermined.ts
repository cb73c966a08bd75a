import { groupBy } from "../../../domain/group-by";
import type { MachineVerdict } from "../../results";
import type { CheckContext } from "../context";
import { list } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT131. */
export const verdictUndetermined: TopologyRule = {
  id: "FT131",
  name: "verdict-undetermined",
  severity: "undecided",
  summary: "It is not known where the internet traffic of a machine goes.",
  why: "The other rules find nothing on a path that they cannot follow, so no finding does not mean that the machine is tunnelled.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["A1"],
  example: "a client whose route table has an Azure Firewall as next hop",
  check: (context) =>
    groupBy(
      context.verdicts
        .filter(({ verdict }) => verdict === "undetermined")
        .map((machine) => ({ machine, cause: causeOf(context, machine) })),
      ({ cause }) => [cause.text, cause.fix].join("\n"),
    ).map((group) => {
      const [{ machine: first, cause }] = group;
      const machines = group.map(({ machine }) => machine.machine);
      return reported({
        at: first.id,
        also: [...group.slice(1).map(({ machine }) => machine.id), ...cause.also],
        text: `the internet traffic of ${list(machines)} is undetermined: ${cause.text}`,
        got: cause.got,
        want: "a verdict",
        fix: cause.fix,
        rows: ["A1"],
      });
    }),
};

interface UndeterminedCause {
  readonly text: string;
  readonly got: string;
  readonly fix: string;
  readonly also: readonly string[];
}

function causeOf(context: CheckContext, machine: MachineVerdict): UndeterminedCause {
  const { waitsFor, faults } = context.toInternet(machine);
  const [fault] = faults;
  if (waitsFor.length > 0 || !fault) {
    const values = waitsFor.map(({ unknown }) => unknown).join(", ");
    const text = values === "" ? machine.summary : `it depends on ${values}`;
    return {
      text,
      got: values,
      fix: "state the values with --var or --assume, or accept this finding with a reason",
      also: [],
    };
  }
  return { text: fault.text, got: fault.got, fix: fault.fix, also: [fault.at] };
}
