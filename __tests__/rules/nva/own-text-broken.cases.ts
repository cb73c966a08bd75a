import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("own-text-broken", "complete lines", () => undefined),
  fails(
    "own-text-broken",
    "a line that breaks the text around it",
    ({ nva }) => {
      nva.ownTextProblems = [
        {
          at: place("main/nva100", "natLines.forward.0"),
          got: '"}"',
          problem: '"}" has unbalanced braces',
        },
      ];
    },
    [{ at: "main/nva100 natLines.forward.0", got: '"}"', fix: "correct or remove natLines.forward.0" }],
  ),
];
