import { RouteServer as AzureRouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { TerraformOutput, type TerraformStack } from "cdktf";
import {
  ExpressRouteGateway,
  findingsOf,
  ForcedTunnelingHub,
  FrrNva,
  type IResourceGroup,
  Network,
  OnPremSiteWithRouteServer,
  RouteServer,
} from "../../lib/index";
import { emptyStack, SSH_KEY, Template, variable } from "../support/apps";

interface Conditions {
  readonly postcondition: readonly { readonly condition: string }[];
}

const resourceGroupName = "rg-network";
const vnet = { name: "vnet-net", resourceGroupName, addressSpace: ["10.20.0.0/16"] };

function siteOn(stack: TerraformStack, resourceGroup: IResourceGroup, acceptsDefaultRoute = true) {
  const network = Network.fromExisting(stack, "vnet", {
    ...vnet,
    subnets: { RouteServerSubnet: "10.20.210.0/26", GatewaySubnet: "10.20.200.0/27" },
  });
  const routeServer = RouteServer.fromExisting(stack, "rs", { name: "rs-net", resourceGroupName, acceptsDefaultRoute });
  const gateway = ExpressRouteGateway.fromExisting(stack, "gw", {
    name: "ergw-net",
    resourceGroupName,
    acceptsDefaultRoute,
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, network, gateway, routeServer });
  const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY });
  return { site, nva };
}

/** A value as the JSON has it. */
function outputOf(stack: TerraformStack, value: string): unknown {
  new TerraformOutput(stack, "asked", { value });
  return new Template(stack).json.output!.asked!.value;
}

describe("an existing VNet", () => {
  test("gets subnets in its own resource group, and no VNet is created", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", vnet);
    new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network, client: "none", jumpServer: "none" });
    const template = new Template(stack);
    expect(template.json.resource).not.toHaveProperty("azurerm_virtual_network");
    expect(template.one("subnet", "GatewaySubnet")).toMatchObject({
      resource_group_name: "rg-network",
      virtual_network_name: "vnet-net",
      address_prefixes: ["10.20.200.0/24"],
    });
    expect(Object.keys(template.json.resource.azurerm_subnet!)).toHaveLength(1);
  });

  test("is held against what was said of it when it is planned", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", { ...vnet, subnets: { databases: "10.20.1.0/24" } });
    new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network, client: "none", jumpServer: "none" });
    const [found] = Object.values(new Template(stack).json.data!.azurerm_virtual_network!);
    expect((found!.lifecycle as Conditions).postcondition.map(({ condition }) => condition)).toEqual([
      '${sort(self.address_space) == sort(["10.20.0.0/16"])}',
      '${length(setsubtract(["databases"], self.subnets)) == 0}',
    ]);
  });

  test("is named by its id, which may be known only at apply", () => {
    const { stack, resourceGroup } = emptyStack();
    const id = variable(stack, "vnet_id").stringValue;
    const network = Network.fromExisting(stack, "vnet", { id, addressSpace: ["10.20.0.0/16"] });
    new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network, client: "none", jumpServer: "none" });
    const [found] = Object.values(new Template(stack).json.data!.azurerm_virtual_network!);
    expect(found).toMatchObject({
      name: '${element(split("/", var.vnet_id), 8)}',
      resource_group_name: '${element(split("/", var.vnet_id), 4)}',
    });
  });

  test("may be a resource of the same app", () => {
    const { stack, resourceGroup } = emptyStack();
    const resource = new VirtualNetwork(stack, "own", {
      name: "vnet-own",
      resourceGroupName: resourceGroup.name,
      location: "japaneast",
      addressSpace: ["10.20.0.0/16"],
    });
    const network = Network.fromExisting(stack, "vnet", { resource, addressSpace: ["10.20.0.0/16"] });
    new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network, client: "none", jumpServer: "none" });
    const template = new Template(stack);
    expect(template.json.data).toBeUndefined();
    expect(template.one("subnet", "GatewaySubnet").virtual_network_name).toBe("${azurerm_virtual_network.own.name}");
  });

  test("keeps the addresses of its subnets", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", { ...vnet, subnets: { databases: "10.20.200.0/24" } });
    new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network, client: "none", jumpServer: "none" });
    expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.prop])).toEqual([["FT010", "subnetPrefix"]]);
  });

  test("decides its address space itself", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", vnet);
    const props = { resourceGroup, network, addressSpace: "10.30.0.0/16", dnsServers: ["10.0.0.4"] };
    const hub = new ForcedTunnelingHub(stack, "hub20", { ...props, client: "none", jumpServer: "none" });
    expect(findingsOf(stack).map(({ at, fix }) => [at[0]!.prop, fix])).toEqual([
      ["addressSpace", "leave addressSpace out"],
      ["dnsServers", "leave dnsServers out"],
    ]);
    expect(() => hub.network.virtualNetwork).toThrow("main/hub20/network has no resource of its own: the VNet exists");
  });

  test("has to come from its factory", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = { name: "vnet" } as unknown as ReturnType<typeof Network.fromExisting>;
    expect(() => new ForcedTunnelingHub(stack, "hub20", { resourceGroup, network })).toThrow(
      "network must be from Network.fromExisting",
    );
  });
});

describe("an existing Route Server and gateway", () => {
  test("get a BGP connection and nothing else", () => {
    const { stack, resourceGroup } = emptyStack();
    siteOn(stack, resourceGroup);
    const template = new Template(stack);
    expect(Object.keys(template.json.resource)).not.toEqual(
      expect.arrayContaining(["azurerm_route_server", "azurerm_virtual_network_gateway"]),
    );
    expect(template.one("route_server_bgp_connection", "vm-nva100").route_server_id).toBe(
      "${data.azurerm_virtual_hub.rs_route-server_B1557B08.id}",
    );
    expect(Object.values(template.json.resource.azurerm_subnet!).map(({ name }) => name)).toEqual(["nva"]);
  });

  test("give their addresses and their subnet to the NVA", () => {
    const { stack, resourceGroup } = emptyStack();
    const { site, nva } = siteOn(stack, resourceGroup);
    expect(outputOf(stack, site.routeServer.instanceAddresses[0])).toBe(
      "${element(sort(tolist(data.azurerm_virtual_hub.rs_route-server_B1557B08.virtual_router_ips)), 0)}",
    );
    expect(nva.userData).toContain("10.20.210.0/26");
  });

  test("the gateway has to be an ExpressRoute gateway of the VNet", () => {
    const { stack, resourceGroup } = emptyStack();
    siteOn(stack, resourceGroup);
    const [found] = Object.values(new Template(stack).json.data!.azurerm_virtual_network_gateway!);
    expect((found!.lifecycle as Conditions).postcondition.map(({ condition }) => condition)).toEqual([
      '${self.type == "ExpressRoute"}',
      '${lower(self.ip_configuration[0].subnet_id) == lower("${data.azurerm_virtual_network.vnet_DB8DC96A.id}/subnets/GatewaySubnet")}',
    ]);
  });

  test("need the consent of their owner", () => {
    const { stack, resourceGroup } = emptyStack();
    siteOn(stack, resourceGroup, false);
    expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.path])).toEqual([
      ["FT155", "main/rs"],
      ["FT155", "main/gw"],
    ]);
  });

  test("may be resources of the same app", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", { ...vnet, subnets: { RouteServerSubnet: "10.20.210.0/26" } });
    const resource = new AzureRouteServer(stack, "own-rs", {
      name: "rs-own",
      resourceGroupName: resourceGroup.name,
      location: "japaneast",
      sku: "Standard",
      subnetId: "id",
      publicIpAddressId: "id",
    });
    const routeServer = RouteServer.fromExisting(stack, "rs", { resource, acceptsDefaultRoute: true });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", {
      resourceGroup,
      network,
      gateway: "none",
      routeServer,
    });
    expect(outputOf(stack, site.routeServer.routeServerId)).toBe("${azurerm_route_server.own-rs.id}");
    expect(() => site.routeServer.publicIp).toThrow("the Route Server exists");
  });

  test("a new Route Server beside an existing gateway is announced as an interruption", () => {
    const { stack, resourceGroup } = emptyStack();
    const network = Network.fromExisting(stack, "vnet", { ...vnet, subnets: { GatewaySubnet: "10.20.200.0/27" } });
    const gateway = ExpressRouteGateway.fromExisting(stack, "gw", { name: "ergw-net", resourceGroupName });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, network, gateway });
    expect(site.node.metadata.map(({ data }) => String(data as unknown))).toEqual([
      expect.stringContaining("interrupted for about ten minutes"),
    ]);
    expect(() => site.gateway.gateway).toThrow("the gateway exists");
  });
});
