import { groupBy } from "../../../domain/group-by";
import { isUnreadSentence } from "../../model/unread-changes";
import { assumptionText, joined } from "../../unknown/propose";
import type { Machine } from "../../model/azure";
import { type LedMachine, ledMachines } from "../led-machines";
import { list, verb } from "../sentence";
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
  const byMachine = groupBy(open, ({ machine }) => machine.id);
  return groupBy(byMachine, forwarderKey).map((groups) => {
    const machines = groups.map(([{ machine }]) => machine);
    const names = machines.map(({ name }) => name);
    const [first] = machines as [Machine, ...Machine[]];
    const byUserData = forwardsByUserData(first);
    const assumed = names.map((name) => [name, { forwards: true, translates: false }] as const);
    const assumption = assumptionText({ machines: Object.fromEntries(assumed) });
    return reported({
      at: first.id,
      also: [...machines.map(({ id }) => id), ...groups.flat().map(({ subnet }) => subnet.id)],
      text: `it is not known whether ${list(names)} ${verb(names, "forwards", "forward")} ${prefixesOf(groups[0])}: ${first.guestUnknown}`,
      got: first.guestUnknown ?? "a configuration that cannot be read",
      want: byUserData ? "user data that makes it forward" : "an assumption about it, or a test of it",
      fix: byUserData
        ? `add user data: echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-forwarding.conf; sysctl --system; or, if it forwards, ${assumption}`
        : `if it forwards, ${assumption}`,
      rows: ["7.1", "A1"],
    });
  });
}

const forwardsByUserData = ({ operatingSystem, product }: Machine): boolean =>
  operatingSystem !== "windows" && product !== true;

const prefixesOf = (group: readonly LedMachine[]): string => list(group.map(({ prefix }) => prefix));

/** Members of a cluster are led the same prefixes, and are unknown for the same reason. */
const forwarderKey = (group: readonly [LedMachine, ...LedMachine[]]): string =>
  [group[0].machine.guestUnknown, forwardsByUserData(group[0].machine), prefixesOf(group)].join("\n");

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
