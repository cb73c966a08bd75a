import { fails, passes, type Case } from "../case";
import { name } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("name-taken", "the same name in another scope or for another kind of resource", ({ app }) => {
    app.names.push(
      name("main/x", "name", "subnet", "default", "vnet-hub100"),
      name("main/y", "name", "public IP", "vnet-hub00"),
    );
  }),
  fails(
    "name-taken",
    "two VNets with one name",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "vnet-hub00")),
    [
      {
        at: "main/x name",
        also: "main/hub00 virtualNetworkName",
        text: "virtual network vnet-hub00 already exists in resource group rg",
        got: "vnet-hub00",
        want: "a name that no other virtual network of resource group rg has (Azure)",
        fix: 'name: "vnet-hub00-2"',
      },
    ],
  ),
  fails(
    "name-taken",
    "names that differ only in letter case",
    ({ app }) => app.names.push(name("main/x", "name", "virtual network", "VNET-hub00")),
    [
      {
        at: "main/x name",
        also: "main/hub00 virtualNetworkName",
        text: "virtual network VNET-hub00 already exists in resource group rg as vnet-hub00: Azure ignores letter case",
        got: "VNET-hub00",
        fix: 'name: "VNET-hub00-2"',
      },
    ],
  ),
];
