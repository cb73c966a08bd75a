import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT076. The health daemon does not start at boot. */
export const healthNumbersRefused: ConstructRule = {
  id: "FT076",
  name: "health-numbers-refused",
  severity: "error",
  summary: "An interval, timeout or count of the health daemon is not positive.",
  why: "The health daemon does not start at boot, so the default route is never announced.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas
      .filter(({ defaultRoute }) => defaultRoute === "follow-health")
      .flatMap(({ healthNumbers }) => healthNumbers)
      .flatMap(({ at, value, whole }) => {
        if (value === undefined || (value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))))
          return [];
        const want = whole ? "a whole number of rounds, 1 or more" : "seconds, more than 0";
        return [{ at, text: `${at.prop} is ${value}`, got: String(value), want, fix: edit(at, whole ? 3 : 1) }];
      }),
};
