import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "routing-weight-out-of-range",
    "the highest weight",
    ({ hubConnection }) => (hubConnection.routingWeight = 32_000),
  ),
  fails(
    "routing-weight-out-of-range",
    "a weight above the highest one",
    ({ hubConnection }) => (hubConnection.routingWeight = 32_001),
    [
      {
        at: "main/hub00/gateway/connection routingWeight",
        text: "the routing weight 32001 must be a whole number from 0 to 32000",
        got: "32001",
        want: "0-32000, the higher the better (ExpressRoute)",
        fix: "routingWeight: 32000",
      },
    ],
  ),
  fails(
    "routing-weight-out-of-range",
    "a value that is not a number",
    ({ hubConnection }) => (hubConnection.routingWeight = Number.NaN),
    [
      {
        at: "main/hub00/gateway/connection routingWeight",
        text: "the routing weight NaN must be a whole number from 0 to 32000",
        got: "NaN",
        fix: "routingWeight: 0",
      },
    ],
  ),
];
