/** How long flow logs are kept, in days; 0: for ever. */
export const FLOW_LOG_RETENTION = { from: 0, to: 365, default: 0 } as const;

/** How often traffic analytics processes flow logs, in minutes. */
export const TRAFFIC_ANALYTICS_INTERVALS: readonly number[] = [60, 10];
