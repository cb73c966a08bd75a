import { fails, passes, type Case } from "../case";
import { machine } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("address-reserved-by-azure", "the fifth address and the last but one", ({ jump, client }) => {
    jump.privateIpAddress = "10.0.220.4";
    client.privateIpAddress = "10.0.0.254";
  }),
  fails(
    "address-reserved-by-azure",
    "the default gateway of the subnet",
    ({ jump }) => (jump.privateIpAddress = "10.0.220.1"),
    [
      {
        at: "main/hub00/jump-server privateIpAddress",
        text: "10.0.220.1 is one of the first four addresses of 10.0.220.0/24, which Azure reserves",
        got: "10.0.220.1",
        want: "any address of the subnet except the first four and the last one (Azure)",
        fix: 'privateIpAddress: "10.0.220.4"',
      },
    ],
  ),
  fails(
    "address-reserved-by-azure",
    "the last address",
    ({ nva, peer, nvaMachine }) => {
      nva.privateIpAddress = peer.address = nvaMachine.privateIpAddress = "10.100.0.255";
    },
    [
      {
        at: "main/nva100 privateIpAddress",
        text: "10.100.0.255 is the last address of 10.100.0.0/24, which Azure reserves",
        got: "10.100.0.255",
        fix: 'privateIpAddress: "10.100.0.4"',
      },
    ],
  ),
  fails(
    "address-reserved-by-azure",
    "a reserved address in a subnet without a free one",
    ({ hubSubnets, jump, app }) => {
      hubSubnets.jump.prefix = "10.0.220.0/29";
      jump.privateIpAddress = "10.0.220.0";
      for (const last of [4, 5, 6]) {
        app.machines.push(
          machine(`main/m${last}`, `vm-m${last}`, "main/hub00", "jump", { privateIpAddress: `10.0.220.${last}` }),
        );
      }
    },
    [
      {
        at: "main/hub00/jump-server privateIpAddress",
        text: "10.0.220.0 is one of the first four addresses of 10.0.220.0/29, which Azure reserves",
        got: "10.0.220.0",
        fix: "remove privateIpAddress",
      },
    ],
  ),
];
