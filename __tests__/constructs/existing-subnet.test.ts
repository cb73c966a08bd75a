import { Subnet as AzureSubnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { TerraformStack } from "cdktf";
import {
  type ExistingSubnetProps,
  findingsOf,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type IResourceGroup,
  Network,
  OnPremSiteWithRouteServer,
  Subnet,
  VirtualMachine,
} from "../../lib/index";
import { emptyStack, SSH_KEY, Template, variable } from "../support/apps";

const resourceGroupName = "rg-network";
const LINUX = { operatingSystem: "linux", adminSshPublicKey: SSH_KEY } as const;
const APPS = { name: "apps", prefix: "10.20.1.0/24", internetTraffic: "tunnelled" } as const;
const TOOLS = { name: "tools", prefix: "10.20.2.0/24", internetTraffic: "exempt" } as const;

const subnet = (
  stack: TerraformStack,
  props: Pick<ExistingSubnetProps, "prefix" | "internetTraffic"> & object,
  id = "subnet",
) => Subnet.fromExisting(stack, id, { resourceGroupName, virtualNetworkName: "vnet-net", ...props });

const vnet = (stack: TerraformStack, subnets?: Record<string, string>) =>
  Network.fromExisting(stack, "vnet", {
    name: "vnet-net",
    resourceGroupName,
    addressSpace: ["10.20.0.0/16"],
    ...(subnets && { subnets }),
  });

const hubIn = (stack: TerraformStack, resourceGroup: IResourceGroup, props: Partial<ForcedTunnelingHubProps>) =>
  new ForcedTunnelingHub(stack, "hub20", {
    resourceGroup,
    network: props.network ?? vnet(stack),
    gateway: "none",
    client: "none",
    jumpServer: "none",
    ...props,
  });

interface Conditions {
  readonly postcondition: readonly { readonly condition: string; readonly error_message: string }[];
}
const conditions = (template: Template, type: string): readonly string[] =>
  Object.values(template.json.data![type]!).flatMap(({ lifecycle }) =>
    (lifecycle as Conditions).postcondition.map(({ condition }) => condition),
  );

describe("machines in a subnet that exists", () => {
  test("have their security rules on their network interfaces: the subnet is left alone", () => {
    const { stack, resourceGroup } = emptyStack();
    hubIn(stack, resourceGroup, {
      client: { ...LINUX, subnet: subnet(stack, APPS, "apps") },
      jumpServer: { ...LINUX, operatorSources: ["203.0.113.0/24"], subnet: subnet(stack, TOOLS, "tools") },
    });
    const template = new Template(stack);
    expect(Object.keys(template.json.resource).filter((type) => /subnet|route/.test(type))).toEqual([]);
    const associations = Object.values(template.json.resource.azurerm_network_interface_security_group_association!);
    expect(associations).toHaveLength(2);
    expect(Object.keys(template.all("network_security_group"))).toEqual([
      "vnet-net-apps-nic-nsg-japaneast",
      "vnet-net-tools-nic-nsg-japaneast",
    ]);
    const { depends_on } = template.one("linux_virtual_machine", "vm-hub20");
    expect(depends_on).toEqual([expect.stringContaining("azurerm_network_interface_security_group_association")]);
    const { ip_configuration } = template.one("network_interface", "nic-hub20");
    expect(ip_configuration).toEqual([
      expect.objectContaining({
        subnet_id: expect.stringContaining("data.azurerm_subnet"),
        private_ip_address_allocation: "Dynamic",
      }),
    ]);
  });

  test("let the jump server in by the prefix of its subnet", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = hubIn(stack, resourceGroup, {
      client: LINUX,
      jumpServer: { ...LINUX, subnet: subnet(stack, TOOLS) },
    });
    expect(hub.jumpServerSubnetPrefix).toBe("10.20.2.0/24");
    const [group] = Object.values(new Template(stack).all("network_security_group")).filter(({ name }) =>
      String(name).includes("default"),
    );
    expect(JSON.stringify(group)).toContain("10.20.2.0/24");
  });

  test("may be one's own", () => {
    const { stack, resourceGroup } = emptyStack();
    const hub = hubIn(stack, resourceGroup, {});
    const apps = hub.network.useSubnet("apps", subnet(stack, APPS));
    new VirtualMachine(stack, "app", { subnet: apps, ...LINUX });
    expect(findingsOf(stack)).toEqual([]);
    expect(new Template(stack).json.resource).not.toHaveProperty("azurerm_network_security_group");
    expect(() => apps.subnet).toThrow("the subnet exists");
    expect(() => hub.network.useSubnet("other", { name: "x" } as never)).toThrow(
      'fix   existing: Subnet.fromExisting(stack, "subnet", { resource: …',
    );
  });

  test("may be NVAs, which share a group and need an address", () => {
    const { stack, resourceGroup } = emptyStack();
    const site = new OnPremSiteWithRouteServer(stack, "hub100", {
      resourceGroup,
      network: vnet(stack),
      gateway: "none",
      nvaSubnet: { subnet: subnet(stack, TOOLS) },
    });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.20.2.20" });
    expect(findingsOf(stack)).toEqual([]);
    new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY });
    expect(findingsOf(stack).map(({ id, at: [at] }) => [id, at!.path])).toEqual([["FT199", "main/nva101"]]);
  });
});

describe("what was said of a subnet that exists", () => {
  test("is held against it when it is planned", () => {
    const { stack, resourceGroup } = emptyStack();
    const said = { ...APPS, networkSecurityGroup: "none", routeTable: "none", defaultOutboundAccess: false } as const;
    hubIn(stack, resourceGroup, { client: { ...LINUX, subnet: subnet(stack, said) } });
    const template = new Template(stack);
    expect(conditions(template, "azurerm_subnet")).toEqual([
      '${sort(self.address_prefixes) == sort(["10.20.1.0/24"])}',
      '${self.network_security_group_id == null || self.network_security_group_id == ""}',
      '${self.route_table_id == null || self.route_table_id == ""}',
      "${self.default_outbound_access_enabled == false}",
    ]);
    expect(template.json.data).not.toHaveProperty("azurerm_route_table");
  });

  test("includes what its route table does with internet traffic", () => {
    const { stack, resourceGroup } = emptyStack();
    hubIn(stack, resourceGroup, { jumpServer: { ...LINUX, subnet: subnet(stack, TOOLS) } });
    const template = new Template(stack);
    expect(conditions(template, "azurerm_subnet")).toContain("${try(length(self.route_table_id), 0) > 0}");
    expect(conditions(template, "azurerm_route_table")).toEqual([
      '${anytrue([for r in self.route : contains(["0.0.0.0/0"], r.address_prefix) && r.next_hop_type == "Internet"])}',
    ]);
    expect(JSON.stringify(template.json.data)).toContain("FT152");
  });

  test("is not a client's subnet if it is exempt, and not a jump server's if it is tunnelled", () => {
    const { stack, resourceGroup } = emptyStack();
    hubIn(stack, resourceGroup, {
      client: { ...LINUX, subnet: subnet(stack, TOOLS, "tools") },
      jumpServer: { ...LINUX, operatorSources: ["203.0.113.0/24"], subnet: subnet(stack, APPS, "apps") },
    });
    expect(findingsOf(stack).map(({ id, at: [at] }) => [id, at!.path, at!.prop])).toEqual([
      ["FT072", "main/apps", "internetTraffic"],
      ["FT077", "main/tools", "internetTraffic"],
    ]);
  });

  test("decides name, prefix and routes itself", () => {
    const { stack, resourceGroup } = emptyStack();
    const client = { ...LINUX, subnet: subnet(stack, APPS), subnetPrefix: "10.20.1.0/24", routes: [] };
    hubIn(stack, resourceGroup, { client });
    expect(findingsOf(stack).map(({ at: [at], fix }) => [at!.prop, fix])).toEqual([
      ["client.subnetPrefix", "leave subnetPrefix out"],
      ["client.routes", "leave routes out"],
    ]);
  });

  test("may be listed by its VNet, too", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = vnet(stack, { apps: "10.20.1.0/24", databases: "10.20.9.0/24" });
    hubIn(stack, resourceGroup, { network, client: { ...LINUX, subnet: subnet(stack, APPS) } });
    expect(findingsOf(stack)).toEqual([]);
  });

  test("must be of the VNet that the hub uses", () => {
    const { stack, resourceGroup } = emptyStack();
    const props = { resourceGroup, gateway: "none", jumpServer: "none", addressSpace: "10.20.0.0/16" } as const;
    new ForcedTunnelingHub(stack, "hub20", { ...props, client: { ...LINUX, subnet: subnet(stack, APPS) } });
    expect(findingsOf(stack).map(({ id, at: [at] }) => [id, at!.path])).toEqual([["FT198", "main/subnet"]]);
  });
});

describe("a subnet that exists is found", () => {
  test("by its id, which may be known only at apply", () => {
    const { stack, resourceGroup } = emptyStack();
    const id = variable(stack, "subnet_id").stringValue;
    const existing = Subnet.fromExisting(stack, "subnet", { id, prefix: APPS.prefix, internetTraffic: "tunnelled" });
    hubIn(stack, resourceGroup, { client: { ...LINUX, subnet: existing } });
    const [found] = Object.values(new Template(stack).json.data!.azurerm_subnet!);
    expect(found).toMatchObject({
      name: '${element(split("/", var.subnet_id), 10)}',
      virtual_network_name: '${element(split("/", var.subnet_id), 8)}',
      resource_group_name: '${element(split("/", var.subnet_id), 4)}',
    });
  });

  test("as a resource of the same app, which is read by the analysis", () => {
    const { stack, resourceGroup } = emptyStack();
    const resource = new AzureSubnet(stack, "own", {
      name: "apps",
      resourceGroupName,
      virtualNetworkName: "vnet-net",
      addressPrefixes: [APPS.prefix],
    });
    const existing = Subnet.fromExisting(stack, "subnet", { resource, ...APPS, name: undefined });
    hubIn(stack, resourceGroup, { client: { ...LINUX, subnet: existing } });
    const template = new Template(stack);
    expect(template.json.data).not.toHaveProperty("azurerm_subnet");
    expect(JSON.stringify(template.one("network_interface", "nic-hub20"))).toContain("${azurerm_subnet.own.id}");
  });
});
