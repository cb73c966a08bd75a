import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "image-needs-automatic-by-platform",
    "an image without hotpatching, and one for Linux",
    ({ client, jump, nvaMachine }) => {
      client.image = { offer: "WindowsServer", sku: "2022-datacenter-azure-edition-smalldisk" };
      jump.image = { offer: undefined, sku: "2025-datacenter-azure-edition" };
      nvaMachine.image = { offer: "WindowsServer", sku: "2025-datacenter-azure-edition" };
    },
  ),
  fails(
    "image-needs-automatic-by-platform",
    "an image with hotpatching",
    ({ client }) => (client.image = { offer: "WindowsServer", sku: "2025-datacenter-azure-edition-smalldisk" }),
    [
      {
        at: "main/hub00/client image.sku",
        text: "image 2025-datacenter-azure-edition-smalldisk uses hotpatching",
        got: "2025-datacenter-azure-edition-smalldisk",
        want: "an image without hotpatching (azurerm)",
        fix: 'sku: "2022-datacenter-azure-edition-smalldisk"',
      },
    ],
  ),
];
