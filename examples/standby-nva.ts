/*
 * Two NVAs in one site, one of them a standby.
 *
 * Both give 0.0.0.0/0 to the Route Server. The standby prepends its own AS number twice, so its path is longer, and the
 * Route Server uses it only while the first NVA advertises nothing: when that one has lost its internet, its BGP session
 * or its power. The clients then leave with the standby's public IP.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  synth,
} from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "standby-nva");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-standby-nva", location: "japaneast" });
const variables = new DeploymentVariables(stack, "variables", 2);
const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
  circuitId: variables.circuitId,
  authorizationKeys: variables.authorizationKeys,
  acceptsDefaultRoute: true,
});

const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  jumpServer: { operatorSources: variables.operatorSources },
});
const site = new OnPremSiteWithRouteServer(stack, "hub100", {
  resourceGroup,
  nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
});

// Each in a zone of its own; the addresses are zone-redundant. Both ask the same anchors, so that neither is up where
// the other is not.
const common = { site, adminSshPublicKey: variables.sshPublicKey, health: { anchors: ["1.1.1.1:443", "8.8.8.8:443"] } };
const active = new FrrNva(stack, "nva100", { ...common, zone: "1" });
const standby = new FrrNva(stack, "nva101", { ...common, zone: "2", privateIpAddress: "10.100.0.11", prepend: 2 });

hub.gateway.connectTo(circuit);
site.gateway.connectTo(circuit);

new TerraformOutput(stack, "public_ip", { value: active.publicIpAddress });
new TerraformOutput(stack, "public_ip_of_the_standby", { value: standby.publicIpAddress });

synth(app);
