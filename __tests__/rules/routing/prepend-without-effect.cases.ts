import { fails, passes, type Case } from "../case";
import { announcement } from "../nva/announcement-refused.cases";

export const CASES: readonly Case[] = [
  passes("prepend-without-effect", "a standby NVA", ({ nva }) => (nva.prepend = 3)),
  fails("prepend-without-effect", "more repetitions than allowed", ({ nva }) => (nva.prepend = 11), [
    {
      at: "main/nva100 prepend",
      text: "the AS number cannot be prepended 11 times",
      got: "11",
      fix: "prepend: 10",
    },
  ]),
  fails("prepend-without-effect", "a negative number", ({ nva }) => (nva.prepend = -1), [
    {
      at: "main/nva100 prepend",
      text: "the AS number cannot be prepended -1 times",
      got: "-1",
      fix: "prepend: 0",
    },
  ]),
  fails("prepend-without-effect", "a value that is not a number", ({ nva }) => (nva.prepend = Number.NaN), [
    {
      at: "main/nva100 prepend",
      text: "the AS number cannot be prepended NaN times",
      got: "NaN",
      fix: "prepend: 0",
    },
  ]),
  fails(
    "prepend-without-effect",
    "an announcement with more repetitions than allowed",
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.0/24", 0, { prepend: 11 })];
    },
    [{ at: "main/nva100 announces.0.prepend", text: "the AS number cannot be prepended 11 times", fix: "prepend: 10" }],
  ),
];
