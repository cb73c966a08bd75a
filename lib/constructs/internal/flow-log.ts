import { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { Declaration, Place } from "../../rules/declaration";
import { declare, named } from "./declaration-registry";
import { FLOW_LOG_RETENTION } from "../../domain/flow-log";
import { hcl } from "./hcl";
import type { FlowLogOptions } from "../monitoring";
import { type Placement, regionOf } from "../resource-group";
import type { INetwork } from "../subnet";
import { known } from "./tokens";

/** Version 2 of the format also counts bytes and packets. */
const FORMAT_VERSION = 2;

/** The flow log of a VNet. */
export function flowLog(
  scope: Construct,
  network: INetwork & { readonly id: string },
  owner: string,
  options: FlowLogOptions,
): NetworkWatcherFlowLog {
  const { trafficAnalytics: analytics, retentionDays = FLOW_LOG_RETENTION.default } = options;
  const { location, tags } = network.placement.common;
  const name = options.name ?? network.names.of("flow log", network.suffix);
  const watcher = {
    networkWatcherName: options.networkWatcherName ?? watcherName(network.placement),
    resourceGroupName: options.networkWatcherResourceGroupName ?? "NetworkWatcherRG",
  };
  const resource = new NetworkWatcherFlowLog(scope, "flow-log", {
    ...watcher,
    name,
    location,
    tags,
    targetResourceId: network.id,
    storageAccountId: options.storageAccountId,
    enabled: true,
    version: FORMAT_VERSION,
    retentionPolicy: { enabled: retentionDays > 0, days: retentionDays },
    trafficAnalytics: analytics && {
      enabled: true,
      workspaceResourceId: analytics.workspaceResourceId,
      workspaceId: analytics.workspaceId,
      workspaceRegion: analytics.workspaceRegion,
      intervalInMinutes: analytics.intervalMinutes,
    },
  });
  // Azure runs one operation on a VNet at a time.
  network.settled.before(resource);
  declare(scope, () => declared(owner, options, named(at(owner, "name"), "flow log", name, scopeOf(watcher))));
  return resource;
}

function declared(
  owner: string,
  { storageAccountId, retentionDays, trafficAnalytics: analytics }: FlowLogOptions,
  names: Declaration["names"],
): Partial<Declaration> {
  return {
    names,
    monitoringIds: [
      { at: at(owner, "storageAccountId"), kind: "storage account", id: known(storageAccountId) },
      ...(analytics
        ? ([
            {
              at: at(owner, "trafficAnalytics.workspaceResourceId"),
              kind: "Log Analytics workspace",
              id: known(analytics.workspaceResourceId),
            },
            {
              at: at(owner, "trafficAnalytics.workspaceId"),
              kind: "workspace GUID",
              id: known(analytics.workspaceId),
            },
          ] as const)
        : []),
    ],
    flowLogs: [
      {
        path: owner,
        retentionDays: known(retentionDays),
        intervalMinutes: known(analytics?.intervalMinutes),
      },
    ],
  };
}

const at = (owner: string, prop: string): Place => ({ path: owner, prop: `flowLogs.${prop}` });

/** As Azure names the Network Watcher that it creates with the first VNet of a region. */
function watcherName(place: Placement): string {
  const region = regionOf(place);
  return region === undefined
    ? Token.asString(hcl`format(${"NetworkWatcher_%s"}, lower(replace(${place.common.location}, ${" "}, ${""})))`)
    : `NetworkWatcher_${region}`;
}

const scopeOf = (watcher: { readonly resourceGroupName: string; readonly networkWatcherName: string }): string =>
  `Network Watcher ${watcher.resourceGroupName}/${watcher.networkWatcherName}`.toLowerCase();
