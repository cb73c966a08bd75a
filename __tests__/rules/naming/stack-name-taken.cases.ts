import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("stack-name-taken", "stacks with ids of their own", ({ app }) =>
    app.stacks.push({ path: "dev/other", id: "other" }),
  ),
  fails(
    "stack-name-taken",
    "a stack in a construct with the id of another one",
    ({ app }) => app.stacks.push({ path: "dev/main", id: "main" }),
    [
      {
        at: "dev/main id",
        also: "main id",
        text: "dev/main and main are both written to stacks/main/cdk.tf.json",
        got: '"main"',
        want: "an id that no other stack of the app has (cdktf)",
        fix: '"dev-main"',
      },
    ],
  ),
];
