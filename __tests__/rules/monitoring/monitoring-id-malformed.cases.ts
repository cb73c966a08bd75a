import type { MonitoringIdDeclaration } from "../../../lib/rules/declaration";
import { fails, passes, type Case } from "../case";

const STORAGE =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log";
const at = { path: "main/hub00", prop: "flowLogs.storageAccountId" };
const given =
  (kind: MonitoringIdDeclaration["kind"], id: string | undefined): Case["change"] =>
  ({ app }) => {
    app.monitoringIds = [{ at, kind, id }];
  };

export const CASES: readonly Case[] = [
  passes("monitoring-id-malformed", "the id of a storage account", given("storage account", STORAGE)),
  passes("monitoring-id-malformed", "the id of a workspace", given("Log Analytics workspace", WORKSPACE)),
  passes("monitoring-id-malformed", "a GUID", given("workspace GUID", "0F0F0F0F-0000-4000-8000-000000000001")),
  passes("monitoring-id-malformed", "an id that is known after apply", given("storage account", undefined)),
  fails("monitoring-id-malformed", "segments in another letter case", given("storage account", STORAGE.toLowerCase()), [
    {
      at: "main/hub00 flowLogs.storageAccountId",
      text: "the id of the storage account has segments in the wrong letter case",
      fix: `storageAccountId: "${STORAGE}"`,
    },
  ]),
  fails("monitoring-id-malformed", "a name", given("Log Analytics workspace", "log"), [
    {
      at: "main/hub00 flowLogs.storageAccountId",
      text: '"log" is not the id of a Log Analytics workspace',
      fix: 'storageAccountId: "/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.OperationalInsights/workspaces/<workspace>"',
    },
  ]),
  fails("monitoring-id-malformed", "Azure's id in place of the GUID", given("workspace GUID", WORKSPACE), [
    {
      at: "main/hub00 flowLogs.storageAccountId",
      want: "a GUID: the attribute workspace_id of the workspace",
      fix: 'storageAccountId: "00000000-0000-0000-0000-000000000000"',
    },
  ]),
];
