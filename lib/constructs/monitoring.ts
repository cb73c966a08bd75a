import { mandatory, number, object, type PropsSchema, text } from "./internal/props-schema";

/**
 * Traffic analytics: Azure aggregates the flow logs in a Log Analytics workspace. A resource or data source of azurerm
 * has all three values: `id`, `workspaceId` and `location`.
 * @see https://learn.microsoft.com/azure/network-watcher/traffic-analytics
 */
export interface TrafficAnalyticsOptions {
  /** Azure id of the workspace. */
  readonly workspaceResourceId: string;
  /** The workspace's own id, a GUID. */
  readonly workspaceId: string;
  /** Azure region of the workspace. */
  readonly workspaceRegion: string;
  /**
   * Minutes between two evaluations of the logs: 60 or 10.
   * @default 60
   */
  readonly intervalMinutes?: number;
}

/**
 * VNet flow logs: a record of each flow in the VNet, allowed or denied, in a storage account. They replace the flow logs
 * of network security groups, which Azure no longer creates.
 * @see https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
 */
export interface FlowLogOptions {
  /** Azure id of the storage account, which must be in the VNet's region. */
  readonly storageAccountId: string;
  /**
   * Name of the flow log.
   * @default "fl-<name>"
   */
  readonly name?: string;
  /**
   * Name of the region's Network Watcher. Azure allows one in each region and creates it with the first VNet.
   * @default - NetworkWatcher_<region>, as Azure names it
   */
  readonly networkWatcherName?: string;
  /**
   * Resource group of the Network Watcher.
   * @default "NetworkWatcherRG" - Azure's own
   */
  readonly networkWatcherResourceGroupName?: string;
  /**
   * Days after which the records are deleted: 0 to 365.
   * @default 0 - never
   */
  readonly retentionDays?: number;
  /**
   * Traffic analytics.
   * @default - none: the records are in the storage account only
   */
  readonly trafficAnalytics?: TrafficAnalyticsOptions;
}

/**
 * Diagnostic settings: resource logs and metrics go to a Log Analytics workspace.
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings
 */
export interface DiagnosticsOptions {
  /** Azure id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
}

/** Schema of {@link FlowLogOptions}. */
export const FLOW_LOG_SCHEMA: PropsSchema<FlowLogOptions> = {
  storageAccountId: mandatory.text,
  name: text,
  networkWatcherName: text,
  networkWatcherResourceGroupName: text,
  retentionDays: number,
  trafficAnalytics: object<TrafficAnalyticsOptions>({
    workspaceResourceId: mandatory.text,
    workspaceId: mandatory.text,
    workspaceRegion: mandatory.text,
    intervalMinutes: number,
  }),
};

/** Schema of {@link DiagnosticsOptions}. */
export const DIAGNOSTICS_SCHEMA: PropsSchema<DiagnosticsOptions> = { logAnalyticsWorkspaceId: mandatory.text };
