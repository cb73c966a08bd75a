/*
 * Two hubs on one circuit, and one site that tunnels for both.
 *
 * The second hub's client runs Linux, and its jump server's password is a secret in a key vault that exists already.
 * The NVA's default route reaches both hubs by the circuit: neither is told of the other, only that their address
 * spaces must differ.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  AdminPassword,
  DeploymentVariables,
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  synth,
} from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "two-hubs");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-two-hubs", location: "japaneast" });
// Three connections, so three keys.
const variables = new DeploymentVariables(stack, "variables", 3);
const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
  circuitId: variables.circuitId,
  authorizationKeys: variables.authorizationKeys,
  acceptsDefaultRoute: true,
});

const { operatorSources, sshPublicKey } = variables;
const windows = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, jumpServer: { operatorSources } });

// The value is read when Terraform runs: it is in the state, never in the JSON.
const adminPassword = AdminPassword.fromKeyVault(stack, "password", {
  vault: { name: "kv-operators", resourceGroupName: "rg-operators" },
  secretName: "jump-server",
});
const linux = new ForcedTunnelingHub(stack, "hub10", {
  resourceGroup,
  addressSpace: "10.10.0.0/16",
  adminPassword,
  client: { operatingSystem: "linux", adminSshPublicKey: sshPublicKey },
  jumpServer: { operatorSources },
});

const adminSources = [windows.jumpServerSubnetPrefix, linux.jumpServerSubnetPrefix];
const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, nvaSubnet: { adminSources } });
const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey: sshPublicKey });

for (const { gateway } of [windows, linux, site]) gateway.connectTo(circuit);

new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });
for (const { node, proofCommand } of [windows, linux])
  new TerraformOutput(stack, `prove_${node.id}`, { value: proofCommand });

synth(app);
