/*
 * Hub and site in two stacks, so that each has a state of its own and can be deployed and destroyed alone.
 *
 * The stacks exchange no values, so neither reads the other's state: what the site needs of the hub is a prefix, which
 * is known before. The hub connects to the circuit after the site is ready: `cdktf deploy '*'` deploys the stacks in
 * that order, and its client never has to wait for an NVA. The rules look at both stacks together.
 *
 * Circuit and gateways are in one subscription here, where a connection needs no authorization key.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import { ExpressRouteCircuit, ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer, synth } from "../lib/index";

const app = new App();

const onPrem = new TerraformStack(app, "on-prem");
new AzurermProvider(onPrem, "azurerm", { features: [{}] });
const cloud = new TerraformStack(app, "cloud");
new AzurermProvider(cloud, "azurerm", { features: [{}] });
new RandomProvider(cloud, "random");

// One construct for both stacks: that the two meet at one circuit is what the rules about it go by.
const circuit = ExpressRouteCircuit.fromExisting(onPrem, "circuit", {
  circuitId:
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-circuit/providers/Microsoft.Network/expressRouteCircuits/erc-tokyo",
  acceptsDefaultRoute: true,
});

const hub = new ForcedTunnelingHub(cloud, "hub00", {
  resourceGroup: new ResourceGroup(cloud, "resource-group", { name: "rg-cloud", location: "japaneast" }),
  jumpServer: { operatorSources: new TerraformVariable(cloud, "operator_sources", { type: "list(string)" }).listValue },
});
const site = new OnPremSiteWithRouteServer(onPrem, "hub100", {
  resourceGroup: new ResourceGroup(onPrem, "resource-group", { name: "rg-on-prem", location: "japaneast" }),
  nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
});
new FrrNva(onPrem, "nva100", {
  site,
  adminSshPublicKey: new TerraformVariable(onPrem, "ssh_public_key", { type: "string" }).stringValue,
});

site.gateway.connectTo(circuit);
hub.gateway.connectTo(circuit, { after: site.routingReady });

synth(app);
