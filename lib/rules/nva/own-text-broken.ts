import type { Rule } from "../rule";

/** FT080. */
export const ownTextBroken: Rule = {
  id: "FT080",
  name: "own-text-broken",
  severity: "error",
  reason:
    "Lines, rules and packages of one's own stand in the middle of the NVA's text: what leaves its place breaks the rest, at boot.",
  source: "docs/nva.md",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas.flatMap(({ ownTextProblems }) =>
      ownTextProblems.map(({ at, got, problem }) => ({
        at,
        sentence: problem,
        got,
        want: "what stays in its place",
        fix: `correct or leave out ${at.prop}`,
      })),
    ),
};
