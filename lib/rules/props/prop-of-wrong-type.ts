import { lastSegment } from "../edit";
import type { Rule } from "../rule";

/** FT002. Values that come from JSON or from the environment reach the constructs unchecked by the compiler. */
export const propOfWrongType: Rule = {
  id: "FT002",
  name: "prop-of-wrong-type",
  severity: "error",
  reason: "A value of another type is converted on its way to Azure, or breaks something far from where it was given.",
  source: "https://www.typescriptlang.org/docs/handbook/2/basic-types.html",
  otherwise: "nobody tells",
  check: (app) =>
    app.shapes
      .filter(({ kind }) => kind === "type")
      .map(({ at, got, want, fix }) => ({
        at,
        sentence: `${lastSegment(at.prop)} is ${got}, not ${want}`,
        got,
        want,
        fix,
      })),
};
