import { reported, type TopologyRule } from "../topology-rule";

/** FT108. */
export const refusedByAzure: TopologyRule = {
  id: "FT108",
  name: "refused-by-azure",
  severity: "error",
  summary: "A configuration that the plan takes, and Azure does not.",
  why: "The apply stops half-way, often after an hour, and leaves what was made before.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering"],
  facts: ["2.4", "3.4", "3.8", "9"],
  example: "use_remote_gateways = true in a VNet with a gateway of its own",
  check: (context) =>
    context.refusals.map(({ at, networks, text, got, want, fix, row }) =>
      reported({ at, also: networks, text, got, want, fix, rows: [row] }),
    ),
};
