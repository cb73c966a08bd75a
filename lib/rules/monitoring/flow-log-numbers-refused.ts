import { FLOW_LOG_RETENTION, TRAFFIC_ANALYTICS_INTERVALS } from "../../domain/flow-log";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT201. */
export const flowLogNumbersRefused: ConstructRule = {
  id: "FT201",
  name: "flow-log-numbers-refused",
  severity: "error",
  summary: "A number of a flow log is out of range.",
  why: "The provider accepts an interval of 10 or 60 minutes only, and Azure keeps flow logs for a year at most, or for ever.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_watcher_flow_log.html.markdown",
    "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",
  ],
  otherwise: "terraform validate",
  check: (app) =>
    app.flowLogs.flatMap(({ path, retentionDays, intervalMinutes }) => [
      ...retention(path, retentionDays),
      ...interval(path, intervalMinutes),
    ]),
};

function retention(path: string, days: number | undefined): ConstructReported[] {
  const { from, to, default: fallback } = FLOW_LOG_RETENTION;
  if (days === undefined || (Number.isInteger(days) && days >= from && days <= to)) return [];
  const at = { path, prop: "flowLogs.retentionDays" };
  const text = `retentionDays must be between ${from} and ${to}, got ${days}`;
  return [{ at, text, got: String(days), want: `a whole number from ${from} to ${to}`, fix: edit(at, fallback) }];
}

function interval(path: string, minutes: number | undefined): ConstructReported[] {
  if (minutes === undefined || TRAFFIC_ANALYTICS_INTERVALS.includes(minutes)) return [];
  const at = { path, prop: "flowLogs.trafficAnalytics.intervalMinutes" };
  const [fallback] = TRAFFIC_ANALYTICS_INTERVALS;
  const want = [...TRAFFIC_ANALYTICS_INTERVALS].sort((a, b) => a - b).join(" or ");
  const text = `intervalMinutes must be ${want}, got ${minutes}`;
  return [{ at, text, got: String(minutes), want, fix: edit(at, fallback!) }];
}
