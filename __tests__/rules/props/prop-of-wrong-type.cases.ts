import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("prop-of-wrong-type", "correct types", () => undefined),
  fails(
    "prop-of-wrong-type",
    "a string in place of a number",
    ({ app }) => {
      app.propProblems.push({
        at: place("main/nva100", "asn"),
        kind: "type",
        got: '"65001"',
        want: "a number",
        fix: "asn: 65001",
      });
    },
    [
      {
        at: "main/nva100 asn",
        text: 'asn is "65001", not a number',
        got: '"65001"',
        want: "a number",
        fix: "asn: 65001",
      },
    ],
  ),
];
