import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("health-numbers-refused", "a tenth of a second, 100 rounds, and 100 %", ({ nva }) => {
    nva.healthNumbers[0]!.value = 0.1;
    nva.healthNumbers[1]!.value = 100;
    nva.healthNumbers[2]!.value = 100;
  }),
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
        want: "seconds from 0.1 to 60",
        fix: "intervalSeconds: 1",
      },
      {
        at: "main/nva100 health.failures",
        text: "health.failures is 1.5",
        want: "a whole number of rounds from 1 to 100",
        fix: "failures: 3",
      },
    ],
  ),
  ...[0, 101, 2.5].map((value) =>
    fails(
      "health-numbers-refused",
      `a loss of ${value} %`,
      ({ nva }) => {
        nva.healthNumbers[2]!.value = value;
      },
      [
        {
          at: "main/nva100 health.lossPercent",
          text: `health.lossPercent is ${value}`,
          want: "a whole percentage from 1 to 100",
          fix: "lossPercent: 25",
        },
      ],
    ),
  ),
  fails(
    "health-numbers-refused",
    "more than a minute, and more than 100 rounds",
    ({ nva }) => {
      nva.healthNumbers[0]!.value = Infinity;
      nva.healthNumbers[1]!.value = 101;
    },
    [
      { at: "main/nva100 health.intervalSeconds", text: "health.intervalSeconds is Infinity" },
      { at: "main/nva100 health.failures", text: "health.failures is 101" },
    ],
  ),
];
