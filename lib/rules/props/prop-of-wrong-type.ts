import { lastSegment } from "../edit";
import type { ConstructRule } from "../rule";

/** FT002. Values that come from JSON or from the environment reach the constructs unchecked by the compiler. */
export const propOfWrongType: ConstructRule = {
  id: "FT002",
  name: "prop-of-wrong-type",
  severity: "error",
  summary: "A prop has a value of the wrong type.",
  why: "A value of another type is converted on its way to Azure, or causes an error far from where it was given.",
  sources: ["https://www.typescriptlang.org/docs/handbook/2/basic-types.html"],
  check: (app) =>
    app.propProblems
      .filter(({ kind }) => kind === "type")
      .map(({ at, got, want, fix }) => ({
        at,
        text: `${lastSegment(at.prop)} is ${got}, not ${want}`,
        got,
        want,
        fix,
      })),
};
