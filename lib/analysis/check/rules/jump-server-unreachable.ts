import { nicsOf, routers } from "../nvas";
import { reported, type TopologyRule } from "../topology-rule";

/** FT110. */
export const jumpServerUnreachable: TopologyRule = {
  id: "FT110",
  name: "jump-server-unreachable",
  severity: "warning",
  summary: "A machine has a public IP and its own route to Internet, but no security rule admits anybody.",
  why: "Azure Bastion does not work under a forced tunnel, so without a jump server that admits operators nobody can log in.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  facts: ["4.2", "6.2"],
  example: "a jump server whose security group has the default rules only",
  check: (context) => {
    const { topology } = context;
    const forwarding = routers(topology);
    const reached = new Set(context.exposures.map(({ id }) => id));
    const exempt = new Set(context.verdicts.filter(({ verdict }) => verdict === "exempt").map(({ id }) => id));
    return topology.machines
      .filter((machine) => exempt.has(machine.id) && !forwarding.has(machine.id) && !reached.has(machine.id))
      .flatMap((machine) => {
        const nic = nicsOf(topology, machine).find(({ publicIp }) => publicIp !== undefined);
        // Nobody can rely on one that may turn out to be null.
        if (!nic || nic.conditional?.some((one) => one.with === "publicIp")) return [];
        const group = nic.securityGroup ?? topology.subnets.find(({ id }) => id === nic.subnet)?.securityGroup;
        return [
          reported({
            at: group ?? machine.id,
            also: [machine.id],
            text: `no address can connect to ${machine.name} through its public IP`,
            got: "no inbound rule that admits an internet address",
            want: "a rule that admits the prefixes of the operators to port 22 or 3389",
            fix: "add that rule; if there are no operators, remove the public IP and associate a NAT gateway with the subnet",
            rows: ["6.2"] as const,
          }),
        ];
      });
  },
};
