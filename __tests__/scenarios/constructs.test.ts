import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { TerraformOutput, Testing } from "cdktf";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  ForcedTunnelingError,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type FrrNvaProps,
  OnPremSiteWithRouteServer,
  Readiness,
  synth,
  findingsOf,
  VirtualMachine,
  type VirtualMachineProps,
} from "../../lib/index";
import { addStack, article, CIRCUIT_ID, emptyStack, SSH_KEY, Template, variable } from "../support/apps";

describe("everything of the article can be overridden", () => {
  test("address spaces: the subnets follow, in a /16 as in the article, in a smaller VNet as its quarters", () => {
    const prefixes = (addressSpace: string): unknown[] => {
      const { stack, resourceGroup } = emptyStack();
      new ForcedTunnelingHub(stack, "hub00", { resourceGroup, addressSpace });
      return Object.values(new Template(stack).json.resource.azurerm_subnet!)
        .map(({ address_prefixes }) => (address_prefixes as string[])[0])
        .sort();
    };
    expect(prefixes("172.20.0.0/16")).toEqual([
      "172.20.0.0/24",
      "172.20.200.0/24",
      "172.20.210.0/24",
      "172.20.220.0/24",
    ]);
    expect(prefixes("10.0.0.0/8")).toEqual(["10.0.0.0/24", "10.0.200.0/24", "10.0.210.0/24", "10.0.220.0/24"]);
    expect(prefixes("192.168.4.0/22")).toEqual([
      "192.168.4.0/24",
      "192.168.5.0/24",
      "192.168.6.0/24",
      "192.168.7.0/24",
    ]);
    expect(prefixes("192.168.4.0/24")).toEqual([
      "192.168.4.0/26",
      "192.168.4.128/26",
      "192.168.4.192/26",
      "192.168.4.64/26",
    ]);
  });

  test("names, in one go by the construct's name or one by one", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      name: "cloud",
      virtualNetworkName: "net",
      gateway: { name: "gw" },
      client: {
        name: "web",
        computerName: "web-1",
        networkInterfaceName: "web-nic",
        subnetName: "servers",
        networkSecurityGroupName: "servers-nsg",
        tags: { role: "client" },
      },
      jumpServer: { routeTableName: "rt-jump", publicIpName: "jump-ip" },
    });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", {
      resourceGroup,
      nvaSubnet: { subnetName: "frr", routeTableName: "rt-frr", networkSecurityGroupName: "frr-nsg" },
      routeServer: { name: "rs", publicIpName: "rs-ip", hubRoutingPreference: "ASPath" },
    });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY, name: "frr-1", bgpConnectionName: "frr-peer" });
    const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", { circuitId: CIRCUIT_ID });
    hub.gateway.connectTo(circuit, { name: "to-circuit", routingWeight: 100 });
    const template = new Template(stack);
    template.one("virtual_network", "net");
    template.one("virtual_network_gateway", "gw");
    expect(template.one("virtual_network_gateway_connection", "to-circuit")).toMatchObject({ routing_weight: 100 });
    expect(template.one("windows_virtual_machine", "web")).toMatchObject({
      computer_name: "web-1",
      tags: { role: "client" },
    });
    template.one("network_interface", "web-nic");
    template.one("windows_virtual_machine", "vm-jump-cloud");
    template.one("network_security_group", "servers-nsg");
    template.one("network_security_group", "net-jump-nsg-japaneast");
    template.one("route_table", "rt-jump");
    template.one("public_ip", "jump-ip");
    template.one("route_table", "rt-frr");
    expect(template.one("route_server", "rs")).toMatchObject({ hub_routing_preference: "ASPath" });
    template.one("public_ip", "rs-ip");
    template.one("linux_virtual_machine", "frr-1");
    template.one("network_interface", "nic-nva100");
    expect(template.one("route_server_bgp_connection", "frr-peer")).toMatchObject({ peer_ip: "10.100.0.10" });
  });

  test("machines: system, size, image, disk, zone, diagnostics, identity, shutdown, secure boot, accelerated networking", () => {
    const { stack } = article({
      hub: {
        tags: { owner: "network" },
        location: "japanwest",
        dnsServers: ["10.0.0.53"],
        client: {
          operatingSystem: "linux",
          adminSshPublicKey: SSH_KEY,
          adminUsername: "operator",
          size: "Standard_D4s_v5",
          acceleratedNetworking: true,
          image: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "0.20250101.1" },
          osDisk: { storageAccountType: "Premium_LRS", sizeGb: 64 },
          zone: "2",
          trustedLaunch: false,
          bootDiagnosticsStorageUri: "https://logs.blob.core.windows.net/",
          identity: {
            systemAssigned: true,
            userAssignedIds: [
              "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i",
            ],
          },
          dailyShutdown: { timeZone: "Tokyo Standard Time" },
        },
        jumpServer: {
          operatorSources: ["203.0.113.0/24"],
          bootDiagnostics: false,
          publicIpZones: ["1", "2", "3"],
          dailyShutdown: { timeZone: "UTC", time: "1930" },
        },
      },
    });
    const template = new Template(stack);
    const client = template.one("linux_virtual_machine", "vm-hub00");
    expect(client).toMatchObject({
      admin_username: "operator",
      admin_ssh_key: [{ username: "operator", public_key: SSH_KEY }],
      size: "Standard_D4s_v5",
      source_image_reference: { publisher: "Debian", version: "0.20250101.1" },
      os_disk: { storage_account_type: "Premium_LRS", disk_size_gb: 64 },
      zone: "2",
      secure_boot_enabled: false,
      vtpm_enabled: false,
      boot_diagnostics: { storage_account_uri: "https://logs.blob.core.windows.net/" },
      identity: {
        type: "SystemAssigned, UserAssigned",
        identity_ids: [expect.stringContaining("userAssignedIdentities")],
      },
      location: "japanwest",
      tags: { owner: "network" },
    });
    expect(client).not.toHaveProperty("custom_data");
    expect(template.one("network_interface", "nic-hub00")).toMatchObject({ accelerated_networking_enabled: true });
    expect(template.one("windows_virtual_machine", "vm-jump00")).not.toHaveProperty("boot_diagnostics");
    expect(template.one("public_ip", "pip-jump00")).toMatchObject({ zones: ["1", "2", "3"] });
    expect(template.one("virtual_network", "vnet-hub00")).toMatchObject({ dns_servers: ["10.0.0.53"] });
    template.one("network_security_group", "vnet-hub00-default-nsg-japanwest");
    const schedules = Object.values(template.json.resource.azurerm_dev_test_global_vm_shutdown_schedule!);
    expect(schedules.map(({ daily_recurrence_time, timezone }) => [daily_recurrence_time, timezone]).sort()).toEqual([
      ["0000", "Tokyo Standard Time"],
      ["1930", "UTC"],
    ]);
    const login = (
      template.one("network_security_group", "vnet-hub00-default-nsg-japanwest").security_rule as Record<
        string,
        unknown
      >[]
    )[0];
    expect(login).toMatchObject({ name: "AllowJumpServerInBound", destination_port_range: "22" });
  });

  test("a Windows password of one's own takes the place of the drawn one", () => {
    const { stack, resourceGroup } = emptyStack();
    const adminPassword = variable(stack, "admin_password").stringValue;
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, adminPassword });
    const template = new Template(stack);
    expect(template.one("windows_virtual_machine", "vm-hub00")).toMatchObject({
      admin_password: "${var.admin_password}",
    });
    expect(template.json.resource).not.toHaveProperty("random_password");
  });

  test("the fail-closed guard: learned routes only, by two outbound rules", () => {
    const { stack } = article({ hub: { client: { failClosedGuard: true } } });
    const rules = new Template(stack).one("network_security_group", "vnet-hub00-default-nsg-japaneast")
      .security_rule as Record<string, unknown>[];
    expect(
      rules
        .filter(({ direction }) => direction === "Outbound")
        .map(({ priority, access, destination_address_prefix }) => [priority, access, destination_address_prefix]),
    ).toEqual([
      [100, "Allow", "VirtualNetwork"],
      [110, "Deny", "Internet"],
    ]);
  });

  test("subnets of one's own, and a way to the resources beneath", () => {
    const { stack, hub } = article();
    const subnet = hub.network.addSubnet("app", {
      name: "app",
      prefix: "10.0.1.0/24",
      securityRules: [],
      routes: [{ name: "in", addressPrefix: "10.9.0.0/16", nextHopType: "None" }],
    });
    subnet.subnet.serviceEndpoints = ["Microsoft.Storage"];
    new StorageAccount(stack, "storage", {
      name: "logs",
      resourceGroupName: "rg",
      location: "japaneast",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      networkRules: { defaultAction: "Deny", virtualNetworkSubnetIds: [subnet.id] },
    });
    const template = new Template(stack);
    expect(template.one("subnet", "app")).toMatchObject({
      address_prefixes: ["10.0.1.0/24"],
      service_endpoints: ["Microsoft.Storage"],
    });
    expect(template.one("route_table", "rt-appSubnet-hub00")).toBeDefined();
    expect(template.one("virtual_network_gateway", "ergw-hub00").depends_on).toEqual(
      expect.arrayContaining([expect.stringContaining("app_route-table-association")]),
    );
  });
});

describe("what is made is within reach", () => {
  test("the command that proves the tunnel speaks the client's own shell", () => {
    const proof = (operatingSystem: "windows" | "linux"): string => {
      const { hub } = article({ hub: { client: { operatingSystem, adminSshPublicKey: SSH_KEY } } });
      return hub.proofCommand;
    };
    expect(proof("windows")).toContain(
      '-n vm-hub00 --command-id RunPowerShellScript --scripts "curl.exe -sS https://ifconfig.me"',
    );
    expect(proof("linux")).toContain(
      '-n vm-hub00 --command-id RunShellScript --scripts "curl -sS https://ifconfig.me"',
    );
  });

  test("addresses and passwords are references", () => {
    const { stack, hub, nva } = article();
    const outputs = {
      nva: nva.publicIpAddress,
      client: hub.clientPrivateIpAddress,
      jump: hub.jumpServerPublicIpAddress,
      password: hub.adminPassword,
    };
    for (const [name, value] of Object.entries(outputs))
      new TerraformOutput(stack, name, { value, sensitive: name === "password" });
    expect(new Template(stack).json.output).toMatchObject({
      nva: { value: expect.stringMatching(/^\$\{azurerm_public_ip\.nva100.*\.ip_address}$/) as string },
      client: {
        value: expect.stringMatching(/^\$\{azurerm_network_interface\.hub00_client.*\.private_ip_address}$/) as string,
      },
      jump: { value: expect.stringMatching(/^\$\{azurerm_public_ip\.hub00_jumpServer.*\.ip_address}$/) as string },
      password: { value: expect.stringMatching(/^\$\{random_password\.hub00.*\.result}$/) as string },
    });
  });

  test("an NVA without a public IP has no address to hand out, and check reports that nothing gets out", () => {
    const { stack, nva } = article({ nva: { publicIp: false } });
    expect(() => nva.publicIpAddress).toThrow("main/nva100 has no public IP");
    expect(findingsOf(stack)).toEqual([]);
    const { findings } = check(readTopology(synthesized(stack)), { whatIf: false });
    expect(findings.map(({ name }) => name)).toContain("internet-unreachable");
  });

  test("a peer of one's own, beside the NVAs", () => {
    const { stack, site } = article();
    site.routeServer.addPeer("firewall", { name: "firewall", address: "10.100.0.20", asn: 65010 });
    expect(new Template(stack).one("route_server_bgp_connection", "firewall")).toMatchObject({
      peer_asn: 65010,
      peer_ip: "10.100.0.20",
    });
    site.routeServer.addPeer("broken", {} as { name: string; address: string; asn: number });
    expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.path])).toEqual(
      expect.arrayContaining([
        ["FT003", "main/hub100/routeServer/broken"],
        ["FT016", "main/hub100/routeServer/broken"],
      ]),
    );
  });

  test("machines of one's own: Windows with a password of its own, Linux with user data; what is wrong with them is reported", () => {
    const { stack, hub } = article();
    const subnet = hub.network.addSubnet("app", { name: "app", prefix: "10.0.1.0/24" });
    new VirtualMachine(stack, "web", { subnet });
    new VirtualMachine(stack, "db", {
      subnet,
      operatingSystem: "linux",
      adminSshPublicKey: SSH_KEY,
      privateIpAddress: "10.0.1.10",
      publicIp: true,
      customData: "eA==",
    });
    const template = new Template(stack);
    expect(template.one("windows_virtual_machine", "vm-web").admin_password).toMatch(/^\$\{random_password\.web_/);
    expect(template.one("linux_virtual_machine", "vm-db").custom_data).toBe("eA==");
    expect(template.one("network_interface", "nic-web")).toMatchObject({ ip_forwarding_enabled: false });
    template.one("public_ip", "pip-db");
    new VirtualMachine(stack, "bad", {
      subnet,
      name: "vm_bad",
      adminPassword: "in the open",
      sizee: "x",
    } as VirtualMachineProps);
    expect(
      findingsOf(stack)
        .map(({ id, at }) => [id, at[0]!.path])
        .sort(),
    ).toEqual([
      ["FT001", "main/bad"],
      ["FT019", "main/bad"],
      ["FT036", "main/bad"],
    ]);
    expect(() => new VirtualMachine(stack, "lost", {} as VirtualMachineProps)).toThrow("subnet is missing");
  });

  test("rules of one's own: protocol, several ports, one tag, a reference to a list", () => {
    const { stack, hub } = article();
    const rule = { direction: "Inbound", access: "Allow" } as const;
    hub.network.addSubnet("app", {
      name: "app",
      prefix: "10.0.1.0/24",
      defaultOutboundAccess: true,
      securityRules: [
        {
          ...rule,
          name: "Web",
          priority: 200,
          protocol: "Tcp",
          sources: ["10.0.0.0/24"],
          destinationPorts: ["80", "8000-8080"],
          description: "the web",
        },
        { ...rule, name: "Balancer", priority: 210, sources: ["AzureLoadBalancer"] },
        { ...rule, name: "Listed", priority: 220, sources: variable(stack, "sources", "list(string)").listValue },
      ],
    });
    const template = new Template(stack);
    expect(template.one("subnet", "app")).toMatchObject({ default_outbound_access_enabled: true });
    expect(template.one("network_security_group", "vnet-hub00-app-nsg-japaneast").security_rule).toMatchObject([
      {
        name: "Web",
        protocol: "Tcp",
        source_address_prefix: "10.0.0.0/24",
        destination_port_range: null,
        destination_port_ranges: ["80", "8000-8080"],
        description: "the web",
      },
      { name: "Balancer", source_address_prefix: "AzureLoadBalancer", source_address_prefixes: null },
      { name: "Listed", source_address_prefix: null, source_address_prefixes: "${var.sources}" },
    ]);
  });

  test("tags go to everything that takes them, or to one thing", () => {
    const tags = { owner: "network" };
    const { stack } = article({
      hub: { tags, gateway: { tags: { cost: "7" } } },
      site: { tags, routeServer: { tags: { cost: "11" } }, gateway: { tags } },
    });
    const template = new Template(stack);
    expect(template.one("virtual_network", "vnet-hub00").tags).toEqual(tags);
    expect(template.one("virtual_network_gateway", "ergw-hub00").tags).toEqual({ cost: "7" });
    expect(template.one("virtual_network_gateway_connection", "conn-hub00").tags).toEqual({ cost: "7" });
    expect(template.one("route_server", "rs-hub100").tags).toEqual({ cost: "11" });
    expect(template.one("linux_virtual_machine", "vm-nva100").tags).toEqual(tags);
  });

  test("an NVA in another stack than its site is refused, because each depends on the other", () => {
    const { app, site } = article();
    expect(() => new FrrNva(addStack(app, "nvas"), "nva9", { site, adminSshPublicKey: SSH_KEY })).toThrow(
      "the NVA is not in the stack of its site",
    );
  });

  test("lists and choices that decide what is written have to be known, and the report says so", () => {
    const { stack } = article();
    const lines = variable(stack, "lines", "list(string)").listValue;
    const choice = variable(stack, "choice").stringValue;
    const { stack: own } = article({
      nva: { frrLines: { global: lines }, packages: lines, defaultRoute: choice as "always" },
    });
    expect(
      findingsOf(own)
        .map(({ at: [at], got, want }) => `${at!.prop}: ${got}, not ${want}`)
        .sort(),
    ).toEqual([
      'defaultRoute: a value that is known only at apply, not "follow-health" or "always" that is known at synthesis',
      "frrLines.global: a value that is known only at apply, not a list that is known at synthesis",
      "packages: a value that is known only at apply, not a list that is known at synthesis",
    ]);
  });

  test("a group known by its name alone, in a region written as the portal does", () => {
    const { stack } = emptyStack("main", false);
    const site = new OnPremSiteWithRouteServer(stack, "hub100", {
      resourceGroup: { name: variable(stack, "group").stringValue, location: "Japan East" },
    });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
    const group = new Template(stack).one("network_security_group", "vnet-hub100-nva-nsg-japaneast");
    expect(group).toMatchObject({ resource_group_name: "${var.group}", location: "Japan East" });
  });
});

describe("a value known only at apply is never rejected", () => {
  const { stack, resourceGroup } = emptyStack();
  const text = (name: string): string => variable(stack, name).stringValue;
  const number = (name: string): number => variable(stack, name, "number").numberValue;
  const list = (name: string): string[] => variable(stack, name, "list(string)").listValue;
  const machine = (name: string) => ({
    name: text(`${name}_name`),
    computerName: text(`${name}_computer`),
    size: text(`${name}_size`),
    zone: text(`${name}_zone`),
    publicIpZones: [text(`${name}_pip_zone`)],
    adminUsername: text(`${name}_user`),
    osDisk: { storageAccountType: text(`${name}_disk`), sizeGb: number(`${name}_gb`) },
    image: { publisher: text(`${name}_publisher`), offer: text(`${name}_offer`), sku: text(`${name}_sku`) },
    dailyShutdown: { timeZone: text(`${name}_time_zone`), time: text(`${name}_time`) },
    identity: { userAssignedIds: list(`${name}_identities`) },
    tags: { owner: text(`${name}_owner`) },
  });
  const rule = {
    name: text("rule"),
    priority: number("priority"),
    direction: text("direction") as "Inbound",
    access: text("access") as "Allow",
    protocol: text("protocol"),
    sources: list("rule_sources"),
    destinations: list("rule_destinations"),
    destinationPorts: list("rule_ports"),
  };
  const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
    circuitId: text("circuit_id"),
    authorizationKeys: list("keys"),
    acceptsDefaultRoute: true,
  });
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    location: text("location"),
    addressSpace: text("hub_space"),
    moreAddressSpaces: list("hub_more"),
    dnsServers: list("hub_dns"),
    virtualNetworkName: text("hub_vnet"),
    adminPassword: text("password"),
    gateway: { sku: text("sku") },
    client: {
      ...machine("client"),
      privateIpAddress: text("client_address"),
      securityRules: [rule],
      subnetPrefix: text("client_subnet"),
    },
    jumpServer: {
      ...machine("jump"),
      operatorSources: list("operators"),
      routes: [
        {
          name: text("route"),
          addressPrefix: text("route_prefix"),
          nextHopType: text("route_type"),
          nextHopIpAddress: text("route_hop"),
        },
      ],
    },
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", {
    resourceGroup,
    addressSpace: text("site_space"),
    nvaSubnet: { tunnelledSources: list("tunnelled"), adminSources: list("admins") },
    routeServer: { hubRoutingPreference: text("preference") as "ASPath", publicIpZones: list("rs_zones") },
  });
  new FrrNva(stack, "nva100", {
    ...machine("nva"),
    site,
    adminSshPublicKey: text("ssh_key"),
    asn: number("asn"),
    privateIpAddress: text("nva_address"),
    prepend: number("prepend"),
    keepaliveSeconds: number("keepalive"),
    holdSeconds: number("hold"),
    health: {
      anchors: list("anchors"),
      intervalSeconds: number("interval"),
      timeoutSeconds: number("timeout"),
      failures: number("failures"),
      successes: number("successes"),
    },
    packages: [text("package")],
    files: [{ path: text("path"), content: text("content") }],
    frrLines: { global: [text("frr_line")] },
  });
  hub.gateway.connectTo(circuit, { routingWeight: number("weight") });
  site.gateway.connectTo(circuit);
  const template = new Template(stack);

  test("no rule speaks", () => expect(findingsOf(stack)).toEqual([]));

  test("all of them are references, and none is lost", () => {
    const json = JSON.stringify({ ...template.json, variable: undefined });
    expect(json).not.toMatch(/TfToken|#\{|\[object |-1\.888|unresolved/);
    const lost = Object.keys(template.json.variable!).filter((name) => !new RegExp(`var\\.${name}\\b`).test(json));
    // The client has no public IP.
    expect(lost).toEqual(["client_pip_zone"]);
  });

  test("in the NVA's text too: numbers, lists, and a line that is there or not", () => {
    const text = template.one("linux_virtual_machine", "${var.nva_name}").custom_data as string;
    expect(text).toContain("timers ${var.keepalive} ${var.hold}");
    expect(text).toContain('anchors = ${join(\" \", var.anchors)}'.replaceAll('\\"', '"'));
    expect(text).toContain("interval_seconds = ${var.interval}");
    expect(text).toContain(
      '${var.prepend > 0 ? format(" set as-path prepend %s", join(" ", [for i in range(var.prepend) : var.asn])) : "!"}',
    );
  });
});

describe("several of a kind", () => {
  test("NVAs of one site peer one after another, and the site's connection waits for all, added before or after it", () => {
    const { stack, site } = article();
    new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", prepend: 2 });
    const template = new Template(stack);
    expect(template.one("route_server_bgp_connection", "vm-nva101").depends_on).toEqual(
      expect.arrayContaining([
        template.address("route_server_bgp_connection", "vm-nva100"),
        template.address("linux_virtual_machine", "vm-nva101"),
      ]),
    );
    expect(template.one("virtual_network_gateway_connection", "conn-hub100").depends_on).toEqual(
      expect.arrayContaining([
        template.address("route_server_bgp_connection", "vm-nva101"),
        template.address("linux_virtual_machine", "vm-nva101"),
      ]),
    );
    expect(template.one("linux_virtual_machine", "vm-nva101").custom_data).toContain("set as-path prepend 65001 65001");
  });

  test("connections of one gateway are chained, each with its circuit's next key", () => {
    const { stack, resourceGroup } = emptyStack();
    const keys = variable(stack, "keys", "list(string)");
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup });
    const first = ExpressRouteCircuit.fromExisting(stack, "tokyo", {
      circuitId: CIRCUIT_ID,
      authorizationKeys: [variable(stack, "a").stringValue, variable(stack, "b").stringValue],
    });
    const second = ExpressRouteCircuit.fromExisting(stack, "osaka", {
      circuitId: `${CIRCUIT_ID}2`,
      authorizationKeys: keys.listValue,
    });
    const osaka = hub.gateway.connectTo(second, { authorizationKey: variable(stack, "c").stringValue });
    const done = new Readiness().needs(osaka);
    new ForcedTunnelingHub(stack, "hub10", { resourceGroup, addressSpace: "10.10.0.0/16" }).gateway.connectTo(first, {
      after: done,
    });
    hub.gateway.connectTo(first);
    const template = new Template(stack);
    expect(template.one("virtual_network_gateway_connection", "conn-hub00").authorization_key).toBe("${var.c}");
    expect(template.one("virtual_network_gateway_connection", "conn-hub10")).toMatchObject({
      authorization_key: "${var.a}",
      depends_on: [template.address("virtual_network_gateway_connection", "conn-hub00")],
    });
    expect(template.one("virtual_network_gateway_connection", "conn-hub00-2")).toMatchObject({
      authorization_key: "${var.b}",
      depends_on: [template.address("virtual_network_gateway_connection", "conn-hub00")],
    });
  });
});

describe("one circuit", () => {
  test("two constructs of one circuit are one to the rules: their VNets must not overlap", () => {
    const { stack, resourceGroup } = emptyStack();
    const circuit = (id: string): ExpressRouteCircuit =>
      ExpressRouteCircuit.fromExisting(stack, id, { circuitId: CIRCUIT_ID, acceptsDefaultRoute: true });
    const props = { resourceGroup, jumpServer: { operatorSources: ["203.0.113.0/24"] } };
    new ForcedTunnelingHub(stack, "hub00", props).gateway.connectTo(circuit("one"));
    new ForcedTunnelingHub(stack, "hub10", { ...props, addressSpace: "10.0.0.0/17" }).gateway.connectTo(
      circuit("other"),
    );
    expect(findingsOf(stack).map(({ name }) => name)).toEqual(["address-spaces-overlap"]);
  });

  test("a connection with a key of its own leaves the circuit's keys to the others, given one by one or as a list", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = (id: string, n: number): ForcedTunnelingHub =>
      new ForcedTunnelingHub(stack, id, {
        resourceGroup,
        addressSpace: `10.${n}.0.0/16`,
        jumpServer: { operatorSources: ["203.0.113.0/24"] },
      });
    const one = ExpressRouteCircuit.fromExisting(stack, "one", {
      circuitId: CIRCUIT_ID,
      authorizationKeys: [variable(stack, "first").stringValue],
    });
    hub("hub10", 10).gateway.connectTo(one, { authorizationKey: variable(stack, "own").stringValue });
    hub("hub20", 20).gateway.connectTo(one);
    const list = ExpressRouteCircuit.fromExisting(stack, "list", {
      circuitId: `${CIRCUIT_ID}2`,
      authorizationKeys: variable(stack, "keys", "list(string)").listValue,
    });
    hub("hub30", 30).gateway.connectTo(list);
    hub("hub40", 40).gateway.connectTo(list);
    const template = new Template(stack);
    const keys = ["conn-hub10", "conn-hub20", "conn-hub30", "conn-hub40"].map(
      (name) => template.one("virtual_network_gateway_connection", name).authorization_key,
    );
    expect(keys).toEqual(["${var.own}", "${var.first}", "${var.keys[0]}", "${var.keys[1]}"]);
    expect(findingsOf(stack)).toEqual([]);
  });

  test("two sets of deployment variables would be one to Terraform", () => {
    const { stack } = emptyStack();
    new DeploymentVariables(stack, "a", 1);
    new DeploymentVariables(stack, "b", 1);
    expect(findingsOf(stack).map(({ id, text }) => `${id} ${text}`)).toContainEqual(
      expect.stringMatching(/^FT056 .*circuit_id/),
    );
  });
});

describe("gateway routes kept out", () => {
  test("of the jump server's subnet: its route table says so", () => {
    const { stack } = article({ hub: { jumpServer: { operatorSources: ["203.0.113.0/24"], gatewayRoutes: false } } });
    expect(new Template(stack).one("route_table", "rt-jumpSubnet-hub00")).toMatchObject({
      bgp_route_propagation_enabled: false,
      route: [{ name: "0_0_0_0_0" }],
    });
    expect(findingsOf(stack)).toEqual([]);
  });

  test("of the client's subnet: a route table is made for it, without routes", () => {
    const { stack } = article({
      hub: { jumpServer: { operatorSources: ["203.0.113.0/24"] }, client: { gatewayRoutes: false } },
    });
    const json = JSON.parse(Testing.synth(stack)) as Template["json"];
    const table = Object.values(json.resource.azurerm_route_table!).find(
      ({ name }) => name === "rt-defaultSubnet-hub00",
    );
    expect(table).toMatchObject({ bgp_route_propagation_enabled: false, route: [] });
    expect(findingsOf(stack).map(({ name }) => name)).toEqual(["client-not-tunnelled"]);
  });

  test("of the NVA's subnet is an error: its answers would not find the clients", () => {
    expect(
      findingsOf(article({ site: { nvaSubnet: { gatewayRoutes: false } } }).stack).map(({ name }) => name),
    ).toEqual(["nva-subnet-without-gateway-routes"]);
  });
});

describe("several stacks", () => {
  function cloudAndSite(site: object = {}) {
    const { app, stack: cloud, resourceGroup } = emptyStack("cloud");
    const circuit = ExpressRouteCircuit.fromExisting(cloud, "circuit", {
      circuitId: CIRCUIT_ID,
      acceptsDefaultRoute: true,
    });
    const hub = new ForcedTunnelingHub(cloud, "hub00", {
      resourceGroup,
      jumpServer: { operatorSources: ["203.0.113.0/24"] },
    });
    hub.gateway.connectTo(circuit);
    const onPrem = addStack(app, "on-prem");
    const group = new ResourceGroup(onPrem, "resource-group", { name: "rg-site", location: "japaneast" });
    const hub100 = new OnPremSiteWithRouteServer(onPrem, "hub100", { resourceGroup: group, ...site });
    new FrrNva(onPrem, "nva100", { site: hub100, adminSshPublicKey: SSH_KEY });
    hub100.gateway.connectTo(circuit, { after: new Readiness().needs(hub.gateway.gateway) });
    return { app, onPrem, cloud };
  }

  test("hub and site apart: what waits across stacks makes one stack wait for the other", () => {
    const { app, onPrem, cloud } = cloudAndSite();
    app.synth();
    expect(onPrem.dependencies.map(({ node }) => node.id)).toEqual([cloud.node.id]);
    expect(existsSync(join(app.outdir, "stacks", "on-prem", "cdk.tf.json"))).toBe(true);
  });

  test("a mistake in the last stack is reported before the first one is written", () => {
    const { app } = cloudAndSite({ addressSpace: "10.0.0.0/16" });
    expect(() => app.synth()).toThrow("address-spaces-overlap");
    expect(readdirSync(app.outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual(
      [],
    );
  });

  test("a mistake is reported also where a stack without constructs of ours comes first", () => {
    const { app, stack } = emptyStack("other");
    new TerraformOutput(stack, "nothing", { value: 1 });
    const group = { name: "rg", location: "japaneast" };
    new OnPremSiteWithRouteServer(addStack(app, "site"), "hub100", {
      resourceGroup: group,
      addressSpace: "8.0.0.0/16",
    });
    expect(() => app.synth()).toThrow("address-space-not-private");
    expect(readdirSync(app.outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual(
      [],
    );
  });
});

describe("errors", () => {
  test("all of an app come together, each with rule, place, value and fix", () => {
    const { app } = article({
      hub: { addressSpace: "10.100.0.0/16" },
      nva: { asn: 65515, privateIpAddress: "10.100.0.1" },
    });
    expect(() => app.synth()).toThrow(/FT003[^]*FT005[^]*FT013[^]*3 errors/);
  });

  test("what cannot be built without another construct says so at once", () => {
    const { stack } = emptyStack();
    const props = {} as unknown as ConstructorParameters<typeof FrrNva>[2];
    expect(() => new FrrNva(stack, "nva100", props)).toThrow(ForcedTunnelingError);
    expect(() => new FrrNva(stack, "nva101", props)).toThrow(
      "site is missing\n  at    main/nva101  site\n  got   undefined\n  want  an OnPremSiteWithRouteServer",
    );
  });

  test("a misspelt prop is named, with the one that was meant", () => {
    const { stack } = article({ hub: { adressSpace: "10.1.0.0/16", client: { sise: "x" } } as object });
    expect(findingsOf(stack).map(({ at: [at], fix }) => [at!.path, at!.prop, fix])).toEqual(
      expect.arrayContaining([
        ["main/hub00", "adressSpace", "addressSpace: …"],
        ["main/hub00", "client.sise", "size: …"],
      ]),
    );
  });

  test("a group that lacks something is named with what it lacks, and left out as a whole", () => {
    const { stack } = article({
      hub: {
        client: { routes: [{ name: "a", addressPrefix: "10.9.0.0/16" }, "b"], dailyShutdown: {}, tags: { a: 1 } },
      } as object,
      nva: { commands: [["echo", 5]], files: [[]] } as object,
    });
    expect(
      findingsOf(stack)
        .map(({ at: [at], got, want }) => `${at!.path} ${at!.prop}: ${got}, not ${want}`)
        .sort(),
    ).toEqual([
      "main/hub00 client.dailyShutdown.timeZone: undefined, not a text",
      "main/hub00 client.routes.0.nextHopType: undefined, not a text",
      'main/hub00 client.routes.1: "b", not an object',
      "main/hub00 client.tags.a: 1, not a text",
      'main/nva100 commands.0: ["echo",5], not a text or a list',
      "main/nva100 files.0: [], not an object",
    ]);
  });

  test("props that are none at all", () => {
    const { stack } = emptyStack();
    const hub = (id: string, props: unknown): ForcedTunnelingHub =>
      new ForcedTunnelingHub(stack, id, props as ForcedTunnelingHubProps);
    expect(() => hub("hub00", undefined)).toThrow("resourceGroup is missing");
    expect(() => hub("hub10", { resourceGroup: "rg" })).toThrow('got   "rg"');
    expect(() => hub("hub20", { resourceGroup: {} })).toThrow("a ResourceGroup, or { name, location }");
  });

  test("a construct, or anything else that JSON has no words for, in the place of a value", () => {
    const { stack, hub } = article();
    const nva = (id: string, props: unknown): FrrNva => new FrrNva(stack, id, props as FrrNvaProps);
    expect(() => nva("nva1", { site: hub })).toThrow("got   a ForcedTunnelingHub");
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const odd = article({
      hub: {
        name: hub,
        addressSpace: 5n,
        location: () => "japaneast",
        client: { name: Symbol("x"), size: circular, zone: [circular] },
      } as object,
    });
    expect(
      findingsOf(odd.stack)
        .map(({ at: [at], got }) => `${at!.prop}: ${got}`)
        .sort(),
    ).toEqual([
      "addressSpace: a bigint",
      "client.name: a symbol",
      "client.size: an object that cannot be shown",
      "client.zone: an object that cannot be shown",
      "location: a function",
      "name: a ForcedTunnelingHub",
    ]);
  });

  test("synth() passes on what is no error of the app", () => {
    const { app } = article();
    jest.spyOn(app, "synth").mockImplementation(() => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a broken app may do
      throw "no error object";
    });
    expect(() => synth(app)).toThrow("no error object");
  });

  test("a secret that is written out is refused, and never shown", () => {
    const { app } = article({
      circuit: { authorizationKeys: ["my-secret-key-1", "my-secret-key-2"] },
      hub: { adminPassword: "my-secret-password" },
    });
    let message = "";
    try {
      app.synth();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain("secret-in-plain-text");
    expect(message).not.toContain("my-secret");
  });

  test("synth() prints the report without a stack trace or advice to skip it, and sets the exit code", () => {
    const written: string[] = [];
    const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    try {
      synth(article({ nva: { asn: 65515 } }).app);
      expect(process.exitCode).toBe(1);
    } finally {
      write.mockRestore();
      process.exitCode = undefined;
    }
    expect(written.join("")).toContain(
      "error[FT003] asn-reserved: ASN 65515 belongs to the Route Server\n  at    main/nva100  asn",
    );
    expect(written.join("")).not.toMatch(/skipValidation|\n\s+at .*:\d+:\d+/);
  });

  test("what works but is risky does not stop the synthesis: check reports it at the construct", () => {
    const { app, stack } = article({ hub: { jumpServer: {} } });
    app.synth();
    const topology = readTopology(synthesized(stack));
    const finding = check(topology).findings.find(({ name }) => name === "jump-server-unreachable");
    const group = topology.securityGroups.find(({ id }) => id === finding?.at[0]);
    expect(group?.path).toBe("main/hub00/network/jump/nsg");
  });

  test("two constructs of one Terraform address, which cdktf would merge silently, are named", () => {
    const { app, stack } = article();
    new TerraformOutput(stack, "a.b", { value: 1 });
    new TerraformOutput(stack, "ab", { value: 2 });
    expect(() => app.synth()).toThrow("FT056");
  });
});
