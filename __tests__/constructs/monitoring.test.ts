import { TerraformVariable } from "cdktf";
import {
  findingsOf,
  ForcedTunnelingHub,
  type FlowLogOptions,
  LocalNetworkGateway,
  OnPremSiteWithRouteServer,
} from "../../lib/index";
import { article, emptyStack, Template } from "../support/apps";
import { STORAGE_ACCOUNT_ID, WORKSPACE_ID } from "../support/monitoring";

const STORAGE = { storageAccountId: STORAGE_ACCOUNT_ID };
const diagnostics = { logAnalyticsWorkspaceId: WORKSPACE_ID };

type Json = Record<string, Record<string, Record<string, unknown>>>;
const resources = (json: { readonly resource: unknown }, type: string): Record<string, unknown>[] =>
  Object.values((json.resource as Json)[`azurerm_${type}`] ?? {});
const flowLogs = (options: { hub?: FlowLogOptions; site?: FlowLogOptions }) => {
  const { stack } = article({ hub: { flowLogs: options.hub }, site: { flowLogs: options.site } });
  expect(findingsOf(stack)).toEqual([]);
  return resources(new Template(stack).json, "network_watcher_flow_log");
};

test("without the props, nothing is added", () => {
  const { json } = new Template(article().stack);
  expect(Object.keys(json.resource).filter((type) => /flow_log|diagnostic/.test(type))).toEqual([]);
});

describe("flow logs", () => {
  test("are of the VNet, in Azure's own Network Watcher of the region", () => {
    const { network_security_group_id: old, ...log } = flowLogs({ hub: STORAGE })[0]!;
    expect(old).toBeUndefined();
    expect(log).toMatchObject({
      name: "fl-hub00",
      enabled: true,
      network_watcher_name: "NetworkWatcher_japaneast",
      resource_group_name: "NetworkWatcherRG",
      target_resource_id: expect.stringMatching(/^\$\{azurerm_virtual_network\.hub00_network_vnet_\w+\.id\}$/),
      storage_account_id: STORAGE_ACCOUNT_ID,
      version: 2,
      retention_policy: { enabled: false, days: 0 },
    });
    expect(log.traffic_analytics).toBeUndefined();
    // Subnets and their associations first: Azure runs one operation on a VNet at a time.
    expect(log.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^azurerm_subnet_network_security_group_association\./)]),
    );
  });

  test("of a site, with all options", () => {
    const analytics = { workspaceResourceId: WORKSPACE_ID, workspaceId: "0f0f0f0f-0000-4000-8000-000000000001" };
    const [log, ...others] = flowLogs({
      site: {
        ...STORAGE,
        name: "flows",
        networkWatcherName: "nw",
        networkWatcherResourceGroupName: "rg-nw",
        retentionDays: 30,
        trafficAnalytics: { ...analytics, workspaceRegion: "japaneast", intervalMinutes: 10 },
      },
    });
    expect(others).toEqual([]);
    expect(log).toMatchObject({
      name: "flows",
      network_watcher_name: "nw",
      resource_group_name: "rg-nw",
      retention_policy: { enabled: true, days: 30 },
      traffic_analytics: {
        enabled: true,
        workspace_resource_id: WORKSPACE_ID,
        workspace_id: analytics.workspaceId,
        workspace_region: "japaneast",
        interval_in_minutes: 10,
      },
    });
  });

  test("of a region that is known only at apply", () => {
    const { stack, resourceGroup } = emptyStack();
    const location = new TerraformVariable(stack, "location", { type: "string" }).stringValue;
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, location, flowLogs: STORAGE });
    expect(hub.network.flowLog!.nameInput).toBe("fl-hub00");
    expect(resources(new Template(stack).json, "network_watcher_flow_log")[0]!.network_watcher_name).toBe(
      '${format("NetworkWatcher_%s", lower(replace(var.location, " ", "")))}',
    );
  });

  test("have the mistakes of ids and numbers once, where they are", () => {
    const { stack } = article({
      hub: {
        flowLogs: {
          storageAccountId: "st",
          retentionDays: 400,
          trafficAnalytics: {
            workspaceResourceId: "log",
            workspaceId: WORKSPACE_ID,
            workspaceRegion: "japaneast",
            intervalMinutes: 5,
          },
        },
        diagnostics: { logAnalyticsWorkspaceId: "log" },
      },
    });
    expect(
      findingsOf(stack)
        .map(({ id, at }) => `${id} ${at[0]!.path} ${at[0]!.prop}`)
        .sort(),
    ).toEqual([
      "FT200 main/hub00 diagnostics.logAnalyticsWorkspaceId",
      "FT200 main/hub00 flowLogs.storageAccountId",
      "FT200 main/hub00 flowLogs.trafficAnalytics.workspaceId",
      "FT200 main/hub00 flowLogs.trafficAnalytics.workspaceResourceId",
      "FT201 main/hub00 flowLogs.retentionDays",
      "FT201 main/hub00 flowLogs.trafficAnalytics.intervalMinutes",
    ]);
  });

  test("without a storage account are reported, and not created", () => {
    const { stack } = article({ hub: { flowLogs: {} as FlowLogOptions } });
    expect(findingsOf(stack).map(({ id, at }) => `${id} ${at[0]!.prop}`)).toEqual(["FT002 flowLogs.storageAccountId"]);
  });
});

describe("diagnostic settings", () => {
  const settings = (changes: Parameters<typeof article>[0]) => {
    const { stack } = article(changes);
    expect(findingsOf(stack)).toEqual([]);
    return Object.fromEntries(
      resources(new Template(stack).json, "monitor_diagnostic_setting").map((setting) => [setting.name, setting]),
    );
  };
  const all = { enabled_log: [{ category_group: "allLogs" }], enabled_metric: [{ category: "AllMetrics" }] };
  const groupLogs = [{ category: "NetworkSecurityGroupEvent" }, { category: "NetworkSecurityGroupRuleCounter" }];

  test("of a hub: its gateway, public IP and security groups", () => {
    const made = settings({ hub: { diagnostics } });
    expect(made).toMatchObject({
      "diag-ergw-hub00": { ...all, log_analytics_workspace_id: WORKSPACE_ID },
      "diag-pip-jump00": all,
      "diag-vnet-hub00-default-nsg-japaneast": { enabled_log: groupLogs },
      "diag-vnet-hub00-jump-nsg-japaneast": { enabled_log: groupLogs },
    });
    expect(Object.keys(made)).toHaveLength(4);
    expect(made["diag-vnet-hub00-default-nsg-japaneast"]!.enabled_metric).toBeUndefined();
    expect(made["diag-ergw-hub00"]!.target_resource_id).toMatch(/^\$\{azurerm_virtual_network_gateway\..+\.id\}$/);
  });

  test("of a site: also what belongs to its NVAs, and nothing of the Route Server but its public IP", () => {
    expect(Object.keys(settings({ site: { diagnostics } })).sort()).toEqual([
      "diag-ergw-hub100",
      "diag-pip-nva100",
      "diag-pip-rs-hub100",
      "diag-vnet-hub100-nva-nsg-japaneast",
    ]);
  });

  test("of a VPN gateway and its public IP", () => {
    const { stack, resourceGroup } = emptyStack();
    const defaultSite = new LocalNetworkGateway(stack, "hq", { resourceGroup, gatewayAddress: "203.0.113.1" });
    const sharedKey = new TerraformVariable(stack, "shared_key", { type: "string", sensitive: true }).stringValue;
    const hub = new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      vpnGateway: { defaultSite },
      diagnostics,
      jumpServer: "none",
      client: "none",
    });
    hub.vpnGateway.connectTo(defaultSite, { sharedKey });
    expect(resources(new Template(stack).json, "monitor_diagnostic_setting")).toMatchObject([
      { name: "diag-vpngw-hub00", ...all },
      { name: "diag-pip-vpngw-hub00", ...all },
    ]);
  });

  test("of subnets that are added later, named by the naming function", () => {
    const { stack, resourceGroup } = emptyStack();
    const naming = (kind: string, suffix: string, name: string) =>
      kind === "diagnostic setting" ? `to-${suffix}` : name;
    const hub = new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      naming,
      diagnostics,
      gateway: "none",
      jumpServer: "none",
      client: "none",
    });
    hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24", securityRules: [] });
    hub.peerWith(new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" }));
    expect(resources(new Template(stack).json, "monitor_diagnostic_setting").map(({ name }) => name)).toEqual([
      "to-vnet-hub00-apps-nsg-japaneast",
    ]);
  });
});
