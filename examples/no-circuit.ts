/*
 * Forced tunnelling without a circuit: hub and site are joined by VNet peering.
 *
 * The hub's VNet uses the site's Route Server, which gives it the NVA's default route. There are no gateways, so it costs
 * about half of the article's topology and takes half an hour. Nothing else has to exist before.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { EgressCheck, ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer, synth } from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "no-circuit");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-no-circuit", location: "japaneast" });
const sshPublicKey = new TerraformVariable(stack, "ssh_public_key", {
  type: "string",
  description: "Public SSH key for the Linux machines, for example the text of ~/.ssh/id_ed25519.pub",
});
const adminSshPublicKey = sshPublicKey.stringValue;

// No jump server either: the proof runs on the client by a run command.
const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  gateway: "none",
  jumpServer: "none",
  client: { operatingSystem: "linux", adminSshPublicKey },
});
const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey });

hub.peerWith(site);

new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });
// Runs with terraform apply -var run_id=1.
const egressCheck = new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva] });
new TerraformOutput(stack, "egress_verdict", { value: egressCheck.verdict });

synth(app);
