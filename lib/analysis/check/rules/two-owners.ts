import type { TwoOwners } from "../../model/azure";
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
        ...wordsFor(conflict),
        want: "one owner",
        rows: ["12.2"],
      }),
    ),
};

interface Words {
  readonly text: string;
  readonly got: string;
  readonly fix: string;
}

function wordsFor(conflict: TwoOwners): Words {
  const { others, part, of, subnet } = conflict;
  if (subnet === undefined)
    return {
      text: `${of} has ${part} blocks, and ${others.join(", ")} ${others.length === 1 ? "adds" : "add"} to them: each apply of one removes what the other made`,
      got: `"${part}" in ${of}, and ${others.join(", ")}`,
      fix: `move the blocks to resources of their own, or ${others.join(", ")} into blocks`,
    };
  return subnet === of ? twice(conflict, subnet) : ofBlock(conflict, subnet);
}

const ofBlock = ({ others, part, of, value = "" }: TwoOwners, subnet: string): Words => ({
  text: `the subnet ${subnet} is a block of ${of}, and ${others.join(", ")} sets its ${part}: the next apply of ${of} takes it off`,
  got: `a block without "${part}", and ${others.join(", ")}`,
  fix: `set "${part}"${value === "" ? "" : `: "\${${value}.id}"`} in the block of ${subnet}, and remove ${others.join(", ")}`,
});

const twice = ({ owner, others, part }: TwoOwners, subnet: string): Words => ({
  text: `${subnet} has ${others.length + 1} associations for ${part}: the provider rejects the second, because one exists already`,
  got: [owner, ...others].join(", "),
  fix: `keep one of ${[owner, ...others].join(", ")}`,
});
