import { lastSegment } from "../edit";
import type { ConstructRule } from "../rule";

/**
 * FT001. JavaScript ignores an unknown prop, so a typing error would silently leave the default in effect.
 */
export const propUnknown: ConstructRule = {
  id: "FT001",
  name: "prop-unknown",
  severity: "error",
  summary: "A construct has no prop of that name.",
  why: "A prop that the construct does not know has no effect, and the default that applies instead may be the opposite.",
  sources: ["https://www.typescriptlang.org/docs/handbook/2/objects.html#excess-property-checks"],
  check: (app) =>
    app.propProblems
      .filter(({ kind }) => kind === "unknown")
      .map(({ at, got, want, fix }) => {
        const name = lastSegment(at.prop);
        const owner = at.prop === name ? at.path : at.prop.slice(0, -name.length - 1);
        return { at, text: `${owner} has no prop ${name}`, got, want, fix };
      }),
};
