import { fails, passes, type Case } from "../case";
import { connection } from "../declaration-builder";
import { circuits } from "../article-changes";

export const CASES: readonly Case[] = [
  passes("circuit-connected-twice", "connections to two circuits", circuits(2, "ErGw1AZ")),
  fails(
    "circuit-connected-twice",
    "two connections to the same circuit",
    ({ app, circuit }) => app.connections.push(connection("main/hub00", circuit.path, false, 2)),
    [
      {
        at: "main/hub00/gateway/connection-2 routingWeight",
        also: "main/hub00/gateway/connection routingWeight",
        text: "gateway main/hub00/gateway is already connected to circuit main/circuit",
        got: "a second connection",
        want: "one connection of a gateway to a circuit (ExpressRoute)",
        fix: "remove this connectTo",
      },
    ],
  ),
];
