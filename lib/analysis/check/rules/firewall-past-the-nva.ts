import { groupBy } from "../../../domain/group-by";
import type { MachineVerdict } from "../../results";
import type { CheckContext } from "../context";
import { exitsOf } from "../exits";
import { routers } from "../nvas";
import { firewallPaths } from "../part-paths";
import { list, verb } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT137. */
export const firewallPastTheNva: TopologyRule = {
  id: "FT137",
  name: "firewall-past-the-nva",
  severity: "error",
  summary: "A machine reaches the internet through an Azure Firewall, past the NVA or on-premises router.",
  why: "The internet sees the public IP of the firewall, and what the NVA filters or logs does not see the traffic.",
  sources: ["https://learn.microsoft.com/azure/firewall/forced-tunneling"],
  facts: ["13.3"],
  example: "a route 0.0.0.0/0 to an Azure Firewall on the subnet of a client that learns the default route of an NVA",
  check: (context) => {
    const { appliances, edges } = exitsOf(context);
    const exits = [...appliances.map(({ name }) => name), ...edges];
    if (exits.length === 0) return [];
    return groupBy(pastExits(context), ({ firewall, part }) => `${firewall} ${part}`).map((group) => {
      const [{ firewall, at, part, as }] = group;
      const names = group.map(({ machine }) => machine.machine);
      return reported({
        at,
        also: group.map(({ machine }) => machine.id),
        text: `${list(names)} ${verb(names, "reaches", "reach")} ${part ?? "the internet"} through ${firewall} as ${as}, not through ${exits.join(" or ")}`,
        got: `${firewall} sends to the internet itself`,
        want: `a default route from the subnet of ${firewall} to ${exits.join(" or ")}`,
        fix: `add a management_ip_configuration to ${firewall} and let AzureFirewallSubnet learn the default route, or remove the route to ${firewall}`,
        rows: ["13.3"],
      });
    });
  },
};

/** A machine whose internet traffic, or a part of it, leaves through a firewall. */
interface PastExits {
  readonly machine: MachineVerdict;
  readonly firewall: string;
  /** Id of the firewall. */
  readonly at: string;
  readonly as: string;
  /** Absent for all of its internet traffic. */
  readonly part?: string;
}

function pastExits(context: CheckContext): readonly PastExits[] {
  const forwarding = routers(context.whole);
  return context.verdicts
    .filter(({ id }) => !forwarding.has(id))
    .flatMap((machine) =>
      firewallPaths(context, machine).flatMap(({ path: { egress }, part }) =>
        egress.flatMap(({ kind, name, machine: firewall }): PastExits[] => {
          const at = context.topology.firewalls.find((one) => one.name === firewall)?.id;
          return kind === "on-premises" || firewall === undefined || at === undefined
            ? []
            : [{ machine, firewall, at, as: name, ...(part !== undefined && { part }) }];
        }),
      ),
    );
}
