import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("egress-check-in-another-stack", "check and client in a second stack", ({ egressCheck }) => {
    egressCheck.stack = "hub";
    egressCheck.clientStack = "hub";
  }),
  fails(
    "egress-check-in-another-stack",
    "a check in the site's stack",
    ({ egressCheck }) => {
      egressCheck.clientStack = "hub";
    },
    [
      {
        at: "main/egress-check client",
        text: "main/egress-check is in stack main, its client in hub",
        got: "main",
        want: "hub",
        fix: "new EgressCheck(<the stack hub>, …)",
      },
    ],
  ),
];
