import type { Rule } from "../rule";

/** FT054. FRR skips a line that it does not understand, and goes on with the rest. */
export const frrTextBroken: Rule = {
  id: "FT054",
  name: "frr-text-broken",
  severity: "error",
  reason:
    "FRR takes some lines without a word that do not do what they say: a route-map that is defined nowhere denies everything.",
  source: "https://docs.frrouting.org/en/latest/routemap.html",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas.flatMap(({ path, frrProblems }) =>
      frrProblems.map((sentence) => ({
        at: { path, prop: "frrLines" },
        sentence,
        got: "the frrLines",
        want: "lines that do what they say (FRR)",
        fix: "correct or leave out that line of frrLines",
      })),
    ),
};
