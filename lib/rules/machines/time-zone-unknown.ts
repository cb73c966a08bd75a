import { edit } from "../edit";
import type { ConstructRule } from "../rule";
import { timeZoneMeant, TIME_ZONES } from "./time-zones";

/** FT045. The provider ignores letter case, Azure returns its own, and every plan shows a change. */
export const timeZoneUnknown: ConstructRule = {
  id: "FT045",
  name: "time-zone-unknown",
  severity: "error",
  summary: "The time zone of a daily shutdown is not a Windows time zone.",
  why: "A shutdown schedule accepts the names of Windows time zones in their exact letter case, not IANA names.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/compute/validate/compute.go",
  ],
  otherwise: "terraform validate",
  check: (app) =>
    app.machines.flatMap(({ path, shutdownTimeZone: zone }) => {
      if (zone === undefined || TIME_ZONES.includes(zone)) return [];
      const at = { path, prop: "dailyShutdown.timeZone" };
      const meant = timeZoneMeant(zone);
      const text = `${JSON.stringify(zone)} is not a Windows time zone${meant === undefined ? "" : `; ${meant} is`}`;
      const want = `one of ${TIME_ZONES.length} names, such as Tokyo Standard Time or UTC (azurerm)`;
      return [{ at, text, got: JSON.stringify(zone), want, fix: edit(at, meant ?? "UTC") }];
    }),
};
