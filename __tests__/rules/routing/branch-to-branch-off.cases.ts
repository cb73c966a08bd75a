import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("branch-to-branch-off", "a VNet without a circuit", ({ routeServer, app }) => {
    routeServer.branchToBranch = false;
    app.connections = [];
    app.circuits = [];
  }),
  fails("branch-to-branch-off", "a VNet on a circuit", ({ routeServer }) => (routeServer.branchToBranch = false), [
    {
      at: "main/hub100/route-server branchToBranchTraffic",
      also: "main/hub100/gateway/connection routingWeight",
      text: "Route Server main/hub100/route-server does not advertise routes to the gateway of its VNet",
      got: "branchToBranchTraffic: false",
      want: "true in a VNet that is connected to a circuit (Route Server)",
      fix: "branchToBranchTraffic: true",
    },
  ]),
];
