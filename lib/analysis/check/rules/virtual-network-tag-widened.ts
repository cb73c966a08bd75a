import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { gates, tagWidened } from "../../forwarding/nsg/inbound-gates";
import type { Nic } from "../../model/azure";
import { reported, type TopologyRule } from "../topology-rule";
import type { CheckContext } from "../context";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** FT112. The tag is as wide as the default route. */
export const virtualNetworkTagWidened: TopologyRule = {
  id: "FT112",
  name: "virtual-network-tag-widened",
  severity: "warning",
  summary:
    "A security rule with the source VirtualNetwork, such as Azure's AllowVnetInBound, admits the whole internet, because the default route of the subnet leads to an NVA or gateway.",
  why: "The service tag VirtualNetwork includes every prefix that the subnet routes to an appliance or gateway: with 0.0.0.0/0 every address.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/service-tags-overview"],
  facts: ["6.4", "6.5"],
  example: "a subnet that learns the default route, with a security group without a rule that denies inbound traffic",
  check: (context) => {
    const { topology } = context;
    const widened = topology.nics.filter(
      (nic) => context.index.machineOf(nic.id) && tagWidened(context.routesOf(nic.subnet)) && admitsByTag(context, nic),
    );
    return groupBy(widened, ({ subnet }) => subnet).map((nics) => {
      const subnet = topology.subnets.find(({ id }) => id === nics[0].subnet)!;
      const names = nics.map((nic) => context.index.nameOf(nic));
      return reported({
        at: subnet.securityGroup ?? nics[0].securityGroup ?? subnet.id,
        also: nics.flatMap(({ id }) => context.index.machineOf(id)?.id ?? []),
        text: `VirtualNetwork includes the whole internet in ${context.index.subnetName(subnet)}, so the security group admits every address to ${list(names)}`,
        alike: { names, ...ADMITS },
        got: "0.0.0.0/0 to an NVA or gateway, and VirtualNetwork as an allowed source (AllowVnetInBound, 65000)",
        want: "inbound rules with prefixes as sources, and a rule that denies the rest before 65000",
        fix: "add a rule: priority 4096, Inbound, Deny, protocol *, source *, destination *, port *",
        rows: ["6.4", "6.5"],
      });
    });
  },
};

const ADMITS = {
  one: "admits every address: VirtualNetwork includes the whole internet in its subnet",
  several: "admit every address: VirtualNetwork includes the whole internet in their subnets",
} as const;

/** Some port is decided by the tag alone, in every security group there is. */
function admitsByTag(context: CheckContext, nic: Nic): boolean {
  return gates(context.topology, nic, context.routesOf(nic.subnet)).some(
    ({ groups }) =>
      groups.length > 0 &&
      groups.every((rules) => {
        const decides = rules.find(({ sources }) =>
          sources.some(
            (source) =>
              source === "VirtualNetwork" || source === "*" || source === "Internet" || source === DEFAULT_ROUTE,
          ),
        );
        return decides === undefined || (decides.access === "Allow" && decides.sources.includes("VirtualNetwork"));
      }),
  );
}
