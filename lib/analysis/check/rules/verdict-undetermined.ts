import { groupBy } from "../../../domain/group-by";
import { isUnreadSentence } from "../../model/unread-changes";
import { assumptionText, joined } from "../../unknown/propose";
import { ledMachines } from "../led-machines";
import { list } from "../sentence";
import { type UndeterminedCause, undeterminedBecause } from "../undetermined";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";

/** FT131. */
export const verdictUndetermined: TopologyRule = {
  id: "FT131",
  name: "verdict-undetermined",
  severity: "undecided",
  summary: "It is not known where the internet traffic of a machine goes, or whether a next hop forwards.",
  why: "The other rules find nothing on a path that they cannot follow, so no finding does not mean that the machine is tunnelled.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["A1"],
  example: "a client whose route table leads to an Azure Firewall with a policy that is not in the files",
  structural: true,
  check: (context) => [...undeterminedVerdicts(context), ...unknownForwarders(context)],
};

const undeterminedVerdicts = (context: Parameters<TopologyRule["check"]>[0]): TopologyReported[] =>
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
  });

/** Machines that routes to a part of the networks lead to, and of which nothing says that they forward. */
function unknownForwarders(context: Parameters<TopologyRule["check"]>[0]): TopologyReported[] {
  const waits = context.waitsFor.flatMap(({ assume }) => Object.keys(assume?.machines ?? {}));
  const open = ledMachines(context).filter(
    ({ machine, nic }) => nic.forwarding !== false && !machine.guest && !waits.includes(machine.name),
  );
  return groupBy(open, ({ machine }) => machine.id).map((group) => {
    const [{ machine }] = group;
    const assumption = { machines: { [machine.name]: { forwards: true, translates: false } } };
    return reported({
      at: machine.id,
      also: group.map(({ subnet }) => subnet.id),
      text: `it is not known whether ${machine.name} forwards ${list(group.map(({ prefix }) => prefix))}: ${machine.guestUnknown}`,
      got: machine.guestUnknown ?? "a configuration that cannot be read",
      want: "user data that makes it forward",
      fix: `${machine.operatingSystem === "windows" ? "" : "add user data: echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-forwarding.conf; sysctl --system; or, if it forwards, "}${assumptionText(assumption)}`,
      rows: ["7.1", "A1"],
    });
  });
}

/** What is not modelled is another rule's finding. */
const isOpen = ({ waitsFor }: UndeterminedCause): boolean =>
  !waitsFor.every((value) => isUnreadSentence(value.unknown));

const fixOf = ({ fault, waitsFor }: UndeterminedCause): string => {
  if (fault) return `${fault.fix}, or accept this finding with the result of a test`;
  const proposals = waitsFor.filter(({ unknown }) => !isUnreadSentence(unknown)).flatMap(({ assume }) => assume ?? []);
  return proposals.length === 0
    ? "test it in the deployed network, then accept this finding with the result as the reason"
    : `${assumptionText(joined(proposals))}; or accept this finding with a reason`;
};
