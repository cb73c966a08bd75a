import { groupBy } from "../../../domain/group-by";
import type { Topology, Unordered } from "../../model/azure";
import { components } from "../../model/find";
import { list, verb } from "../sentence";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";

/** FT134. */
export const unorderedApply: TopologyRule = {
  id: "FT134",
  name: "unordered-apply",
  severity: "warning",
  summary: "Terraform may create a resource before another one that Azure wants to be there first.",
  why: "The apply fails now and then, in another place each time, and often succeeds when it is repeated.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering"],
  facts: ["12.1"],
  otherwise: "Azure, at apply",
  example: "a peering with use_remote_gateways = true, without depends_on for the gateway",
  once: true,
  check: ({ whole }) =>
    groupBy(whole.unordered, ({ id, because }) => `${because} ${blockOf(id)}`).map((group) => finding(whole, group)),
};

function finding(topology: Topology, group: readonly [Unordered, ...Unordered[]]): TopologyReported {
  const [{ id, because }] = group;
  const names = group.map(({ name }) => name);
  const needs = [...new Set(group.flatMap((one) => one.needs))].sort();
  const nameOf = new Map(components(topology).map((component) => [component.id, component.name]));
  const needed = list(needs.map((one) => nameOf.get(one) ?? one));
  const blocks = [...new Set(needs.map(blockOf))].map(withoutStack);
  const itself = withoutStack(blockOf(id));
  const others = blocks.filter((block) => block !== itself);
  const dependsOn = `"depends_on": ${JSON.stringify(others).replaceAll(",", ", ")}`;
  return reported({
    at: id,
    also: [...group.map((one) => one.id), ...needs],
    text:
      because === "remote-gateway"
        ? `${list(names)} ${verb(names, "uses", "use")} the gateway of the remote VNet, and may be created before ${needed}`
        : `the route table of AzureFirewallSubnet may be associated before its route ${needed} exists`,
    got: "no reference and no depends_on that puts them in order",
    want:
      because === "remote-gateway"
        ? "the gateway, and the peering that lends it, before the peering that uses it"
        : "the route 0.0.0.0/0 to Internet before the association",
    fix:
      others.length === blocks.length
        ? dependsOn
        : `move the peering with use_remote_gateways to a resource of its own, with "depends_on": ${JSON.stringify(blocks).replaceAll(",", ", ")}`,
    rows: ["12.1"],
  });
}

/** The address of a resource without the index of its instance. */
const blockOf = (id: string): string => id.replace(/\[[^\]]*\]$/, "");

/** depends_on knows the addresses of its own stack. */
const withoutStack = (id: string): string => id.replace(/^[^."[\]]*:/, "");
