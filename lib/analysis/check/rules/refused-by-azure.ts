import { reported, type TopologyRule } from "../topology-rule";

/** FT108. */
export const refusedByAzure: TopologyRule = {
  id: "FT108",
  name: "refused-by-azure",
  severity: "error",
  summary: "Azure rejects a configuration that the plan accepts.",
  why: "The apply stops, often after an hour, and the resources that exist by then remain.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering"],
  facts: ["2.4", "3.4", "3.8", "9", "11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "14.14"],
  otherwise: "Azure, at apply",
  example: "use_remote_gateways = true in a VNet that has a gateway",
  structural: true,
  check: (context) =>
    context.refusals.map(({ at, networks, text, got, want, fix, row, alike }) =>
      reported({ at, also: networks, text, got, want, fix, rows: [row], ...(alike && { alike }) }),
    ),
};
