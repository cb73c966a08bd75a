import { fails, passes, type Case } from "../case";
import { machine, network } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("address-taken", "the same address in two VNets", ({ app }) => {
    app.networks.push(network("main/other", "vnet-other", "10.0.0.0/16"));
    app.machines.push(machine("main/m", "vm-m", "main/other", "x", { privateIpAddress: "10.0.220.10" }));
  }),
  fails(
    "address-taken",
    "two machines with one address",
    ({ app }) => {
      app.machines.push(machine("main/m", "vm-m", "main/hub00", "jump", { privateIpAddress: "10.0.220.10" }));
    },
    [
      {
        at: "main/m privateIpAddress",
        also: "main/hub00/jump-server privateIpAddress",
        text: "10.0.220.10 is already the address of main/hub00/jump-server",
        got: "10.0.220.10",
        want: "an address that no other machine of the VNet has (Azure)",
        fix: 'privateIpAddress: "10.0.220.4"',
      },
    ],
  ),
];
