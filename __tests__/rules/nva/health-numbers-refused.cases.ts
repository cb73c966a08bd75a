import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "health-numbers-refused",
    "half a second, and any number if the default route is always announced",
    ({ nva }) => {
      nva.healthNumbers[0]!.value = 0.5;
      nva.healthNumbers[1]!.value = 0;
      nva.defaultRoute = "always";
    },
  ),
  fails(
    "health-numbers-refused",
    "a count and an interval of 0",
    ({ nva }) => {
      nva.healthNumbers[0]!.value = 0;
      nva.healthNumbers[1]!.value = 1.5;
    },
    [
      {
        at: "main/nva100 health.intervalSeconds",
        text: "health.intervalSeconds is 0",
        want: "seconds, more than 0",
        fix: "intervalSeconds: 1",
      },
      {
        at: "main/nva100 health.failures",
        text: "health.failures is 1.5",
        want: "a whole number of rounds, 1 or more",
        fix: "failures: 3",
      },
    ],
  ),
];
