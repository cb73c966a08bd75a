import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT178. */
export const nothingAnnounced: ConstructRule = {
  id: "FT178",
  name: "nothing-announced",
  severity: "error",
  summary: 'An NVA with defaultRoute "never" announces nothing else.',
  why: "A BGP session without routes has no effect: no packet would reach the NVA.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas.flatMap(({ path, advertisesDefault, announces }) => {
      if (advertisesDefault || announces.length > 0) return [];
      const at = { path, prop: "announces" };
      const text = `${path} advertises neither a default route nor another prefix`;
      const want = "a prefix in announces, or a default route";
      return [
        {
          at,
          text,
          got: 'defaultRoute: "never" without announces',
          want,
          fix: edit({ path, prop: "defaultRoute" }, "follow-health"),
        },
      ];
    }),
};
