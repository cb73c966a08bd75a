import { reported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** FT128. */
export const exceptionToTheTunnel: TopologyRule = {
  id: "FT128",
  name: "exception-to-the-tunnel",
  severity: "warning",
  summary: "A tunnelled machine reaches some public addresses directly.",
  why: "A longer prefix beats the default: what goes to a service endpoint is never seen by the NVA.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.3"],
  example: 'service_endpoints = ["Microsoft.Storage"] on a client\'s subnet',
  check: (context) => {
    const { topology } = context;
    const tunnelled = context.verdicts.filter(({ verdict }) => verdict === "tunnelled");
    const found = tunnelled.flatMap((machine) =>
      machine.exceptions.filter(({ verdict }) => verdict === "direct").map((exception) => ({ machine, exception })),
    );
    return groupBy(found, ({ machine, exception }) => `${machine.subnet}\n${exception.why}`).map((group) => {
      const { machine, exception } = group[0]!;
      const subnet = topology.subnets.find((one) => context.index.subnetName(one) === machine.subnet);
      return reported({
        at: subnet?.id ?? machine.id,
        also: group.map((one) => one.machine.id),
        text: `${list(group.map((one) => one.machine.machine))} goes past the NVA to ${list(group.map((one) => one.exception.prefix))}`,
        got: exception.why,
        want: "no longer route than the default, or one that is meant",
        fix: "take the service endpoint or route away, or use a private endpoint; where it is meant, accept this finding",
        rows: ["4.3"],
      });
    });
  },
};
