import type { FlowLogDeclaration } from "../../../lib/rules/declaration";
import { fails, passes, type Case } from "../case";

const given =
  (numbers: Partial<FlowLogDeclaration>): Case["change"] =>
  ({ app }) => {
    app.flowLogs = [{ path: "main/hub00", retentionDays: undefined, intervalMinutes: undefined, ...numbers }];
  };

export const CASES: readonly Case[] = [
  passes("flow-log-numbers-refused", "the defaults, or numbers known after apply", given({})),
  ...[0, 365].map((retentionDays) =>
    passes("flow-log-numbers-refused", `${retentionDays} days`, given({ retentionDays })),
  ),
  ...[10, 60].map((intervalMinutes) =>
    passes("flow-log-numbers-refused", `${intervalMinutes} minutes`, given({ intervalMinutes })),
  ),
  ...[-1, 366, 1.5, Number.NaN].map((retentionDays) =>
    fails("flow-log-numbers-refused", `${retentionDays} days`, given({ retentionDays }), [
      {
        at: "main/hub00 flowLogs.retentionDays",
        text: `retentionDays must be between 0 and 365, got ${retentionDays}`,
        want: "a whole number from 0 to 365",
        fix: "retentionDays: 0",
      },
    ]),
  ),
  ...[0, 30].map((intervalMinutes) =>
    fails("flow-log-numbers-refused", `${intervalMinutes} minutes`, given({ intervalMinutes }), [
      {
        at: "main/hub00 flowLogs.trafficAnalytics.intervalMinutes",
        text: `intervalMinutes must be 10 or 60, got ${intervalMinutes}`,
        fix: "intervalMinutes: 60",
      },
    ]),
  ),
];
