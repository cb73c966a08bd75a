import { nicsOf, nvas } from "../nvas";
import { reported, type TopologyRule } from "../topology-rule";

/** FT110. */
export const jumpServerUnreachable: TopologyRule = {
  id: "FT110",
  name: "jump-server-unreachable",
  severity: "warning",
  summary: "A machine has a public IP and a route of its own to the internet, and no security rule lets anybody in.",
  why: "Azure Bastion does not work under a forced tunnel: a jump server that nobody may enter leaves no way in.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  facts: ["4.2", "6.2"],
  example: "a jump server whose security group has the default rules only",
  check: (context) => {
    const { topology } = context;
    const forwarding = new Set(nvas(topology).map(({ id }) => id));
    const reached = new Set(context.exposures.map(({ id }) => id));
    const exempt = new Set(context.verdicts.filter(({ verdict }) => verdict === "exempt").map(({ id }) => id));
    return topology.machines
      .filter((machine) => exempt.has(machine.id) && !forwarding.has(machine.id) && !reached.has(machine.id))
      .flatMap((machine) => {
        const nic = nicsOf(topology, machine).find(({ publicIp }) => publicIp !== undefined);
        if (!nic) return [];
        const group = nic.securityGroup ?? topology.subnets.find(({ id }) => id === nic.subnet)?.securityGroup;
        const said = {
          text: `nobody gets into ${machine.name} by its public IP`,
          got: "no inbound rule that lets an address of the internet in",
          want: "a rule that allows the operators' prefixes to port 22 or 3389",
          fix: "add that rule; without operators leave the public IP out, and give the subnet a NAT gateway",
          rows: ["6.2"] as const,
        };
        return [reported({ at: group ?? machine.id, also: [machine.id], ...said })];
      });
  },
};
