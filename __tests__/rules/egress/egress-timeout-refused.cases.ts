import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("egress-timeout-refused", "10 seconds", ({ egressCheck }) => {
    egressCheck.timeoutSeconds = 10;
  }),
  passes("egress-timeout-refused", "an hour", ({ egressCheck }) => {
    egressCheck.timeoutSeconds = 3600;
  }),
  ...[9, 3601, 60.5, Number.NaN].map((seconds) =>
    fails(
      "egress-timeout-refused",
      `${seconds} seconds`,
      ({ egressCheck }) => {
        egressCheck.timeoutSeconds = seconds;
      },
      [
        {
          at: "main/egress-check timeoutSeconds",
          text: `timeoutSeconds must be between 10 and 3600, got ${seconds}`,
          got: String(seconds),
          want: "a whole number from 10 to 3600",
          fix: "timeoutSeconds: 300",
        },
      ],
    ),
  ),
];
