import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("egress-run-id-refused", "no run", ({ egressCheck }) => {
    egressCheck.runId = "";
  }),
  passes("egress-run-id-refused", "24 characters", ({ egressCheck }) => {
    egressCheck.runId = "2026-11-28_release.1.2-b";
  }),
  fails(
    "egress-run-id-refused",
    "a space",
    ({ egressCheck }) => {
      egressCheck.runId = "run 1";
    },
    [
      {
        at: "main/egress-check runId",
        text: '"run 1" is not a valid run id',
        got: '"run 1"',
        want: "at most 24 letters, digits, dots, underscores and hyphens",
        fix: 'runId: "run-1"',
      },
    ],
  ),
  fails(
    "egress-run-id-refused",
    "25 characters",
    ({ egressCheck }) => {
      egressCheck.runId = "a".repeat(25);
    },
    [{ at: "main/egress-check runId", fix: `runId: "${"a".repeat(24)}"` }],
  ),
];
