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
  check: ({ whole }) => groupBy(whole.unordered, ({ because }) => because).map((group) => finding(whole, group)),
};

function finding(topology: Topology, group: readonly [Unordered, ...Unordered[]]): TopologyReported {
  const [{ id, because }] = group;
  const byBlock = groupBy(group, (one) => blockOf(one.id));
  const names = group.map(({ name }) => name);
  const needs = [...new Set(group.flatMap((one) => one.needs))].sort();
  const nameOf = new Map(components(topology).map((component) => [component.id, component.name]));
  const needed = list(needs.map((one) => nameOf.get(one) ?? one));
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
    fix: byBlock
      .map((block) => `${byBlock.length > 1 ? `${withoutStack(blockOf(block[0].id))}: ` : ""}${fixOf(block)}`)
      .join("; "),
    rows: ["12.1"],
  });
}

/** What puts the instances of one resource after what they need. */
function fixOf(group: readonly [Unordered, ...Unordered[]]): string {
  const itself = withoutStack(blockOf(group[0].id));
  const blocks = [
    ...new Set(
      group
        .flatMap(({ needs }) => needs)
        .sort()
        .map(blockOf),
    ),
  ].map(withoutStack);
  const others = blocks.filter((block) => block !== itself);
  const dependsOn = (on: readonly string[]): string => `"depends_on": ${JSON.stringify(on).replaceAll(",", ", ")}`;
  return others.length === blocks.length
    ? dependsOn(others)
    : `move the peering with use_remote_gateways to a resource of its own, with ${dependsOn(blocks)}`;
}

/** The address of a resource without the index of its instance. */
const blockOf = (id: string): string => id.replace(/\[[^\]]*\]$/, "");

/** depends_on knows the addresses of its own stack. */
const withoutStack = (id: string): string => id.replace(/^[^."[\]]*:/, "");
