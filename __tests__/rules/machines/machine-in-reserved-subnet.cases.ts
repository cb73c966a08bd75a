import { fails, passes, type Case } from "../case";
import { machine } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes(
    "machine-in-reserved-subnet",
    "a subnet that is not known yet",
    ({ client }) => (client.subnetName = undefined),
  ),
  fails(
    "machine-in-reserved-subnet",
    "GatewaySubnet",
    ({ app }) => app.machines.push(machine("main/m", "vm-m", "main/hub00", "gatewaysubnet")),
    [
      {
        at: "main/m subnet",
        text: "machine main/m stands in gatewaysubnet",
        got: "gatewaysubnet",
        want: "a subnet of its own kind (Azure)",
        fix: "another subnet of the VNet: addSubnet(…)",
      },
    ],
  ),
];
