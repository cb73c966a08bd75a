import { isServiceTag } from "../../../domain/service-tag";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list, verb } from "../sentence";

/** FT128. */
export const exceptionToTheTunnel: TopologyRule = {
  id: "FT128",
  name: "exception-to-the-tunnel",
  severity: "error",
  summary: "A tunnelled machine reaches some public addresses directly.",
  why: "A longer prefix takes precedence over the default route: traffic to a service endpoint, or to the addresses of a service tag with a route to Internet, does not pass the NVA. Which addresses these are is not in the input.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.3"],
  example: 'service_endpoints = ["Microsoft.Storage"] on the subnet of a client',
  check: (context) => {
    const { topology } = context;
    const tunnelled = context.verdicts.filter(({ verdict }) => verdict === "tunnelled");
    const found = tunnelled.flatMap((machine) =>
      machine.exceptions
        // A route to Internet for a prefix says exactly what is exempt.
        .filter(({ verdict, prefix }) => verdict === "direct" || isServiceTag(prefix))
        .map((exception) => ({ machine, exception })),
    );
    return groupBy(found, ({ machine, exception }) => `${machine.subnet}\n${exception.why}`).map((group) => {
      const { machine, exception } = group[0];
      const names = [...new Set(group.map((one) => one.machine.machine))];
      const subnet = topology.subnets.find((one) => context.index.subnetName(one) === machine.subnet);
      return reported({
        at: subnet?.id ?? machine.id,
        also: group.map((one) => one.machine.id),
        text: `${list(names)} ${verb(names, "bypasses", "bypass")} the NVA for ${list(group.map((one) => one.exception.prefix))}`,
        got: exception.why,
        want: "no route that is longer than the default route",
        fix: "remove the service endpoint or route, or use a private endpoint; if it is intended, accept this finding",
        rows: ["4.3"],
      });
    });
  },
};
