import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  DeploymentVariables,
  EgressCheck,
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  synth,
} from "./lib/index";

const app = new App();
const stack = new TerraformStack(app, "forced-tunneling");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");
new LocalBackend(stack, { path: "../../../terraform.forced-tunneling.tfstate" }); // in this folder, wherever it lies

const resourceGroup = new ResourceGroup(stack, "resource-group", {
  name: "rg-forced-tunneling",
  location: "japaneast",
});
// What only you know: asked for when it is deployed.
const variables = new DeploymentVariables(stack, "variables", 2);

// A circuit that its provider has provisioned. All that is linked to it will learn the NVA's default route.
const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
  circuitId: variables.circuitId,
  authorizationKeys: variables.authorizationKeys,
  acceptsDefaultRoute: true,
});

// The cloud: a client whose internet traffic is tunnelled, and a jump server that is exempt.
const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  jumpServer: { operatorSources: variables.operatorSources },
});

// The site: a Route Server, and an NVA that gives it 0.0.0.0/0 by BGP.
const site = new OnPremSiteWithRouteServer(stack, "hub100", {
  resourceGroup,
  nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
});
const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey: variables.sshPublicKey });

hub.gateway.connectTo(circuit);
site.gateway.connectTo(circuit);

const output = (name: string, value: string, sensitive = false): TerraformOutput =>
  new TerraformOutput(stack, name, { value, sensitive });
output("nva_public_ip", nva.publicIpAddress);
output("client_private_ip", hub.clientPrivateIpAddress);
output("jump_server_private_ip", hub.jumpServer.privateIpAddress);
output("jump_server_public_ip", hub.jumpServerPublicIpAddress);
output("admin_password", hub.adminPassword, true);
output("prove_the_tunnel", hub.proofCommand);
// Asks the client and compares, if it is deployed with -var run_id=1.
output("egress_verdict", new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva] }).verdict);

synth(app);
