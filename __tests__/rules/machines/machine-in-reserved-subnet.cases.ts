import { fails, passes, type Case } from "../case";
import { machine } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes(
    "machine-in-reserved-subnet",
    "a subnet that is known after apply",
    ({ client }) => (client.subnetName = undefined),
  ),
  fails(
    "machine-in-reserved-subnet",
    "a machine in GatewaySubnet",
    ({ app }) => app.machines.push(machine("main/m", "vm-m", "main/hub00", "gatewaysubnet")),
    [
      {
        at: "main/m subnet",
        text: "machine main/m is in gatewaysubnet",
        got: "gatewaysubnet",
        want: "another subnet: this one is kept for gateways (Azure)",
        fix: "move it to another subnet of the VNet: addSubnet(…)",
      },
    ],
  ),
];
