import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("os-disk-refused", "the largest disk", ({ client }) =>
    Object.assign(client, { osDiskType: "Premium_ZRS", osDiskSizeGb: 4095 }),
  ),
  fails("os-disk-refused", "a type for data disks only", ({ client }) => (client.osDiskType = "UltraSSD_LRS"), [
    {
      at: "main/hub00/client osDisk.storageAccountType",
      text: 'an OS disk cannot have the type "UltraSSD_LRS"',
      got: '"UltraSSD_LRS"',
      want: "Standard_LRS, StandardSSD_LRS, Premium_LRS, StandardSSD_ZRS, Premium_ZRS (azurerm)",
      fix: 'storageAccountType: "StandardSSD_LRS"',
    },
  ]),
  fails("os-disk-refused", "a type in another letter case", ({ client }) => (client.osDiskType = "premium_lrs"), [
    {
      at: "main/hub00/client osDisk.storageAccountType",
      text: 'an OS disk cannot have the type "premium_lrs"',
      got: '"premium_lrs"',
      fix: 'storageAccountType: "Premium_LRS"',
    },
  ]),
  fails("os-disk-refused", "a disk that is too large", ({ client }) => (client.osDiskSizeGb = 5000), [
    {
      at: "main/hub00/client osDisk.sizeGb",
      text: "an OS disk cannot have 5000 GiB",
      got: "5000",
      fix: "sizeGb: 4095",
    },
  ]),
  fails("os-disk-refused", "a negative size", ({ client }) => (client.osDiskSizeGb = -1), [
    {
      at: "main/hub00/client osDisk.sizeGb",
      text: "an OS disk cannot have -1 GiB",
      got: "-1",
      fix: "sizeGb: 128",
    },
  ]),
];
