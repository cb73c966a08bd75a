import { lastSegment } from "../edit";
import type { Rule } from "../rule";

/**
 * FT001. JavaScript ignores a prop that nobody reads, so a slip of the pen would quietly leave the default in force.
 */
export const propUnknown: Rule = {
  id: "FT001",
  name: "prop-unknown",
  severity: "error",
  reason:
    "A prop that the construct does not know has no effect, and the default that stays in force may be the opposite.",
  source: "https://www.typescriptlang.org/docs/handbook/2/objects.html#excess-property-checks",
  otherwise: "nobody tells",
  check: (app) =>
    app.shapes
      .filter(({ kind }) => kind === "unknown")
      .map(({ at, got, want, fix }) => {
        const name = lastSegment(at.prop);
        const owner = at.prop === name ? at.path : at.prop.slice(0, -name.length - 1);
        return { at, sentence: `${owner} has no prop ${name}`, got, want, fix };
      }),
};
