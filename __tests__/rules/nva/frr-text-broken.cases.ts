import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("frr-text-broken", "correct lines", () => undefined),
  fails(
    "frr-text-broken",
    "a route-map that is not defined",
    ({ nva }) => nva.frrProblems.push("route-map rm-x is used but not defined"),
    [
      {
        at: "main/nva100 frrLines",
        text: "route-map rm-x is used but not defined",
        got: "the frrLines",
        want: "lines that FRR applies as written",
        fix: "correct or remove that line of frrLines",
      },
    ],
  ),
];
