import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT044. The provider accepts "900", Azure returns "0900", and every plan shows a change. */
export const shutdownTimeMalformed: ConstructRule = {
  id: "FT044",
  name: "shutdown-time-malformed",
  severity: "error",
  summary: "The time of a daily shutdown is not valid.",
  why: 'A shutdown time has four digits. With "900" every plan shows a change, because Azure returns "0900".',
  sources: ["https://learn.microsoft.com/azure/virtual-machines/auto-shutdown-vm"],
  otherwise: "terraform validate",
  check: (app) =>
    app.machines.flatMap(({ path, shutdownTime: time }) => {
      if (time === undefined || TIME.test(time)) return [];
      const at = { path, prop: "dailyShutdown.time" };
      const text = `${JSON.stringify(time)} is not a time of four digits`;
      return [{ at, text, got: JSON.stringify(time), want: `"0000" to "2359" (azurerm)`, fix: edit(at, meant(time)) }];
    }),
};

const TIME = /^([01]\d|2[0-3])[0-5]\d$/;

function meant(time: string): string {
  const padded = /^\d{1,2}$/.test(time) ? `${time.padStart(2, "0")}00` : time.replace(/\D/g, "").padStart(4, "0");
  return TIME.test(padded) ? padded : "0000";
}
