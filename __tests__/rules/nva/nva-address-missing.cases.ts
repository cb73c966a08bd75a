import { fails, passes, type Case } from "../case";
import type { Article } from "../declaration-builder";

function existing({ app, site, siteSubnets }: Article): void {
  site.existing = true;
  siteSubnets.nva.existing = "main/appliances";
  app.existingSubnets = [
    {
      path: "main/appliances",
      virtualNetworkName: "vnet-hub100",
      contradicts: false,
      hasVirtualNetworkName: true,
      hasPrefix: true,
      hasInternetTraffic: true,
    },
  ];
}

export const CASES: readonly Case[] = [
  passes("nva-address-missing", "an address in a subnet that exists", (article) => {
    existing(article);
    article.nva.addressGiven = true;
  }),
  passes("nva-address-missing", "the default address in a new subnet", () => undefined),
  fails("nva-address-missing", "no address in a subnet that exists", existing, [
    {
      at: "main/nva100 privateIpAddress",
      also: "main/hub100 nva.subnetPrefix",
      text: "main/nva100 is in a subnet that exists, and its address is not given",
      fix: 'privateIpAddress: "…"',
    },
  ]),
];
