/*
 * A service with one address on two NVAs (anycast), beside forced tunnelling.
 *
 * Both NVAs have 10.200.0.1 and answer DNS there. The Route Server learns the address from both, so the clients' queries
 * are spread over them; when one stops answering, it withdraws the address. Only the first NVA advertises 0.0.0.0/0:
 * the second serves DNS and takes no internet traffic. Hub and site are joined by peering, as in no-circuit.ts.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer, synth } from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "anycast");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-anycast", location: "japaneast" });
const sshPublicKey = new TerraformVariable(stack, "ssh_public_key", {
  type: "string",
  description: "Public SSH key for the Linux machines, for example the text of ~/.ssh/id_ed25519.pub",
});
const adminSshPublicKey = sshPublicKey.stringValue;

const DNS_ADDRESS = "10.200.0.1";
const UNBOUND = `server:
  interface: ${DNS_ADDRESS}
  # It starts before the NVA has the address.
  ip-freebind: yes
  access-control: 10.0.0.0/8 allow
forward-zone:
  name: "."
  forward-addr: 168.63.129.16
`;

const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  gateway: "none",
  jumpServer: "none",
  client: { operatingSystem: "linux", adminSshPublicKey },
});
const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, gateway: "none" });
const dns = {
  site,
  adminSshPublicKey,
  announces: [{ prefix: `${DNS_ADDRESS}/32`, loopback: { tcpPorts: [53], udpPorts: [53] } }],
  packages: ["unbound"],
  files: [{ path: "/etc/unbound/unbound.conf.d/anycast.conf", content: UNBOUND }],
};
const nva = new FrrNva(stack, "nva100", dns);
new FrrNva(stack, "nva101", { ...dns, privateIpAddress: "10.100.0.11", defaultRoute: "never" });

hub.peerWith(site);

new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });
new TerraformOutput(stack, "dns_address", { value: DNS_ADDRESS });

synth(app);
