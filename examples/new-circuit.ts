/*
 * A circuit of one's own: the app creates it, and a service provider provisions it.
 *
 * The app is applied twice. The first apply creates everything but the private peering and the connections, and prints
 * what to do next: give the service key to the provider. The apply after the provider has finished adds the rest.
 * Nothing is edited in between, and until then the plan is empty.
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
const stack = new TerraformStack(app, "new-circuit");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-new-circuit", location: "japaneast" });
// No circuit to ask for.
const variables = new DeploymentVariables(stack, "variables", { circuits: {} });

// The private peering needs values that are agreed with the provider; a provider of layer 3 configures it itself.
const circuit = ExpressRouteCircuit.create(stack, "tokyo", {
  resourceGroup,
  provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 },
  privatePeering: {
    primaryPrefix: "192.168.255.0/30",
    secondaryPrefix: "192.168.255.4/30",
    vlanId: 100,
    peerAsn: 65010,
  },
});

const hub = new ForcedTunnelingHub(stack, "hub00", {
  resourceGroup,
  jumpServer: { operatorSources: variables.operatorSources },
});
const site = new OnPremSiteWithRouteServer(stack, "hub100", {
  resourceGroup,
  nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
});
new FrrNva(stack, "nva100", { site, adminSshPublicKey: variables.sshPublicKey });

hub.gateway.connectTo(circuit);
site.gateway.connectTo(circuit);

new TerraformOutput(stack, "next_step", { value: circuit.nextStep });
new TerraformOutput(stack, "service_key", { value: circuit.serviceKey, sensitive: true });
new TerraformOutput(stack, "prove_the_tunnel", { value: hub.proofCommand });

synth(app);
