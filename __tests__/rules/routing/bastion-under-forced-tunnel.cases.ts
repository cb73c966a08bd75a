import { fails, passes, type Case } from "../case";
import { network, place, subnet } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("bastion-under-forced-tunnel", "a VNet that no circuit reaches", ({ app }) => {
    app.networks.push(
      network("main/spoke", "vnet-spoke", "192.168.0.0/24", [
        subnet(place("main/spoke", "bastion.subnetPrefix"), "AzureBastionSubnet", "192.168.0.0/26"),
      ]),
    );
  }),
  fails(
    "bastion-under-forced-tunnel",
    "the hub",
    ({ hub }) =>
      hub.subnets.push(subnet(place("main/hub00", "bastion.subnetPrefix"), "AzureBastionSubnet", "10.0.30.0/26")),
    [
      {
        at: "main/hub00 bastion.subnetPrefix",
        text: "vnet-hub00 has AzureBastionSubnet and is connected to a circuit",
        got: "AzureBastionSubnet",
        want: "a jump server as the way in (Azure Bastion)",
        fix: "leave this subnet out, and give the hub a jumpServer",
      },
    ],
  ),
];
