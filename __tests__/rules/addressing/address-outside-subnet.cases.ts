import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("address-outside-subnet", "a subnet that is known after apply", ({ jump, hubSubnets }) => {
    hubSubnets.jump.prefix = undefined;
    jump.privateIpAddress = "10.9.9.9";
  }),
  passes("address-outside-subnet", "an address that Azure assigns", ({ app, jump }) => {
    app.machines = app.machines.filter(({ path }) => path !== "main/nva100/machine");
    jump.privateIpAddress = undefined;
  }),
  fails("address-outside-subnet", "an address of another subnet", ({ jump }) => (jump.privateIpAddress = "10.0.0.10"), [
    {
      at: "main/hub00/jump-server privateIpAddress",
      text: "10.0.0.10 is not in subnet jump, 10.0.220.0/24",
      got: "10.0.0.10",
      want: "an address of 10.0.220.0/24 (Azure)",
      fix: 'privateIpAddress: "10.0.220.4"',
    },
  ]),
];
