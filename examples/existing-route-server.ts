/*
 * A Route Server that exists, in a VNet of somebody else: only an NVA is added.
 *
 * The NVA gets a subnet of its own and peers with the Route Server. Everything that learns from the Route Server then
 * learns 0.0.0.0/0: the VNets that are peered with it and, with branch-to-branch, the networks behind its gateways. That
 * is why its owner has to agree (acceptsDefaultRoute).
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { FrrNva, Network, OnPremSiteWithRouteServer, RouteServer, synth } from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "existing-route-server");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-nva", location: "japaneast" });
const sshPublicKey = new TerraformVariable(stack, "ssh_public_key", { type: "string" });

const resourceGroupName = "rg-network";
const network = Network.fromExisting(stack, "vnet", {
  name: "vnet-transit",
  resourceGroupName,
  addressSpace: ["10.30.0.0/16"],
  subnets: { RouteServerSubnet: "10.30.210.0/26", GatewaySubnet: "10.30.200.0/27" },
});
const routeServer = RouteServer.fromExisting(stack, "route-server", {
  name: "rs-transit",
  resourceGroupName,
  acceptsDefaultRoute: true,
});

const site = new OnPremSiteWithRouteServer(stack, "transit", { resourceGroup, network, gateway: "none", routeServer });
const nva = new FrrNva(stack, "nva30", { site, adminSshPublicKey: sshPublicKey.stringValue });

new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });

synth(app);
