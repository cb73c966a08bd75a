import { edit } from "../edit";
import type { Rule } from "../rule";
import { timeZoneMeant, TIME_ZONES } from "./time-zones";

/** FT045. The provider ignores letter case here, Azure answers in its own, and every plan shows a change. */
export const timeZoneUnknown: Rule = {
  id: "FT045",
  name: "time-zone-unknown",
  severity: "error",
  reason: "A shutdown schedule takes the time zones of Windows, in exact letter case, and none of IANA's.",
  source:
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/compute/validate/compute.go",
  otherwise: "terraform validate refuses",
  check: (app) =>
    app.machines.flatMap(({ path, shutdownTimeZone: zone }) => {
      if (zone === undefined || TIME_ZONES.includes(zone)) return [];
      const at = { path, prop: "dailyShutdown.timeZone" };
      const meant = timeZoneMeant(zone);
      const sentence = `${JSON.stringify(zone)} is no Windows time zone${meant === undefined ? "" : `; ${meant} is`}`;
      const want = `one of ${TIME_ZONES.length} names, such as Tokyo Standard Time or UTC (azurerm)`;
      return [{ at, sentence, got: JSON.stringify(zone), want, fix: edit(at, meant ?? "UTC") }];
    }),
};
