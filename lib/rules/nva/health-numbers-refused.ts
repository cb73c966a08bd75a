import { DEFAULT_EGRESS_HEALTH, HEALTH_LIMITS } from "../../nva/health-config";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT076. The health daemon does not start at boot. */
export const healthNumbersRefused: ConstructRule = {
  id: "FT076",
  name: "health-numbers-refused",
  severity: "error",
  summary: "The health daemon rejects an interval, timeout or count.",
  why: "The health daemon does not start at boot, so the default route is never advertised.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas
      .flatMap(({ healthNumbers }) => healthNumbers)
      .flatMap(({ at, value }) => {
        const name = at.prop.replace("health.", "") as keyof typeof HEALTH_LIMITS;
        const { from, to, whole } = HEALTH_LIMITS[name];
        if (value === undefined || (value >= from && value <= to && (!whole || Number.isInteger(value)))) return [];
        const want = `${whole ? "a whole number of rounds" : "seconds"} from ${from} to ${to}`;
        const fix = edit(at, DEFAULT_EGRESS_HEALTH[name]);
        return [{ at, text: `${at.prop} is ${value}`, got: String(value), want, fix }];
      }),
};
