import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "premium-disk-unsupported",
    "sizes with an s, and sizes of an unknown form",
    ({ client, jump, nvaMachine }) => {
      Object.assign(client, { osDiskType: "Premium_LRS", size: "Standard_D4ads_v5" });
      Object.assign(jump, { osDiskType: "Premium_LRS", size: "Standard_DS2_v2" });
      Object.assign(nvaMachine, { osDiskType: "Premium_LRS", size: "Custom" });
    },
  ),
  fails(
    "premium-disk-unsupported",
    "a size without an s",
    ({ client }) => Object.assign(client, { osDiskType: "Premium_LRS", size: "Standard_D2_v3" }),
    [
      {
        at: "main/hub00/client osDisk.storageAccountType",
        also: "main/hub00/client size",
        text: "Standard_D2_v3 does not support Premium_LRS",
        got: "Premium_LRS on Standard_D2_v3",
        want: "premium disks only on sizes with an s, such as Standard_B2ms (Azure)",
        fix: 'storageAccountType: "StandardSSD_LRS"',
      },
    ],
  ),
];
