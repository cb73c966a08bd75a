/*
 * Forced tunnelling over VPN: the hub's internet traffic leaves through a site on premises.
 *
 * The hub has a VPN gateway, and the site's VPN device is its default site. No circuit, Route Server or NVA is needed: the
 * device translates the traffic and has the internet access. What has to be configured on it: docs/vpn-gateway.md.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { ForcedTunnelingHub, LocalNetworkGateway, synth } from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "vpn");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-vpn", location: "japaneast" });
const sshPublicKey = new TerraformVariable(stack, "ssh_public_key", {
  type: "string",
  description: "Public SSH key for the Linux machines, for example the text of ~/.ssh/id_ed25519.pub",
});
const deviceAddress = new TerraformVariable(stack, "vpn_device_address", {
  type: "string",
  description: "Public IPv4 address of the VPN device on premises",
});
const sharedKey = new TerraformVariable(stack, "vpn_shared_key", {
  type: "string",
  sensitive: true,
  description: "Key that the VPN device on premises has, too",
});

const headquarters = new LocalNetworkGateway(stack, "headquarters", {
  resourceGroup,
  gatewayAddress: deviceAddress.stringValue,
  addressSpace: ["192.168.0.0/16"],
});
const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  vpnGateway: { defaultSite: headquarters },
  jumpServer: "none",
  client: { operatingSystem: "linux", adminSshPublicKey: sshPublicKey.stringValue },
});
hub.vpnGateway.connectTo(headquarters, { sharedKey: sharedKey.stringValue });

// The VPN device connects to this address.
new TerraformOutput(stack, "vpn_gateway_public_ip", { value: hub.vpnGateway.publicIpAddress });
new TerraformOutput(stack, "proof_command", { value: hub.proofCommand });

synth(app);
