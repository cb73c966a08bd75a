import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { declare, named } from "./declaration-registry";
import type { DefaultNames } from "./default-names";
import type { DiagnosticsOptions } from "../monitoring";
import { DEFAULT_PREFIXES } from "../../rules/naming/names";
import { known } from "./tokens";

/**
 * What Azure offers for each kind of resource. Route Servers have neither resource logs nor metrics that can be exported.
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/logs-index
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index
 */
const OFFERED = {
  gateway: { enabledLog: [{ categoryGroup: "allLogs" }], enabledMetric: [{ category: "AllMetrics" }] },
  "public IP": { enabledLog: [{ categoryGroup: "allLogs" }], enabledMetric: [{ category: "AllMetrics" }] },
  // No metrics; the third category was for the flow logs of groups, which Azure no longer creates.
  "network security group": {
    enabledLog: [{ category: "NetworkSecurityGroupEvent" }, { category: "NetworkSecurityGroupRuleCounter" }],
  },
} as const;

/** The diagnostic settings of a hub or site: none without the prop. */
export class Diagnostics {
  /**
   * @param owner path of the hub or site.
   * @param names where the default names are made.
   * @param options the prop `diagnostics`.
   */
  public constructor(
    private readonly owner: string,
    private readonly names: DefaultNames,
    private readonly options: DiagnosticsOptions | undefined,
  ) {}

  /**
   * Sends logs and metrics of a resource to the workspace.
   * @param scope where the setting is created: the construct of the resource.
   */
  public of(
    scope: Construct,
    kind: keyof typeof OFFERED,
    target: TerraformResource & { readonly id: string },
    targetName: string,
  ): void {
    if (this.options === undefined) return;
    const { logAnalyticsWorkspaceId } = this.options;
    const name = this.names.of("diagnostic setting", targetName);
    const { enabledLog, ...metrics } = OFFERED[kind];
    new MonitorDiagnosticSetting(scope, `${target.node.id}-diagnostics`, {
      name,
      targetResourceId: target.id,
      logAnalyticsWorkspaceId,
      enabledLog: [...enabledLog],
      ...("enabledMetric" in metrics && { enabledMetric: [...metrics.enabledMetric] }),
    });
    // The default name is right if that of the resource is.
    if (name === `${DEFAULT_PREFIXES["diagnostic setting"]}-${targetName}`) return;
    const at = { path: this.owner, prop: "naming" };
    declare(target, () => ({ names: named(at, "diagnostic setting", name, target.node.path) }));
  }

  /** The id of the workspace, for the rules. */
  public get workspace(): string | undefined {
    return this.options && known(this.options.logAnalyticsWorkspaceId);
  }
}
