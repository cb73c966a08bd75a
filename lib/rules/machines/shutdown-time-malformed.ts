import { edit } from "../edit";
import type { Rule } from "../rule";

/** FT044. "900" passes the provider, comes back as "0900", and differs at every plan. */
export const shutdownTimeMalformed: Rule = {
  id: "FT044",
  name: "shutdown-time-malformed",
  severity: "error",
  reason: "A shutdown time is four digits, hours and minutes.",
  source: "https://learn.microsoft.com/azure/virtual-machines/auto-shutdown-vm",
  otherwise: "terraform validate refuses",
  check: (app) =>
    app.machines.flatMap(({ path, shutdownTime: time }) => {
      if (time === undefined || TIME.test(time)) return [];
      const at = { path, prop: "dailyShutdown.time" };
      const sentence = `${JSON.stringify(time)} is no time in four digits`;
      return [
        { at, sentence, got: JSON.stringify(time), want: `"0000" to "2359" (azurerm)`, fix: edit(at, meant(time)) },
      ];
    }),
};

const TIME = /^([01]\d|2[0-3])[0-5]\d$/;

function meant(time: string): string {
  const padded = /^\d{1,2}$/.test(time) ? `${time.padStart(2, "0")}00` : time.replace(/\D/g, "").padStart(4, "0");
  return TIME.test(padded) ? padded : "0000";
}
