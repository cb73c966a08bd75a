import { EGRESS_TIMEOUT } from "../../domain/egress-check";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT171. */
export const egressTimeoutRefused: ConstructRule = {
  id: "FT171",
  name: "egress-timeout-refused",
  severity: "error",
  summary: "The timeout of an egress check is out of range.",
  why: "The check waits so long for routes to settle: a shorter time reports a tunnel too early, a longer one blocks the deployment.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed"],
  check: (app) =>
    app.egressChecks.flatMap(({ path, timeoutSeconds: seconds }) => {
      const { from, to, default: fallback } = EGRESS_TIMEOUT;
      if (seconds === undefined || (Number.isInteger(seconds) && seconds >= from && seconds <= to)) return [];
      const at = { path, prop: "timeoutSeconds" };
      const text = `timeoutSeconds must be between ${from} and ${to}, got ${seconds}`;
      return [
        { at, text, got: String(seconds), want: `a whole number from ${from} to ${to}`, fix: edit(at, fallback) },
      ];
    }),
};
