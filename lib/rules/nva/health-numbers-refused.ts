import { edit } from "../edit";
import type { Rule } from "../rule";

/** FT076. The health daemon refuses to start, at boot. */
export const healthNumbersRefused: Rule = {
  id: "FT076",
  name: "health-numbers-refused",
  severity: "error",
  reason:
    "The health daemon does not start with an interval, a time-out or a count of 0 or less: the default is never announced.",
  source: "docs/nva.md",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas
      .filter(({ defaultRoute }) => defaultRoute === "follow-health")
      .flatMap(({ healthNumbers }) => healthNumbers)
      .flatMap(({ at, value, whole }) => {
        if (value === undefined || (value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))))
          return [];
        const want = whole ? "a whole number of rounds, 1 or more" : "seconds, more than 0";
        return [{ at, sentence: `${at.prop} is ${value}`, got: String(value), want, fix: edit(at, whole ? 3 : 1) }];
      }),
};
