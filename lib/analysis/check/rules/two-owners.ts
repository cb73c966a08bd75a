import { twoOwnersWords } from "../../faults/two-owners";
import { reported, type TopologyRule } from "../topology-rule";

/** FT135. */
export const twoOwners: TopologyRule = {
  id: "FT135",
  name: "two-owners",
  severity: "error",
  summary: "Two resources of the configuration manage the same subnets, routes, rules or association.",
  why: "Each apply of one removes what the other made: a route table comes off its subnet, and traffic leaves past the NVA.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/manage-route-table"],
  facts: ["12.2"],
  example: "a subnet as a block of azurerm_virtual_network, with an azurerm_subnet_route_table_association",
  once: true,
  check: ({ whole }) =>
    whole.twoOwners.map((conflict) =>
      reported({
        at: conflict.owner,
        also: conflict.others,
        ...twoOwnersWords(conflict),
        rows: ["12.2"],
      }),
    ),
};
