import type { ConstructRule } from "../rule";

/** FT080. */
export const ownTextBroken: ConstructRule = {
  id: "FT080",
  name: "own-text-broken",
  severity: "error",
  summary: "A line, rule, package or known answer that you add to the NVA breaks the text around it.",
  why: "The addition is inserted into the text of the NVA; if it is not complete in itself, the rest fails at boot.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas.flatMap(({ ownTextProblems }) =>
      ownTextProblems.map(({ at, got, problem }) => ({
        at,
        text: problem,
        got,
        want: "text that is complete in itself",
        fix: `correct or remove ${at.prop}`,
      })),
    ),
};
