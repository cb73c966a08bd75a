import { groupBy } from "../../../domain/group-by";
import { isUnreadSentence } from "../../model/unread-changes";
import { list } from "../sentence";
import { type UndeterminedCause, undeterminedBecause } from "../undetermined";
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
  example: "a client whose route table leads to an Azure Firewall with a policy that is not in the files",
  structural: true,
  check: (context) =>
    groupBy(
      context.verdicts
        .filter(({ verdict }) => verdict === "undetermined")
        .map((machine) => ({ machine, cause: undeterminedBecause(context, machine) }))
        .filter(({ cause }) => isOpen(cause)),
      ({ cause }) => cause.text,
    ).map((group) => {
      const [{ machine: first, cause }] = group;
      const machines = group.map(({ machine }) => machine.machine);
      return reported({
        at: first.id,
        also: [...group.slice(1).map(({ machine }) => machine.id), ...(cause.fault ? [cause.fault.at] : [])],
        text: `the internet traffic of ${list(machines)} is undetermined: ${cause.text}`,
        got: cause.fault?.got ?? first.summary,
        want: "a verdict",
        fix: fixOf(cause),
        rows: ["A1"],
      });
    }),
};

/** What is not modelled is another rule's finding. */
const isOpen = ({ waitsFor }: UndeterminedCause): boolean =>
  !waitsFor.every((value) => isUnreadSentence(value.unknown));

const fixOf = ({ fault, waitsFor }: UndeterminedCause): string =>
  fault
    ? `${fault.fix}, or accept this finding with the result of a test`
    : waitsFor.some((value) => value.unknown.startsWith("var."))
      ? "set the value with --var, or accept this finding with a reason"
      : "state what decides with --assume, or accept this finding with a reason";
