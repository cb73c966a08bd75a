import { DEFAULT_EGRESS_HEALTH, HEALTH_LIMITS } from "../../nva/health-config";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

const WANTED = { seconds: "seconds", rounds: "a whole number of rounds", percent: "a whole percentage" } as const;

/** FT076. The health daemon does not start at boot. */
export const healthNumbersRefused: ConstructRule = {
  id: "FT076",
  name: "health-numbers-refused",
  severity: "error",
  summary: "The health daemon rejects an interval, timeout, count or percentage.",
  why: "The health daemon does not start at boot, so the default route is never advertised.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas
      .flatMap(({ healthNumbers }) => healthNumbers)
      .flatMap(({ at, value }) => {
        const name = at.prop.replace("health.", "") as keyof typeof HEALTH_LIMITS;
        const { from, to, unit } = HEALTH_LIMITS[name];
        const isAccepted = (number: number): boolean =>
          number >= from && number <= to && (unit === "seconds" || Number.isInteger(number));
        if (value === undefined || isAccepted(value)) return [];
        const want = `${WANTED[unit]} from ${from} to ${to}`;
        const fix = edit(at, DEFAULT_EGRESS_HEALTH[name]);
        return [{ at, text: `${at.prop} is ${value}`, got: String(value), want, fix }];
      }),
};
