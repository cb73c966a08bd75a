import { fails, passes, type Case } from "../case";
import { onlyService } from "../nva/announcement-refused.cases";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("nva-subnet-without-escape", "a next hop that is known after apply", ({ siteSubnets }) => {
    siteSubnets.nva.routes = [
      {
        at: place("main/hub100", "nva.routes.0"),
        name: "r",
        prefix: undefined,
        nextHopType: undefined,
        nextHopAddress: undefined,
      },
    ];
  }),
  passes("nva-subnet-without-escape", "an NVA whose subnet is known after apply", ({ nva, siteSubnets }) => {
    nva.subnetName = undefined;
    siteSubnets.nva.routes = undefined;
  }),
  passes("nva-subnet-without-escape", "an NVA that never advertises a default route", (parts) => {
    onlyService(parts);
    parts.siteSubnets.nva.routes = [];
  }),
  fails("nva-subnet-without-escape", "no route table", ({ siteSubnets }) => (siteSubnets.nva.routes = undefined), [
    {
      at: "main/hub100 nva.routes",
      text: "subnet nva of main/nva100 has no route 0.0.0.0/0 to Internet",
      got: "no route table",
      want: "a route 0.0.0.0/0 with next hop Internet (Route Server)",
      fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
    },
  ]),
  fails("nva-subnet-without-escape", "an empty route table", ({ siteSubnets }) => (siteSubnets.nva.routes = []), [
    {
      at: "main/hub100 nva.routes",
      text: "subnet nva of main/nva100 has no route 0.0.0.0/0 to Internet",
      got: "no route",
      fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
    },
  ]),
  fails(
    "nva-subnet-without-escape",
    "a route 0.0.0.0/0 to None",
    ({ siteSubnets }) => {
      siteSubnets.nva.routes = [
        route("main/hub100/nva-subnet", 0, "0.0.0.0/0", "None"),
        {
          at: place("main/hub100/nva-subnet", "routes.1"),
          name: "r",
          prefix: "10.5.0.0/16",
          nextHopType: undefined,
          nextHopAddress: undefined,
        },
        {
          at: place("main/hub100/nva-subnet", "routes.2"),
          name: "s",
          prefix: undefined,
          nextHopType: "None",
          nextHopAddress: undefined,
        },
      ];
    },
    [
      {
        at: "main/hub100 nva.routes",
        text: "subnet nva of main/nva100 has no route 0.0.0.0/0 to Internet",
        got: "0.0.0.0/0 to None, 10.5.0.0/16 to ?, ? to None",
        fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
      },
    ],
  ),
];
