const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-monitoring/providers";

export const STORAGE_ACCOUNT_ID = `${GROUP}/Microsoft.Storage/storageAccounts/stflows`;
export const WORKSPACE_ID = `${GROUP}/Microsoft.OperationalInsights/workspaces/log-network`;
