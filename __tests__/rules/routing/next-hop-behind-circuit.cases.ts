import { fails, passes, type Case } from "../case";
import { route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("next-hop-behind-circuit", "an appliance of one's own, and one that nobody knows", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push(
      route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance", { nextHopAddress: "10.0.0.9" }),
      route("main/hub00/jump-subnet", 2, "10.8.0.0/16", "VirtualAppliance", { nextHopAddress: "192.168.0.9" }),
    );
  }),
  fails(
    "next-hop-behind-circuit",
    "the NVA",
    ({ hubSubnets }) => {
      hubSubnets.client.routes = [
        route("main/hub00/client-subnet", 0, "0.0.0.0/0", "VirtualAppliance", { nextHopAddress: "10.100.0.10" }),
      ];
    },
    [
      {
        at: "main/hub00/client-subnet routes.0.nextHopIpAddress",
        text: "the next hop 10.100.0.10 is in vnet-hub100, behind the circuit",
        got: "10.100.0.10",
        want: "an address of vnet-hub00 or of a peered VNet (Azure)",
        fix: "leave out routes.0: the NVA's default comes by BGP",
      },
    ],
  ),
];
