import { fails, passes, type Case } from "../case";

const peering = { path: "main/hub00/peering-hub100", hub: "main/hub00/network", site: "main/hub100/network" };

export const CASES: readonly Case[] = [
  passes("hub-peered-twice", "one peering", ({ app, siteGateway }) => {
    app.peerings = [peering];
    app.gateways = [siteGateway];
    app.connections = [];
  }),
  fails(
    "hub-peered-twice",
    "two peerings",
    ({ app, siteGateway }) => {
      app.peerings = [peering, { ...peering, path: "main/hub00/peering-hub200", site: "main/hub200/network" }];
      app.gateways = [siteGateway];
      app.connections = [];
    },
    [
      {
        at: "main/hub00/peering-hub200 name",
        also: "main/hub00/peering-hub100 name",
        text: "vnet-hub00 already uses the Route Server of vnet-hub100",
        got: "a second peering, with main/hub200/network",
        want: "one peering of a hub (Azure)",
        fix: "remove main/hub00/peering-hub200, or join the hub to both sites by a circuit",
      },
    ],
  ),
];
