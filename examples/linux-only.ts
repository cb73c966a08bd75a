/*
 * Hub and site with Linux machines only: operators log in by SSH with a key that Azure stores.
 *
 * Nothing here has a password, so the random provider is not needed. The key is an SSH key resource that exists
 * already; Terraform reads its public half, and the private half stays with the operators. All disks are encrypted at
 * the host, too, which needs a feature of the subscription (Microsoft.Compute/EncryptionAtHost).
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  SshKey,
  synth,
} from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "linux-only");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-linux-only", location: "japaneast" });
const operatorSources = new TerraformVariable(stack, "operator_sources", {
  type: "list(string)",
  description: 'From where you reach the jump server, as the internet sees you: ["203.0.113.7/32"]',
}).listValue;
const circuit = ExpressRouteCircuit.fromName(stack, "circuit", {
  name: "erc-tokyo",
  resourceGroupName: "rg-circuit",
  acceptsDefaultRoute: true,
});

const machine = {
  adminSshPublicKey: SshKey.fromExisting(stack, "key", { name: "ssh-operators", resourceGroupName: "rg-operators" }),
  encryptionAtHost: true,
};
const linux = { ...machine, operatingSystem: "linux" } as const;
const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  client: linux,
  jumpServer: { ...linux, operatorSources },
});
const site = new OnPremSiteWithRouteServer(stack, "hub100", {
  resourceGroup,
  nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
});
const nva = new FrrNva(stack, "nva100", { ...machine, site });

site.gateway.connectTo(circuit);
hub.gateway.connectTo(circuit);

new TerraformOutput(stack, "jump_server", { value: `ssh azureuser@${hub.jumpServerPublicIpAddress}` });
new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });
new TerraformOutput(stack, "prove_the_tunnel", { value: hub.proofCommand });

synth(app);
