import type { MonitoringIdDeclaration } from "../declaration";
import { idRefusal } from "../azure-id";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT200. */
export const monitoringIdMalformed: ConstructRule = {
  id: "FT200",
  name: "monitoring-id-malformed",
  severity: "error",
  summary: "The id of a storage account or Log Analytics workspace is not valid.",
  why: 'The provider accepts an id only in the letter case of the documentation. The portal and the Azure CLI print other letter cases ("resourcegroups"). A workspace has two ids: the one of Azure, and a GUID of its own.',
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_watcher_flow_log.html.markdown",
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/monitor_diagnostic_setting.html.markdown",
  ],
  otherwise: "terraform validate",
  check: (app) =>
    app.monitoringIds.flatMap(({ at, kind, id }) => {
      const refused = id === undefined ? undefined : refusal(kind, id);
      if (!refused) return [];
      const got = JSON.stringify(id);
      const text = refused.isOther
        ? `${got} is not the id of a ${NOUNS[kind]}`
        : `the id of the ${NOUNS[kind]} has segments in the wrong letter case`;
      return [{ at, text, got, want: refused.want, fix: edit(at, refused.right) }];
    }),
};

const GUID = "00000000-0000-0000-0000-000000000000";

const NOUNS: Record<MonitoringIdDeclaration["kind"], string> = {
  "storage account": "storage account",
  "Log Analytics workspace": "Log Analytics workspace",
  "workspace GUID": "Log Analytics workspace in the form of a GUID",
};

function refusal(kind: MonitoringIdDeclaration["kind"], id: string): ReturnType<typeof idRefusal> {
  switch (kind) {
    case "storage account":
      return idRefusal(id, "Microsoft.Storage/storageAccounts", "storage account");
    case "Log Analytics workspace":
      return idRefusal(id, "Microsoft.OperationalInsights/workspaces", "workspace");
    case "workspace GUID":
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
        ? undefined
        : { isOther: true, want: `a GUID: the attribute workspace_id of the workspace`, right: GUID };
  }
}
