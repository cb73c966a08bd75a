import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("logical-id-taken", "the same id in two stacks", ({ app }) =>
    app.logicalIds.push({ path: "other/hub00", stack: "other", address: "azurerm_resource_group.hub00" }),
  ),
  fails(
    "logical-id-taken",
    "ids that differ only in a full stop",
    ({ app }) => app.logicalIds.push({ path: "main/hub.00", stack: "main", address: "azurerm_resource_group.hub00" }),
    [
      {
        at: "main/hub.00 id",
        also: "main/hub00 id",
        text: "main/hub.00 and main/hub00 are both azurerm_resource_group.hub00 in Terraform",
        got: '"hub.00"',
        want: "an id that differs in letters or digits (cdktf)",
        fix: '"hub.00-2"',
      },
    ],
  ),
];
